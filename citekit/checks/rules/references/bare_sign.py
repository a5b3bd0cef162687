"""The rule CK369."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_TEXTS = frozenset(
    "title subtitle booktitle booksubtitle maintitle mainsubtitle journaltitle journal series publisher location "
    "address author editor translator institution organization school note edition chapter howpublished".split()
)
_TITLES = frozenset("title subtitle booktitle maintitle journaltitle journal series publisher".split())
_VERBATIM = pattern(r"\\(?:url|href|path|nolinkurl|verb|begin)\b")
_ANY = pattern(r"[&%#_]")
_BARE = pattern(r"(?<!\\)[&%](?!\w+;)(?!#\w+;)")
_BARE_IN_TITLE = pattern(r"(?<!\\)[&%#_](?!\w+;)(?!#\w+;)")


@entry_rule("CK369", "bare-sign", severity=Severity.WARNING)
def bare_sign(entry: Entry) -> Iterator[Found]:
    r"""A sign that means something to LaTeX, as a letter: "&" ends a cell of a table, "%" hides the rest of the line.

    citekit and biber read it as it is meant, but a document with it does not run through LaTeX. A bare "#" and "_" are
    told in titles without formulas alone; in addresses and names of files all are right, and so
    they are in a field with a command for addresses.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides & Winds}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides \& Winds}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    values = entry.values
    if not entry.bib or not ("&" in values or "%" in values or "_" in values or "#" in values):
        return
    for name, field in entry.fields.items():
        if name in _TEXTS and _ANY.search(field.value) and not _VERBATIM.search(field.value):
            is_plain = name in _TITLES and " " in field.value and "$" not in field.value and "\\" not in field.value
            for found in (_BARE_IN_TITLE if is_plain else _BARE).finditer(field.value):
                new = "\\" + found[0]
                fix = entry.replacing(name, new, *found.span())
                yield entry.found(f"{found[0]!r} has no backslash", name, *found.span(), hint=f"write {new}", fix=fix)
