"""What is found of the quotations of a text, as data. Offsets are code points of the text."""

from __future__ import annotations

from typing import Literal, TypeAlias

from citekit.findings import Finding
from citekit.values import NamedTuple, dataclass

How: TypeAlias = Literal["direct", "sentence", "paragraph", "lead-in", "before"]
"""How a note or citation covers a quotation: its mark stands directly behind it; or it is the first one behind it in
the sentence, else in the paragraph; or it stands at the end of the words that lead to a block quotation; or, of
citations alone, it is the last one before it in the sentence, as in "Cohen (1973, 12) writes"."""


class Covering(NamedTuple):
    """*mark* is an index of the marks that were given."""

    mark: int
    how: How


class Signal(NamedTuple):
    """``text[start:end]`` are the words that say who speaks, "he wrote:"; *speaker* is "" where no name is clear.

    It may stand within the quotation: « Je sais, dit-il, que … ».
    """

    start: int
    end: int
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """A quotation of a text: ``text[start:end]`` with its marks, ``text[inner_start:inner_end]`` without.

    *marks* are what opens and closes it, the second "" where it is not *closed*, both "" for a block quotation. An
    unclosed one is taken to reach to the end of its paragraph, or to the next mark of its kind there. *depth* is 0 for
    the outermost; *parent* and *continues* are indexes of quotations: the one around it, and the one whose words it
    goes on with (“I know,” he said, “that …”). *words* counts the words; *sentence* tells whether it could stand alone,
    so that scare quotes and titles are told apart. *reopened* are the places of marks repeated at paragraphs.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    marks: tuple[str, str]
    depth: int = 0
    parent: int | None = None
    closed: bool = True
    words: int = 0
    sentence: bool = False
    signal: Signal | None = None
    notes: tuple[Covering, ...] = ()
    continues: int | None = None
    reopened: tuple[int, ...] = ()

    @property
    def block(self) -> bool:
        """Tell whether it is set apart, without marks."""
        return self.marks == ("", "")

    @property
    def speaker(self) -> str:
        """The name of who speaks, "" where none is clear."""
        return self.signal.speaker if self.signal else ""


@dataclass(frozen=True, slots=True)
class Found:
    """The *quotations* of a text in the order of their opening, and what is wrong with its marks.

    *language* (BCP 47) is the one given, or else guessed; "" where nothing tells.
    """

    quotations: tuple[FoundQuotation, ...] = ()
    findings: tuple[Finding, ...] = ()
    language: str = ""
