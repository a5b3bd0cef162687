"""The rule CK364."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.library import Entries
from citekit.checks.rule import Found, entries_rule
from citekit.checks.titling import is_english, is_headline
from citekit.findings import Severity

_LEAST = 10


@entries_rule("CK364", "mixed-title-case", severity=Severity.HINT)
def mixed_title_case(entries: Entries) -> Iterator[Found]:
    """Titles of which most have capitals as in headlines, and a few as in sentences, or the reverse.

    Styles that ask for one of the two change only titles in English, and only as far as words can be told from names.
    Told where nine of ten English titles are alike and there are at least ten.

    Wrong::

        @book{b60, author = {Lee, Ann}, title = {Tides of the Old North}, date = {1960}, publisher = {Quay},
          location = {Bath}}
        @book{b61, author = {Lee, Ann}, title = {Winds of the Old South}, date = {1961}, publisher = {Quay},
          location = {Bath}}
        @book{b62, author = {Lee, Ann}, title = {Rains of the Old West}, date = {1962}, publisher = {Quay},
          location = {Bath}}
        @book{b63, author = {Lee, Ann}, title = {Mists of the Old East}, date = {1963}, publisher = {Quay},
          location = {Bath}}
        @book{b64, author = {Lee, Ann}, title = {Sands of the Old Coast}, date = {1964}, publisher = {Quay},
          location = {Bath}}
        @book{b65, author = {Lee, Ann}, title = {Roads of the Old Inland}, date = {1965}, publisher = {Quay},
          location = {Bath}}
        @book{b66, author = {Lee, Ann}, title = {Bells of the Old Towns}, date = {1966}, publisher = {Quay},
          location = {Bath}}
        @book{b67, author = {Lee, Ann}, title = {Lamps of the Old Quays}, date = {1967}, publisher = {Quay},
          location = {Bath}}
        @book{b68, author = {Lee, Ann}, title = {Ropes of the Old Ships}, date = {1968}, publisher = {Quay},
          location = {Bath}}
        @book{b69, author = {Lee, Ann}, title = {Songs of the Old Crews}, date = {1969}, publisher = {Quay},
          location = {Bath}}
        @book{b70, author = {Lee, Ann}, title = {Nets of the long summer shore}, date = {1970}, publisher = {Quay},
          location = {Bath}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the North Sea}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    kinds: list[tuple[Entry, bool]] = []
    for entry in entries.entries:
        kind = is_headline(entry.value("title")) if "title" in entry.fields and is_english(entry) else None
        if kind is not None:
            kinds.append((entry, kind))
    headlines = sum(kind for _, kind in kinds)
    usual = headlines * 2 > len(kinds)
    odd = [entry for entry, kind in kinds if kind is not usual]
    if len(kinds) >= _LEAST and len(odd) * 10 <= len(kinds):
        for entry in odd:
            message = f"a title with capitals {'of a sentence' if usual else 'of a headline'}, and most have others"
            yield entry.found(message, "title", hint="write all titles in one way")
