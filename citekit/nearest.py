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
    folded = _folded(names)
    wanted = word.casefold()
    cutoff = 0.6 if len(wanted) <= _SHORT else 0.75
    likely: dict[str, list[str]] = {}
    for index in _sharing_letters(wanted, folded, cutoff):
        likely.setdefault(folded[index], []).append(names[index])
    alike = [name for match in difflib.get_close_matches(wanted, likely, count, cutoff) for name in likely[match]]
    parts = [part for part in wanted.replace("-", " ").split() if part]
    containing = list(range(len(names))) if parts else []
    for part in parts:
        containing = [index for index in containing if part in folded[index]]
    shortest = sorted((names[index] for index in containing), key=lambda name: (len(name), name))
    return tuple(dict.fromkeys(alike + shortest))[:count]


def _folded(names: list[str]) -> list[str]:
    folded = "\n".join(names).casefold().split("\n")  # letters fold one by one: all at once is the same
    return folded if len(folded) == len(names) else [name.casefold() for name in names]


def _sharing_letters(word: str, names: list[str], cutoff: float) -> list[int]:
    """Return the places of the names that can be *cutoff* alike by the letters they have, whatever their order.

    A library may have 100,000 keys: difflib gets what one pass over all of them leaves.
    """
    encoded = word.encode("utf-8", "surrogatepass")
    others = bytes(byte for byte in range(256) if byte not in encoded and byte != ord("\n"))
    kept = "\n".join(names).encode("utf-8", "surrogatepass").translate(None, others).split(b"\n")
    if len(kept) != len(names):  # a name of two lines
        return list(range(len(names)))
    pairs = enumerate(zip(kept, names, strict=True))
    return [index for index, (letters, name) in pairs if 2 * len(letters) >= cutoff * (len(word) + len(name))]


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
