"""The running text of Markdown."""

from __future__ import annotations

from citekit.patterns import pattern
from citekit.quotations.finding.building import Builder, Hole

_PREFIX = pattern(r"[ \t]{0,3}(?P<quoted>(?:>[ \t]?)+)?(?P<led>[ \t]*(?:\#{1,6}[ \t]+|[-+*][ \t]+)?)")
_MARKED = pattern(r"\\(?=[!-/:-@\[-`{-~])|\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|<br ?/?>")

_SIGNS = pattern(r"[\\*_<]")  # one of them is in any of these


def markdown_text(text: str, builder: Builder) -> None:
    """Read Markdown: no code, comments, metadata, notes; signs of emphasis and of links are no text."""
    from citekit.notes.fences import regions  # noqa: PLC0415 - loaded where Markdown is read
    from citekit.notes.ledger.forms.documents import texts  # noqa: PLC0415 - as above
    from citekit.notes.ledger.forms.markdown_blocks import blocks, front_matter  # noqa: PLC0415 - as above
    from citekit.notes.markdownsigns import signs  # noqa: PLC0415 - as above

    holes = [*(Hole(one.start, one.end) for one in regions(text)), Hole(0, front_matter(text)[1])]
    found = list(blocks(text))
    for block in found:
        if block.kind in ("note", "code", "metadata", "rule", "div"):
            line = text.rfind("\n", 0, block.start) + 1
            holes.append(Hole(line, max([block.end, *(end for _, end in block.paragraphs)])))
    for start, end in texts(text, found):
        holes += [Hole(sign.start, sign.end) for sign in signs(text, start, end)]
    builder.leave_out(holes)
    _lines_of_markdown(text, builder)


def _lines_of_markdown(text: str, builder: Builder) -> None:
    start, quoted = 0, False
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        prefix = _PREFIX.match(text, start, end)
        begin = prefix.end() if prefix else start
        blank = not text[begin:end].strip()
        now = bool(prefix and prefix["quoted"]) or (quoted and not blank)  # lines that go on without their sign
        if now != quoted:
            builder.open_block(start) if now else builder.close_block(start)
            quoted = now
        if _SIGNS.search(text, begin, end):
            for match in _MARKED.finditer(text, begin, end):
                builder.stretch(begin, match.start())
                begin = match.end()
        builder.stretch(begin, end)
        start = end
    if quoted:
        builder.close_block(len(text))
