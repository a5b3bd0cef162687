"""The nearest known names to a mistyped one, for hints."""

from __future__ import annotations

from collections.abc import Iterable

# Two letters swapped change most of a short word: "kye" is two thirds of "key".
_SHORT = 4


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return up to *count* of *known* that *word* may have meant, likeliest first; ``()`` when none is near.

    Case is ignored. A name that is spelled almost alike comes first, then names that contain every part of
    *word* (parts are split at hyphens and blanks), shortest first.

    >>> nearest("cohen73", ["cohen1973", "deutscher1959"])
    ('cohen1973',)
    >>> nearest("chicago notes", ["apa", "chicago-notes", "chicago-notes-bibliography"])
    ('chicago-notes', 'chicago-notes-bibliography')
    """
    import difflib  # noqa: PLC0415 - only wrong input comes here

    names = list(dict.fromkeys(known))
    folded: dict[str, list[str]] = {}
    for name in names:
        folded.setdefault(name.casefold(), []).append(name)
    wanted = word.casefold()
    cutoff = 0.6 if len(wanted) <= _SHORT else 0.75
    alike = [name for match in difflib.get_close_matches(wanted, folded, count, cutoff) for name in folded[match]]
    parts = [part for part in wanted.replace("-", " ").split() if part]
    containing = sorted(
        (name for name in names if parts and all(part in name.casefold() for part in parts)),
        key=lambda name: (len(name), name),
    )
    return tuple(dict.fromkeys(alike + containing))[:count]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint like ``did you mean 'page'?``; empty when nothing is near.

    >>> did_you_mean("pgae", ["page", "chapter"])
    "did you mean 'page'?"
    """
    found = nearest(word, known)
    if not found:
        return ""
    quoted = [f"'{name}'" for name in found]
    return f"did you mean {' or '.join(filter(None, (', '.join(quoted[:-1]), quoted[-1])))}?"
