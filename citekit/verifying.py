"""What ``citekit verify`` does with the user's files: which quotations are claimed, what their sources are, the proofs.

Quotations are those of a file of them (``quotations/forms.py``), one that is typed, or those of a passage or manuscript
with the notes that cover them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from citekit.errors import UsageError
from citekit.files import SHOWN_STDIN, STDIN, is_file, read_bytes, text_source
from citekit.findings import Finding, Severity, Span
from citekit.model import Library
from citekit.notes.locators import parse_locator
from citekit.project import Project, open_project
from citekit.quotations import is_quotation_file
from citekit.quotations.proof.claims import Claim
from citekit.quotations.proof.loading import SUFFIXES, Shelf
from citekit.quotations.proof.passages import Claimed, claims_in, claims_of
from citekit.quotations.proof.verdict import Proof, Verdict
from citekit.quotations.reading import flaws, read_markup, understood
from citekit.quotations.rules import Rules, rules_of
from citekit.values import dataclass

if TYPE_CHECKING:
    from citekit.findings import Source

_TYPED = "--text"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be verified: a *file* or a *text*, with what the command line says of it.

    *markup* says that the text is written so, else it is as print has it. *sources* are files, folders and
    ``KEY=FILE``. *rules* is the name of a rule set, "" for that of the settings, or of each quotation's language.
    """

    file: str = ""
    text: str = ""
    key: str = ""
    locator: str = ""
    language: str = ""
    markup: bool = False
    sources: tuple[str, ...] = ()
    rules: str = ""
    bib: tuple[str, ...] = ()
    ledger: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """The proofs, and what is wrong with the file of quotations itself.

    *uncovered* counts quotations of a passage that no note covers, and of which nothing is proved.
    """

    proofs: tuple[Proof, ...]
    findings: tuple[Finding, ...] = ()
    uncovered: int = 0


def verified(asked: Asked, progress: Callable[[str, int, int], None] = lambda *_: None) -> Verified:
    """Return the proofs of what is *asked*; *progress* hears the stage, how many quotations are done, and of how many.

    Raises: UsageError for an unknown rule set, a locator that is none, nothing to verify; UnreadableError for a file or
    source that is not there or damaged; InvalidInputError for settings that are wrong.
    """
    from citekit.quotations.proof.proving import verify  # noqa: PLC0415 - not needed where the call itself is wrong

    project = open_project(_project_of(asked), bib=asked.bib, ledger=asked.ledger)
    rules = project.rules(asked.rules) or _rules_of_language
    claimed = _claims(asked, project)
    claims = [claim for each in claimed.claims for claim in each]
    shelf = _shelf(asked, project, claims)
    proofs = iter(verify(claims, shelf, rules, told=lambda done: progress("proving", done, len(claims))))
    best = tuple(best_of([next(proofs) for _ in each]) for each in claimed.claims)
    return Verified(best, claimed.findings, claimed.uncovered)


def best_of(proofs: Sequence[Proof]) -> Proof:
    """Return the proof that says most of the several that one quotation has."""
    return min(proofs, key=lambda proof: _BEST.index(proof.verdict))


_BEST = (
    Verdict.VERIFIED,
    Verdict.PERMITTED,
    Verdict.AMBIGUOUS,
    Verdict.ALTERED,
    Verdict.NOT_FOUND,
    Verdict.NO_SOURCE,
)


def _rules_of_language(claim: Claim) -> Rules:
    return rules_of(claim.language)


def _project_of(asked: Asked) -> str:
    """Return the passage whose settings hold."""
    return "" if asked.text else asked.file


# --- claims ----------------------------------------------------------------------------------------------


def _claims(asked: Asked, project: Project) -> Claimed:
    if asked.text and asked.file:
        raise UsageError("a file and --text do not go together", hint="leave one of them out")
    if asked.text:
        return _typed(asked)
    if not asked.file:
        raise UsageError("nothing to verify", hint="name a file of quotations or a passage, or give --text")
    data = read_bytes(asked.file)
    name = SHOWN_STDIN if asked.file == STDIN else asked.file
    if is_quotation_file(data[:2000].decode(errors="ignore")):
        return _filed(text_source(name, data))
    return _found(asked, project, name, data)


def _typed(asked: Asked) -> Claimed:
    language = asked.language or "en-US"
    if not asked.text.strip():
        raise UsageError("an empty quotation", hint="give the words after --text")
    locator = parse_locator(asked.locator) if asked.locator else None
    if asked.locator and locator is None:
        raise UsageError(f"{asked.locator!r} is no locator", hint="write 290, 290-91, 'p. 290' or 'chap. 3'")
    wrong = [
        Finding("quotation-marks", f"{flaw.message}, at character {flaw.start + 1}", Span(_TYPED), hint=flaw.hint)
        for flaw in flaws(asked.text, markup=asked.markup)
    ]
    if wrong:
        return Claimed(findings=tuple(wrong))
    read = read_markup if asked.markup else understood
    claim = Claim(read(asked.text, language), language, asked.key, locator, Span(_TYPED), asked.text)
    return Claimed(((claim,),))


def _filed(source: Source) -> Claimed:
    from citekit.quotations.forms import read_quotations  # noqa: PLC0415 - with ruamel.yaml

    read = read_quotations(source)
    claims: list[Claim] = []
    for one in read.quotations:
        cite = one.quotation.cite
        key, locator = (str(cite.key), cite.locator) if cite else ("", None)
        claims.append(Claim(one.quotation.parts, one.quotation.language, key, locator, one.where))
    return Claimed(tuple((claim,) for claim in claims), read.findings)


def _found(asked: Asked, project: Project, name: str, data: bytes) -> Claimed:
    from citekit import documents  # noqa: PLC0415 - a file of quotations needs none of it
    from citekit.notes.marks.recognise import read_marks  # noqa: PLC0415 - as above

    language = asked.language or project.settings.locale
    manuscript = None if asked.file == STDIN else documents.manuscript_of(asked.file, data)
    has_ledger = bool(project.ledger_file())
    # Marks that are typed into a file without notes are of a ledger; else its markup is no words.
    if manuscript and (manuscript.notes or manuscript.cited or not has_ledger):
        return claims_in(manuscript, language)
    ledger = project.ledger() if has_ledger else None
    passage = read_marks(text_source(name, data))
    return claims_of(passage, ledger, language)


# --- sources ---------------------------------------------------------------------------------------------


def _shelf(asked: Asked, project: Project, claims: Sequence[Claim]) -> Shelf:
    named: dict[str, tuple[str, ...]] = dict(project.settings.sources)
    loose: list[str] = []
    for one in asked.sources:
        key, equals, path = one.partition("=")
        if equals and not os.path.exists(one):  # noqa: PTH110 - paths are texts here
            key = key.removeprefix("@")
            if not key or not path:
                raise UsageError(f"{one!r} names no source", hint="write KEY=FILE, or a file or folder alone")
            named[key] = (*named.get(key, ()), path)
        else:
            loose.append(one)
    missing = _missing(Shelf(loose, named), claims)
    if missing and project.settings.bib:
        named.update(_files_of(project.library(), missing))
        missing = _missing(Shelf(loose, named), claims)
    if missing and asked.file not in ("", STDIN):
        named.update(files_beside(asked.file, missing))
    return Shelf(loose, named)


def _missing(shelf: Shelf, claims: Sequence[Claim]) -> set[str]:
    """Return the keys that have no source."""
    return {claim.key for claim in claims if claim.key and not shelf.paths(claim.key)}


def claims_in_file(path: str) -> Claimed:
    """Return what the file of quotations *path* claims, and what is wrong with it.

    Raises: UnreadableError.
    """
    return _filed(text_source(path, read_bytes(path)))


def files_beside(path: str, keys: set[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the files that are named by their keys, in the folder of the file with the quotations."""
    folder = os.path.dirname(path)  # noqa: PTH120 - as below
    names = sorted(os.listdir(folder or "."))  # noqa: PTH208 - as below
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        key, suffix = os.path.splitext(name)  # noqa: PTH122 - as below
        if key in keys and suffix.lower() in SUFFIXES and name != os.path.basename(path):  # noqa: PTH119 - as below
            found[key] = (*found.get(key, ()), os.path.join(folder, name))  # noqa: PTH118 - as below
    return found


def _files_of(library: Library, keys: set[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the files that entries name in their field ``file``, and that are there."""
    found: dict[str, tuple[str, ...]] = {}
    for key, reference in library.references.items():
        beside = reference.where.path if reference.where else ""
        if key in keys and (paths := paths_in(reference.extra.get("file", ""), beside)):
            found[key] = paths
    return found


def paths_in(field: str, beside: str) -> tuple[str, ...]:
    """Return the files that a field ``file`` names and that are there; paths count from the folder of *beside*."""
    folder = os.path.dirname(beside)  # noqa: PTH120 - as above
    return tuple(path for path in _paths_in(field, folder) if is_file(path))


def _paths_in(field: str, folder: str) -> Iterator[str]:
    """Yield the paths in a field ``file``: a path, or "title:path:type" as JabRef and Zotero write it."""
    for entry in field.split(";"):
        pieces = [piece.strip() for piece in entry.replace("\\:", "\0").split(":")]
        for piece in pieces:
            path = piece.replace("\0", ":").replace("\\", "/")
            if path.lower().endswith(SUFFIXES):
                yield os.path.join(folder, path)  # noqa: PTH118 - as above
                break


# --- what is found ---------------------------------------------------------------------------------------


def findings_of(proofs: Sequence[Proof], *, allow_no_source: bool = False) -> Iterator[Finding]:
    """Yield a finding for each of *proofs* that is none, its rule the verdict ("not-found")."""
    for proof in proofs:
        if proof.verdict.is_proved:
            continue
        mild = proof.verdict is Verdict.NO_SOURCE and allow_no_source
        severity = Severity.WARNING if mild else Severity.ERROR
        where = proof.claim.where or Span("")
        message = f"{proof.verdict.value}: {shown(proof.claim)}"
        if proof.errors:
            message += f": {proof.errors[0].message}"
        rule = proof.verdict.value.replace(" ", "-")
        yield Finding(rule, message, where, severity, hint_of(proof), proof.claim.key)


def hint_of(proof: Proof) -> str:
    """Return what may be done about a claim that is not proved."""
    match proof.verdict:
        case Verdict.NO_SOURCE:
            key = proof.claim.key
            return (
                "name a file with --source"
                if not key
                else f"name it: --source {key}=FILE, or in [tool.citekit.sources]"
            )
        case Verdict.AMBIGUOUS:
            return "give a locator, or more words"
        case Verdict.NOT_FOUND if proof.places:
            place = proof.places[0]
            page = f", p. {place.pages[0]}" if place.pages else ""
            return f"the likeliest place is {place.where}{page}: look there"
        case Verdict.NOT_FOUND:
            return "no words of it stand together in the source: is it the right one?"
        case _:
            return ""


def shown(claim: Claim) -> str:
    """Return how a quotation begins, for messages."""
    from citekit.quotations.quotation import original  # noqa: PLC0415 - for messages alone

    text = " ".join((claim.printed or original(claim.parts)).split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}”"
