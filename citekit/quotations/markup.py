"""Parts of a quotation written as markup, so that ``reading.read_markup`` gives the same parts again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.quotations.quotation import (
    Break,
    Capital,
    Emphasis,
    FinalStop,
    Insertion,
    Kind,
    Omission,
    Part,
    Quoted,
    Sic,
    Substitution,
    Turn,
)

_SIGNS = re.compile(r"[\\\[\]*“”„‘‚«»‹›\"「」『』]|(?<![^\W\d_])['’]|['’](?![^\W\d_])")


def markup_of(parts: Sequence[Part], kind: Kind = "prose") -> str:
    r"""Return *parts* in markup.

    >>> markup_of((Capital("T", "t"), "he ", Substitution("party", "it"), Omission("end"), " ", Quoted(("Go!",))))
    '[T]he [it -> party][...]. “Go!”'
    """
    return _Writer(kind).written(parts, 0)


class _Writer:
    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def written(self, parts: Sequence[Part], depth: int) -> str:
        return "".join(self.part(part, depth, first=not at) for at, part in enumerate(parts))

    def part(self, part: Part, depth: int, *, first: bool) -> str:  # noqa: PLR0911 - one for each kind
        match part:
            case str():
                return _SIGNS.sub(r"\\\g<0>", part)
            case Omission():
                return "[...]." if part.extent == "end" else "[...]"
            case Insertion():
                return f"[{part.text}]"
            case Capital():
                return (
                    f"[{part.text}]" if part.original == part.text.swapcase() else f"[{part.original} -> {part.text}]"
                )
            case Substitution():
                return f"[{part.original} -> {part.text}]"
            case FinalStop():
                return f"[{part.original} -> {part.text}]" if part.original else f"[{part.text}]"
            case Sic():
                return f"[sic, recte {part.reading}]" if part.reading else "[sic]"
            case Emphasis():
                return f"*{self.written(part.parts, depth)}*" + ("[emphasis added]" if part.added else "")
            case Quoted():
                opening, closing = "«»" if depth % 2 else "“”"  # no apostrophe can be taken for them
                return f"{opening}{self.written(part.parts, depth + 1)}{closing}"
            case Break():
                return self.broken(part, first=first)
            case Turn():
                return ("" if first else "\n\n") + (f"{part.speaker}: " if part.speaker else "— ")

    def broken(self, part: Break, *, first: bool) -> str:
        indent = "  " * part.indent
        if first:
            return indent
        return ("\n" if part.kind == "line" else "\n\n") + indent
