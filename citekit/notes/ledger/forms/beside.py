"""What a form cannot say of a note, said once more beside it so that nothing is lost on the way.

A note that pandoc's citation syntax or CSL-JSON cannot say exactly is written as well as they can, for other programs,
and carries its value of the YAML ledger beside that, in JSON. This counts as long as the rest says what it was written
with; where somebody has changed it, what they wrote counts. ``bib/exact.py`` does the same for references.
"""

from __future__ import annotations

import json
import re

from citekit.findings import Source
from citekit.model import Citation, Cite, Key, NotePart
from citekit.notes.ledger.longform import Value
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.shortform import as_short_form, locator_texts
from citekit.patterns import pattern
from citekit.richtext import Inlines, concat, plain
from citekit.values import replace

_NOT_IN_COMMENTS = pattern(r"(?<=-)-|[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def value_text(value: Value) -> str:
    """Return *value* as JSON on one line, which can stand in a comment of HTML."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_COMMENTS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def value_parts(text: str) -> tuple[NotePart, ...] | None:
    """Return the parts of the note whose value is *text*, JSON; ``None`` where it is none."""
    ledger = read_ledger(Source("", f"citekit-ledger: 1\nnotes:\n  1: {text}\n"))
    return None if ledger.findings or len(ledger.notes) != 1 or "\n" in text else ledger.notes[0].parts


# --- the nearest that other programs can read ------------------------------------------------------------


def nearest(parts: tuple[NotePart, ...]) -> tuple[NotePart, ...]:
    """Return *parts* as near as pandoc's citation syntax comes to them, where it cannot say them."""
    near = tuple(_nearest_citation(part) if isinstance(part, Citation) else part for part in parts)
    if as_short_form(near) is not None:
        return near
    return tuple(_bare(part) if isinstance(part, Citation) else (plain(part),) for part in parts if part)


def _bare(citation: Citation) -> Citation:
    return Citation(tuple(Cite(_spoken(cite.key)) for cite in citation.cites))


def _nearest_citation(citation: Citation) -> Citation:
    return Citation(tuple(_nearest_cite(cite) for cite in citation.cites), mode=citation.mode)


def _nearest_cite(cite: Cite) -> Cite:
    prefix, suffix, locator = cite.prefix, cite.suffix, cite.locator
    if re.search(r"[\w.,:;!?]\Z", plain(prefix)):
        prefix = concat(prefix, (" ",))
    if locator and not any(locator_texts(locator)):
        suffix = concat((f"({locator.label} {locator.value})", " " if suffix else ""), suffix)
        locator = None
    if suffix and not plain(suffix).lstrip().startswith(tuple(",;:")):
        suffix = _after_comma(suffix) if locator is None else concat((" ",), suffix)
    form = "full" if cite.form == "author-only" else cite.form
    return replace(cite, key=_spoken(cite.key), prefix=prefix, suffix=suffix, locator=locator, form=form)


def _after_comma(suffix: Inlines) -> Inlines:
    first, *others = suffix
    return concat((", ", first.lstrip() if isinstance(first, str) else first), others)


def _spoken(key: str) -> Key:
    return Key(re.sub(r"[{}\s]+", " ", key).strip() or "?")
