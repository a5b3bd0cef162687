"""The rule CK351."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS, name_lists
from citekit.checks.rule import Found, entry_rule
from citekit.patterns import pattern

# "U. A." are initials, "Other" is a name.
_ET_AL = pattern(
    r"(?:\s+and)?[\s,]+(\{?(?:[eE][tT]\.?[\s~]*[aA][lL]\.?|&[\s~]*al\.|u\.[\s~]*a\.|и[\s~]+др\.?|and[\s~]+other)\}?)\s*$"
)


@entry_rule("CK351", "et-al-in-names", fields=NAME_FIELDS)
def et_al_in_names(entry: Entry) -> Iterator[Found]:
    """The words "et al." typed into a list of names: they are printed as a person, or read as one.

    "and others" says that the list goes on, and each style writes it in its way (biblatex manual, 2.2.1).

    Wrong::

        @book{lee1990, author = {Lee, Ann and Kay, Bo et al.}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann and Kay, Bo and others}, title = {Tides}, date = {1990},
          publisher = {Quay}, location = {Bristol}}
    """
    for name, names in name_lists(entry):
        if found := _ET_AL.search(names):
            label = "write: and others"
            fix = entry.replacing(name, " and others", found.start(), found.end(), label=label)
            message = f"{found[1].strip('{}')!r} in a list of names"
            yield entry.found(message, name, *found.span(1), hint="write: and others", fix=fix)
