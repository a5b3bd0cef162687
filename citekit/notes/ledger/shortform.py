r"""A note in the short form, pandoc's citation syntax as ``citesyntax.py`` reads it.

Every text is read back before it counts. Where a cite can be written in several ways, the plainest that is read rightly
is taken: ``See @key [p. 3]``, else ``[See @key, p. 3]``, else the first cite plain and the others in brackets of their
own. What the short form cannot say, such as a suffix "with care" without a comma, is ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from citekit.model import Citation, Cite, Locator, NotePart
from citekit.notes.citesyntax import CITE, parse_note
from citekit.notes.ledger.prosewriting import Escape, as_markup, before_cite, escaped, lightly_escaped
from citekit.patterns import pattern
from citekit.values import NamedTuple

# As people write labels: for one, and for several.
_LABELS: dict[str, tuple[str, str]] = {
    label: (one, several)
    for label, one, several in (
        line.split("|")
        for line in """act|act|acts
appendix|app.|apps.
article-locator|art.|arts.
book|bk.|bks.
canon|can.|cann.
chapter|chap.|chaps.
column|col.|cols.
elocation|loc.|locations
equation|eq.|eqs.
figure|fig.|figs.
folio|fol.|fols.
issue|no.|nos.
line|l.|ll.
note|n.|nn.
opus|op.|opp.
page|p.|pp.
paragraph|para.|paras.
part|pt.|pts.
rule|r.|rr.
scene|sc.|scs.
section|sec.|secs.
sub-verbo|s.v.|s.vv.
supplement|supp.|supplements
table|tbl.|tbls.
timestamp|timestamp|timestamp
verse|v.|vv.
volume|vol.|vols.""".splitlines()
    )
}
# A range, "ff.", a list; not "5, p. 23", a volume and a page.
_SEVERAL = pattern(r"[\divxlc]\s*(?:[-‐‑–—]\s*[\divxlc]|ff?\.|(?:[,&]|and\b|und\b|et\b)\s*\w{0,2}\d)")
_GOES_ON = pattern(r"(?:['’]s)?\s+[^\W\d_]|['’]s\b")
_SEMICOLON = pattern(r"\A\s*;")
_MOST_READ = 500_000
"""Characters that are read, at most, to find the ways that the citations of one note have to be written in."""


def as_short_form(parts: Sequence[NotePart], escape: Escape = lightly_escaped) -> str | None:
    """Return *parts* of a note in the short form, ``None`` where it cannot say them.

    >>> as_short_form(parse_note("[See @a, p. 3; @b] etc.").parts)
    '[See @a, p. 3; @b] etc.'
    """
    for one in dict.fromkeys((escape, escaped if escape is lightly_escaped else escape)):
        written = [_spellings(part, one) if isinstance(part, Citation) else as_markup(part, one) for part in parts]
        whole = [one for one in written if one]
        text = _repaired(parts, whole) if len(whole) == len(parts) else None
        if text is not None:
            return text
    return None


def exact(parts: Sequence[NotePart]) -> tuple[Any, ...]:
    """Return what two notes have to have alike to say the same: their parts, and which locators have a label."""
    labelled = [
        cite.locator.labelled if cite.locator else None
        for part in parts
        if isinstance(part, Citation)
        for cite in part.cites
    ]
    return tuple(parts), labelled


def says(text: str, parts: Sequence[NotePart]) -> bool:
    """Tell whether *text*, a short form, is read as *parts* and no problem is met."""
    read = parse_note(text)
    return text.strip() == text and not read.problems and exact(read.parts) == exact(parts)


def locator_texts(locator: Locator) -> Iterator[str]:
    """Yield what *locator* could be written as, the plainest first: "pp. 3–4", "{vol. 5, p. 3}"."""
    names = _LABELS.get(locator.label)
    if not locator.labelled:
        written = locator.value
    elif names is None:
        return
    else:
        written = f"{names[_SEVERAL.search(locator.value) is not None]} {locator.value}"
    yield written
    if not set("{}") & set(written):
        yield f"{{{written}}}"


# --- cites -----------------------------------------------------------------------------------------------


class _Spelling(NamedTuple):
    """A cite: *prefix*, and the rest plain (``@key [p. 3]``) or for a bracket (``@key, p. 3``); "" where it is none.

    *key* ends the plain cite where it has no bracket; letters behind it would be read as more of the key.
    """

    prefix: str
    plain: str
    bracketed: str
    key: str = ""


def _spellings(citation: Citation, escape: Escape) -> tuple[_Spelling, ...] | None:
    """Return the spellings of the cites of *citation*, ``None`` where one of them has none."""
    if citation.mode not in ("", "composite") or citation.infix:
        return None
    found = [_spelling(cite, escape) for cite in citation.cites]
    spelled = tuple(one for one in found if one is not None)
    return spelled if len(spelled) == len(found) else None


def _spelling(cite: Cite, escape: Escape) -> _Spelling | None:
    prefix, suffix = as_markup(cite.prefix, escape), as_markup(cite.suffix, escape)
    if prefix is None or suffix is None or cite.form == "author-only" or not _key(cite.key):
        return None
    minus = "-" if cite.form == "suppress-author" else ""
    key = f"{minus}{_key(cite.key)}"
    for tail in _tails(cite.locator, suffix):
        if not _reads_tail(f"{key} [{tail}]", cite):
            continue
        bracketed = f"{key}, {tail}" if cite.locator or not tail.lstrip().startswith(tuple(",;:")) else f"{key}{tail}"
        return _Spelling(before_cite(prefix), f"{key} [{tail}]", bracketed)
    if cite.locator or suffix:
        return None
    return _Spelling(before_cite(prefix), key, key, cite.key if "{" not in key else "")


def _key(key: str) -> str:
    """Return a key as it is cited, "" for one that cannot be."""
    found = CITE.fullmatch(f"@{key}")
    if found and found["key"] == key:
        return f"@{key}"
    return f"@{{{key}}}" if key and not set("{}") & set(key) else ""


def _tails(locator: Locator | None, suffix: str) -> Iterator[str]:
    """Yield what could stand in the bracket behind a key."""
    if locator:
        for text in locator_texts(locator):
            yield f"{text}{suffix}"
    elif suffix.startswith(", "):
        yield suffix[2:]
        yield suffix
    elif suffix:
        yield suffix


def _reads_tail(text: str, cite: Cite) -> bool:
    read = parse_note(text)
    if read.problems or len(read.parts) != 1 or not isinstance(read.parts[0], Citation):
        return False
    (found, *others) = read.parts[0].cites
    same = (found.locator, found.suffix) == (cite.locator, cite.suffix)
    labelled = [one.locator and one.locator.labelled for one in (found, cite)]
    return same and not others and labelled[0] == labelled[1]


# --- citations -------------------------------------------------------------------------------------------


_Written = Sequence["str | tuple[_Spelling, ...]"]


def _repaired(parts: Sequence[NotePart], written: _Written) -> str | None:
    """Return a text that is read as *parts*, the ways of its citations changed where they are not."""
    left = _MOST_READ
    ways = [_first_way(written, place, part) for place, part in enumerate(parts)]
    for _ in range(len(_WAYS) * len(parts)):
        text = _joined(written, ways)
        left -= len(text)
        if says(text, parts):
            return text
        place = next((one for one in _wrong(text, parts) if ways[one] + 1 < len(_WAYS)), None)
        if place is None or left < 0:
            break
        ways[place] += 1
    bracketed = [int(isinstance(part, Citation) and not part.mode) for part in parts]
    text = _joined(written, bracketed)
    return text if says(text, parts) else None


def _first_way(written: _Written, place: int, part: NotePart) -> int:
    """Return 1, brackets, for a citation that would be taken for one in running text, or run into another."""
    if not isinstance(part, Citation) or part.mode == "composite":
        return 0
    spelled = written[place]
    if place and not isinstance(spelled, str) and spelled and spelled[0].prefix.lstrip().startswith(";"):
        return 1
    after = written[place + 1] if place + 1 < len(written) else ""
    return int(not isinstance(after, str) or _GOES_ON.match(after) is not None)


def _wrong(text: str, parts: Sequence[NotePart]) -> Iterator[int]:
    """Yield the places of the citations that may be why *text* is not read as *parts*, the likeliest first."""
    read = parse_note(text).parts
    alike = 0
    while alike < min(len(read), len(parts)) and exact(read[alike : alike + 1]) == exact(parts[alike : alike + 1]):
        alike += 1
    places = [alike, alike + 1, alike - 1, alike - 2]
    if alike < min(len(read), len(parts)) and _runs_on(read[alike], parts[alike]):
        places = [*range(alike + 1, min(alike + 3, len(parts))), *places]
    for place in places:
        if 0 <= place < len(parts) and isinstance(parts[place], Citation):
            yield place


def _runs_on(read: NotePart, meant: NotePart) -> bool:
    """Tell whether a citation was read together with the one behind it."""
    if not isinstance(read, Citation) or not isinstance(meant, Citation):
        return False
    return len(read.cites) > len(meant.cites) and read.cites[: len(meant.cites)] == meant.cites


def _joined(written: _Written, ways: Sequence[int]) -> str:
    pieces: list[str] = []
    for place, part in enumerate(written):
        following = written[place + 1] if place + 1 < len(written) else ""
        if isinstance(part, str):
            if place and not isinstance(written[place - 1], str) and not isinstance(following, str):
                part = _SEMICOLON.sub(lambda found: f"{found[0][:-1]}\\;", part)  # noqa: PLW2901 - else it would join the citations
            pieces.append(part if isinstance(following, str) else before_cite(part))
        else:
            pieces.append(_WAYS[ways[place]](part, following if isinstance(following, str) else ""))
    return "".join(pieces)


def _plain(cites: tuple[_Spelling, ...], following: str) -> str:
    """``See @a [p. 3]; cf. @b``."""
    texts = [f"{cite.prefix}{_ended(cite, '; ')}" for cite in cites[:-1]]
    return "; ".join([*texts, f"{cites[-1].prefix}{_ended(cites[-1], following)}"])


def _in_brackets(cites: tuple[_Spelling, ...], following: str) -> str:  # noqa: ARG001 - the same call for each way
    """``[See @a, p. 3; cf. @b]``."""
    return f"[{'; '.join(f'{cite.prefix}{cite.bracketed}' for cite in cites)}]"


def _mixed(cites: tuple[_Spelling, ...], following: str) -> str:
    """``See @a [p. 3]; [cf. @b]``."""
    if len(cites) == 1:
        return _plain(cites, following)
    others = (f"[{cite.prefix}{cite.bracketed}]" for cite in cites[1:])
    return "; ".join((f"{cites[0].prefix}{_ended(cites[0], '; ')}", *others))


def _each_in_brackets(cites: tuple[_Spelling, ...], following: str) -> str:  # noqa: ARG001 - as above
    """``[See @a, p. 3]; [cf. @b]``."""
    return "; ".join(f"[{cite.prefix}{cite.bracketed}]" for cite in cites)


def _prefixed(cites: tuple[_Spelling, ...], following: str) -> str:
    """``See @a [p. 3]; cf.[@b]``."""
    if len(cites) == 1:
        return f"{cites[0].prefix}[{cites[0].bracketed}]"
    others = (f"{cite.prefix}[{cite.bracketed}]" for cite in cites[1:])
    return "; ".join((_mixed(cites[:1], following), *others))


_WAYS = (_plain, _in_brackets, _mixed, _each_in_brackets, _prefixed)


def _ended(cite: _Spelling, following: str) -> str:
    """Return a plain cite, its key in braces where *following* would be read as more of it."""
    if not cite.key:
        return cite.plain
    found = CITE.match(f"@{cite.key}{following[:2]}")
    if found and found["key"] == cite.key:
        return cite.plain
    return cite.plain.replace(f"@{cite.key}", f"@{{{cite.key}}}", 1)
