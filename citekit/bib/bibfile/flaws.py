"""What is wrong in the blocks of a .bib file, in words.

An error lost data, or may have: what was read is a guess. A warning was repaired without doubt, or is something that
BibTeX or biber would stumble over.
"""

from __future__ import annotations

from collections.abc import Mapping

from citekit.bib.bibfile.syntax import Flaw
from citekit.findings import Finding, Severity, Source
from citekit.values import NamedTuple


class _Words(NamedTuple):
    """Severity, message and hint; ``{entry}``, ``{word}`` and ``{text}`` (what stands there) are put in."""

    severity: Severity
    message: str
    hint: str


_E, _W = Severity.ERROR, Severity.WARNING

_WORDS: Mapping[str, _Words] = {
    "unclosed-entry": _Words(_E, "{entry} is never closed", "look for a missing '}}' or '\"' in it"),
    "unclosed-brace": _Words(_E, "a '{{' in {entry} is never closed; its value is taken to end here", "add the '}}'"),
    "unclosed-quote": _Words(_E, "a '\"' in {entry} is never closed; its value is taken to end here", "add the '\"'"),
    "brace-in-quotes": _Words(
        _E, "the braces between these quotation marks do not match", "BibTeX counts braces inside quotes as well"
    ),
    "stray-text": _Words(
        _E, "{text!r} in {entry} is no field and is left out", "write name = {{value}}, and join texts with #"
    ),
    "missing-key": _Words(_E, "an entry without a key", "write @book{{key, …}}"),
    "text-like-data": _Words(
        _E,
        "{text!r} stands outside every entry and is left out",
        "look for a brace or '@' missing or too many above it",
    ),
    "lost-entry": _Words(
        _E, "this looks like the entry {word!r}, and is not read", "an entry begins with @, its type and a brace"
    ),
    "text-between": _Words(_W, "{text!r} stands between entries and is taken for a comment", "begin comments with %"),
    "missing-comma": _Words(_W, "a comma is missing before {word!r}", "add ',' here"),
    "missing-comma-behind-key": _Words(_W, "a comma is missing after the key {word!r}", "add ',' here"),
    "missing-equals": _Words(_W, "'=' is missing after {word!r}", "write {word} = …"),
    "missing-piece": _Words(_W, "nothing follows '#'", "take the '#' out, or add a text"),
    "extra-comma": _Words(_W, "a comma too many", "take it out"),
    "extra-delimiter": _Words(_W, "a {text!r} too many: fields of {entry} follow", "take it out"),
    "other-delimiter": _Words(_W, "{entry} is closed with {text!r}", "close '{{' with '}}' and '(' with ')'"),
    "empty-value": _Words(_W, "the field {word!r} has no value", "write {word} = {{}}, or take it out"),
    "odd-key": _Words(_W, "the key {word!r} has a character that ends keys for biber or BibTeX", "rename it"),
    "inner-quote": _Words(
        _W, "a '\"' between quotation marks, taken as part of the text", 'put the whole text in braces, or write {{"}}'
    ),
    "escaped-brace": _Words(
        _W,
        "the braces in {text!r} match only without the escaped ones, which BibTeX and biber count too",
        "write \\lbrace or \\rbrace for a brace in the text",
    ),
    "unquoted-text": _Words(_W, "the text {text!r} has no braces", "write {{{text}}}"),
    "unclosed-comment": _Words(_W, "this comment is never closed; it is taken to end with its line", "add the '}}'"),
    "comment-hides-entry": _Words(
        _W, "this entry stands behind @comment and is not read; BibTeX would read it", "write @comment{{…}}"
    ),
}


def finding_of(flaw: Flaw, source: Source, type_: str, key: str) -> Finding:
    """Return *flaw*, found in the entry *key* or in a block of *type_* without one, as a finding."""
    words = _WORDS[flaw.kind]
    key = flaw.word if flaw.kind == "lost-entry" else key
    told = _told(flaw, source, type_, key)
    where = source.span(flaw.start, flaw.end)
    return Finding(flaw.kind, words.message.format(**told), where, words.severity, words.hint.format(**told), key)


def finding_names() -> frozenset[str]:
    """Return the names of all findings there may be."""
    return frozenset(_WORDS)


def words_of(flaw: Flaw, source: Source, type_: str, key: str) -> str:
    """Return what is wrong, without its place."""
    return _WORDS[flaw.kind].message.format(**_told(flaw, source, type_, key))


def is_error(flaw: Flaw) -> bool:
    """Tell whether *flaw* lost data, or may have."""
    return _WORDS[flaw.kind].severity is Severity.ERROR


def _told(flaw: Flaw, source: Source, type_: str, key: str) -> dict[str, str]:
    entry = f"the entry {key!r}" if key else f"this @{type_}" if type_ else "this block"
    return {"entry": entry, "word": flaw.word, "text": _shortened(source.text[flaw.start : flaw.end])}


def _shortened(text: str) -> str:
    """Return *text* on one line, of at most 40 characters."""
    words = " ".join(text[:200].split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


_LONGEST = 40
