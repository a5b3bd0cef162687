"""The DOIs and addresses of entries looked up, and what is found of them as findings that rules pass on.

Several hosts are asked at a time, one host at most twice; what comes out stands in the order of the entries all the
same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Literal
from urllib.parse import urlsplit

from citekit.bib.latex.decoding import verbatim
from citekit.bib.mapping.identifiers import bare_doi, bare_url
from citekit.checks.entry import Entry
from citekit.checks.online.answers import Answers
from citekit.checks.online.client import Client, Manners, WebClient
from citekit.checks.online.states import RESOLVER, State, doi_state, url_state
from citekit.findings import Finding, Severity
from citekit.patterns import pattern
from citekit.values import NamedTuple, dataclass

_DOI = pattern(r"10(?:\.\d{4,9}(?:\.\d+)*)?/\S+")
_WEB = ("http://", "https://")
_AT_ONCE, _PER_HOST = 12, 2
_TICK = 0.2
"""Seconds after which it is told how far it is."""


class Question(NamedTuple):
    """Whether the DOI or the address *value* exists."""

    kind: Literal["doi", "url"]
    value: str

    @property
    def host(self) -> str:
        """The host that is asked; "" for the one that knows DOIs."""
        return urlsplit(self.value).netloc.lower() if self.kind == "url" else ""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What was found, the number of questions that were *asked*, and how many of these nobody answered."""

    findings: tuple[Finding, ...] = ()
    asked: int = 0
    unanswered: int = 0


class Looking:
    """Someone who looks things up: whatever was asked is not asked again. *client* is one of the Web's by default."""

    def __init__(
        self, client: Client | None = None, contact: str = "", resolver: str = "", answers: Answers | None = None
    ) -> None:
        self._client = client or WebClient(Manners(contact=contact))
        self._resolver = resolver or RESOLVER
        self._answers = Answers() if answers is None else answers

    def looked_up(self, entries: Iterable[Entry], told: Callable[[int, int], None] = lambda *_: None) -> LookedUp:
        """Return what is found of the DOIs and addresses of *entries*; *told* hears how many are done, of how many."""
        return _looked_up(entries, self._client, self._answers, self._resolver, told)


def _looked_up(
    entries: Iterable[Entry], client: Client, answers: Answers, resolver: str, told: Callable[[int, int], None]
) -> LookedUp:
    asked = [(entry, name, question) for entry in entries for name, question in questions_of(entry)]
    states = _states({question for _, _, question in asked}, client, answers, resolver, told)
    is_connected = "found" in states.values() or "gone" in states.values()
    findings: list[Finding] = []
    seen: set[tuple[int, Question]] = set()
    for entry, name, question in asked:
        if (id(entry), question) not in seen:
            seen.add((id(entry), question))
            findings += _told_of(entry, name, question, states[question], is_connected=is_connected)
    unanswered = sum(state in {"unknown", "no-host"} for state in states.values())
    return LookedUp(tuple(findings), len(states), unanswered)


def questions_of(entry: Entry) -> Iterator[tuple[str, Question]]:
    """Yield what can be asked of an entry, each with the field: an address of the DOI resolver is a DOI."""
    if (field := entry.value("doi")) and _DOI.fullmatch(doi := bare_doi(verbatim(field).strip())):
        yield "doi", Question("doi", doi.lower())
    if field := entry.value("url"):
        url = bare_url(field) or verbatim(field).strip()
        if _DOI.fullmatch(doi := bare_doi(url)):
            yield "url", Question("doi", doi.lower())
        elif url.lower().startswith(_WEB) and not any(map(str.isspace, url)):
            yield "url", Question("url", _without_fragment(url))


def _without_fragment(url: str) -> str:
    return url.partition("#")[0]


def _told_of(entry: Entry, name: str, question: Question, state: State, *, is_connected: bool) -> Iterator[Finding]:
    value, where = question.value, entry.span(name)
    if question.kind == "doi" and state == "gone":
        hint = "copy it from the work itself, or take it out"
        yield Finding("unknown-doi", f"no work has the DOI {value}", where, Severity.ERROR, hint, entry.key)
    elif state == "gone":
        hint = f"an older copy may be at https://web.archive.org/web/{value}"
        yield Finding("dead-url", f"nothing is at the address {value}", where, Severity.WARNING, hint, entry.key)
    elif state == "no-host" and is_connected:
        message = f"no server has the name {question.host}"
        hint = f"see if it has moved; an older copy may be at https://web.archive.org/web/{value}"
        yield Finding("dead-url", message, where, Severity.HINT, hint, entry.key)


def _states(
    questions: Iterable[Question],
    client: Client,
    answers: Answers,
    resolver: str,
    told: Callable[[int, int], None],
) -> Mapping[Question, State]:
    """Return the states of *questions*: those that are kept, and the others as servers say now."""
    states: dict[Question, State] = {}
    waiting: dict[str, deque[Question]] = {}
    for one in sorted(questions):
        if (known := answers.get(_name(one, resolver))) is not None:
            states[one] = known
        else:
            waiting.setdefault(one.host, deque()).append(one)
    total = len(states) + sum(map(len, waiting.values()))

    def ask(queue: deque[Question]) -> None:
        while True:
            try:
                one = queue.popleft()
            except IndexError:
                return
            states[one] = doi_state(client, one.value, resolver) if one.kind == "doi" else url_state(client, one.value)
            answers.add(_name(one, resolver), states[one])

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        left = {threads.submit(ask, queue) for queue in waiting.values() for _ in range(min(_PER_HOST, len(queue)))}
        try:
            while left:
                done, left = wait(left, _TICK)
                for job in done:
                    job.result()
                told(len(states), total)
        finally:  # at an interrupt, too, nothing more is asked, and what is known is kept
            for queue in waiting.values():
                queue.clear()
            answers.keep()
    return states


def _name(question: Question, resolver: str) -> str:
    return question.value if question.kind == "url" else f"{resolver} {question.value}"
