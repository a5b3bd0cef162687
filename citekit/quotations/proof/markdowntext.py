"""Markdown as a source: a text as long as the file in which markup is nothing, and where its notes stand."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from citekit.findings import Source
from citekit.notes.ledger.forms.markdown_blocks import front_matter
from citekit.patterns import pattern
from citekit.quotations.proof.plaintext import MARK, read_text
from citekit.quotations.proof.sources import NOTHING, SourceText
from citekit.values import replace

_SIGNS = pattern(
    r"(?P<mark>\[\^[^\]\s]{1,99}\](?!:))|(?P<label>^ {0,3}\[\^[^\]\s]{1,99}\]:)"
    r"|(?P<comment><!--(?:(?!-->).){0,500}-->)|(?P<tag></?[A-Za-z][^<>]{0,500}>)"
    r"|(?P<line>^[ \t]{0,3}(?:(?:>[ \t]?)+|\#{1,6}[ \t]|[-+*][ \t]+))"
    r"|(?P<opening>!\[|\[(?=[^\]\[\n]{0,500}\]\())"
    r"|(?P<link>\]\([^()\s]{0,500}(?:[ \t]+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<attributes>\{[.#][^{}\n]{0,200}\})"
    r"|(?P<cited>\[[^\]\[\n]{0,200}(?<![^\W_])@[\w:.-][^\]\[\n]{0,300}\])|(?P<escape>\\(?=[^\w\s]|\r?\n))",
    0x8,  # re.MULTILINE
)
_NOTE = pattern(r"^ {0,3}\[\^[^\]\s]{1,99}\]:", 0x8)


def read_markdown(path: str, source: Source) -> SourceText:
    """Return the text of a Markdown file with its pages, whose marks are those of plain text."""
    text = source.text
    end = front_matter(text)[1]
    end = _line_end(text, end) if end and text.startswith(("---", "..."), end) else end
    plain = _blanked(text[:end]) + _SIGNS.sub(_blank, text[end:])
    return read_text(path, replace(source, text=plain), tuple(_notes(text)))


def _blank(found: Match[str]) -> str:
    text, kind = found[0], found.lastgroup
    if kind in ("comment", "tag") and MARK.fullmatch(text):
        return text
    if kind == "mark":
        return "†" + NOTHING * (len(text) - 1)
    return _blanked(text)


def _blanked(text: str) -> str:
    return "".join(sign if sign in "\n\r" else NOTHING for sign in text)


def _notes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where notes stand: a label and its lines, and further paragraphs of it, which are set in."""
    done = 0
    for found in _NOTE.finditer(text):
        if found.start() < done:
            continue
        place = _line_end(text, found.end())
        done = place
        while place < len(text):
            end = _line_end(text, place)
            line = text[place:end]
            if line.strip() and done < place and not line.startswith(("    ", "\t")):
                break
            if _NOTE.match(line) or line.startswith("#"):
                break
            place = end
            if line.strip():
                done = end
        yield found.start(), done


def _line_end(text: str, place: int) -> int:
    return text.find("\n", place) + 1 or len(text)
