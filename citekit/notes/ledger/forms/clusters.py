"""Citations as citeproc-js and Zotero exchange them, plain objects of JSON <-> the parts of a note.

Source: CSL-JSON's schema for citations (csl-citation.json) and citeproc-js, "Citation data object". Of a cluster these
members count: ``citationItems`` with ``id``, ``locator``, ``label``, ``prefix``, ``suffix``, ``suppress-author`` and
``author-only``; ``mode``; and prose that CSL-JSON has no place for, ``before`` and ``after``. Texts carry the tags of
CSL-JSON. A label that is missing is a number alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from citekit.markup import parse_markup, to_markup
from citekit.model import Citation, Cite, Key, Locator, NotePart
from citekit.notes.ledger.longform import cite_value, note_value
from citekit.notes.ledger.prosewriting import as_markup
from citekit.notes.locators import label_for, parse_locator
from citekit.patterns import pattern
from citekit.richtext import BOLD, ITALIC, Inline, Inlines, Link, Styled, concat, plain
from citekit.values import replace

Cluster: TypeAlias = "dict[str, Any]"

_CONTROLS = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def clusters_of(parts: Sequence[NotePart]) -> list[Cluster]:
    """Return the clusters of a note: one for each citation, or one without cites; *after* is of the last alone."""
    clusters: list[Cluster] = []
    prose: Inlines = ()
    for part in parts:
        if not isinstance(part, Citation):
            prose = concat(prose, part)
            continue
        cluster: Cluster = {"citationItems": [_item(cite) for cite in part.cites]}
        if part.mode:
            cluster["mode"] = part.mode
        if prose:
            cluster["before"] = to_markup(prose)
        clusters.append(cluster)
        prose = ()
    if not clusters:
        clusters.append({"citationItems": []})
        if prose:
            clusters[0]["before"] = to_markup(prose)
    elif prose:
        clusters[-1]["after"] = to_markup(prose)
    return clusters


def _item(cite: Cite) -> dict[str, Any]:
    item: dict[str, Any] = {"id": cite.key}
    if cite.locator:
        item["locator"] = cite.locator.value
        if cite.locator.labelled:
            item["label"] = cite.locator.label
    for name, prose in (("prefix", cite.prefix), ("suffix", cite.suffix)):
        if prose:
            item[name] = to_markup(prose)
    if cite.form != "full":
        item[cite.form] = True
    return item


def parts_of(clusters: Sequence[Cluster], between: str = "") -> tuple[NotePart, ...]:
    """Return the parts of a note; *between* stands between citations that nothing is said to stand between."""
    parts: list[NotePart] = []
    for cluster in clusters:
        before = parse_markup(cluster.get("before", ""))
        if not before and between and parts and isinstance(parts[-1], Citation):
            before = (between,)
        citation = Citation(tuple(map(_cite, cluster["citationItems"])), mode=cluster.get("mode", ""))
        parts += [part for part in (before, citation if citation.cites else ()) if part]
        if after := parse_markup(cluster.get("after", "")):
            parts.append(after)
    return tuple(parts)


def _cite(item: Mapping[str, Any]) -> Cite:
    form: Literal["full", "author-only", "suppress-author"] = "full"
    if item.get("suppress-author"):
        form = "suppress-author"
    elif item.get("author-only"):
        form = "author-only"
    prefix, suffix = (parse_markup(item.get(name, "")) for name in ("prefix", "suffix"))
    return Cite(Key(item["id"]), _locator(item), prefix, suffix, form)


def _locator(item: Mapping[str, Any]) -> Locator | None:
    if "locator" not in item:
        return None
    value = item["locator"]
    if "label" in item:
        return Locator(label_for(item["label"]) or "page", value)
    return parse_locator(value) or Locator("page", value, labelled=False)


# --- what other programs write ---------------------------------------------------------------------------


def settled(parts: Sequence[NotePart]) -> tuple[NotePart, ...]:
    """Return *parts* as near as a ledger can say them: blanks at the edges of cites and odd formats go."""
    if note_value(parts) is not None:
        return tuple(parts)
    found: list[NotePart] = []
    for part in parts:
        if isinstance(part, Citation):
            found.append(replace(part, cites=tuple(map(_settled_cite, part.cites))))
        elif prose := _clean(part):
            found.append(prose)
    if note_value(found) is None:
        found = [replace(part, mode="") if isinstance(part, Citation) else part for part in found]
    return tuple(found if note_value(found) is not None else _in_pieces(found))


def _settled_cite(cite: Cite) -> Cite:
    """Return *cite* so that it can be a mapping of a ledger."""
    if cite_value(cite) is not None:
        return cite
    locator = cite.locator
    if locator and locator.labelled:
        locator = Locator(locator.label, locator.value.strip())
    elif locator:  # "recto": no number that could stand alone
        locator = parse_locator(locator.value) or Locator("page", locator.value.strip())
    prefix, suffix = (_stripped(_clean(prose)) for prose in (cite.prefix, cite.suffix))
    return replace(cite, key=Key(cite.key.strip()), locator=locator, prefix=prefix, suffix=suffix)


def _in_pieces(parts: Sequence[NotePart]) -> Iterator[NotePart]:
    """Yield *parts* as sentences of a ledger's list."""
    from citekit.notes.ledger.pieces import in_sentences  # noqa: PLC0415 - rarely needed

    pieces = [(part if isinstance(part, Citation) else _stripped(part),) for part in parts]
    yield from in_sentences([piece for piece in pieces if piece[0]])


def _clean(prose: Inlines) -> Inlines:
    """Return *prose* with the formats that a ledger has signs for, as far as they can be written."""
    cleaned = concat(*(_clean_run(run) for run in prose))
    if as_markup(cleaned) is not None:
        return cleaned
    return (plain(cleaned),)


def _clean_run(run: Inline) -> Inlines:
    if isinstance(run, str):
        return (_CONTROLS.sub(" ", run),)
    children = _clean(run.children)
    if isinstance(run, Link) or not children:
        return children
    return (Styled(children, run.format),) if run.format in (ITALIC, BOLD) else children


def _stripped(prose: Inlines) -> Inlines:
    """Return *prose* without blanks at its edges."""
    runs = list(prose)
    if runs and isinstance(runs[0], str):
        runs[0] = runs[0].lstrip()
    if runs and isinstance(runs[-1], str):
        runs[-1] = runs[-1].rstrip()
    return concat(runs)
