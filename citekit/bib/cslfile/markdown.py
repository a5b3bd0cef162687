r"""The markup of text in CSL-YAML <-> Inlines: pandoc's Markdown, the inline part of it.

Source: pandoc's manual ("Inline formatting", "Divs and Spans", "Backslash escapes") and CommonMark 0.31 (rules 1–17 of
emphasis), checked against what pandoc 3.9 reads and writes. Read are ``*italic*``, ``**bold**``, ``^superscript^``,
``~subscript~``, spans (``[NEP]{.nocase}``, ``.smallcaps``, ``.underline``), links, code and mathematics as their text,
``--`` and ``...``, and the tags of CSL-JSON, which other programs write. Quotation marks stay as they are: a CSL
processor turns straight ones.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from citekit.markup import format_of_tag
from citekit.patterns import pattern
from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inline,
    Inlines,
    Link,
    Styled,
    concat,
)
from citekit.values import dataclass

UNDERLINED = Format(decoration="underline")
_CLASSES = {"smallcaps": SMALL_CAPS, "nocase": PROTECTED, "underline": UNDERLINED, "ul": UNDERLINED}
_TAGS = {"em": "i", "strong": "b"}
_BLANKS = " \t\n"
_DEEPEST = 100  # spans in spans; what is deeper is text
_MOST = 300  # runs of stars; what comes later is text

_SIGN = pattern(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~\ \n])
      | (?P<stars>\*+|_+)
      | \^(?P<raised>(?:\\.|[^ \t\n^\\]){1,300})\^
      | ~~(?P<struck>[^~\s](?:[^~]{0,300}[^~\s])?)~~
      | ~(?P<lowered>(?:\\.|[^ \t\n~\\]){1,300})~
      | (?<!`)(?P<ticks>`+)(?P<code>(?!`).{0,300}?(?<!`))(?P=ticks)(?!`)
      | <!--.{0,300}?-->
      | <(?P<url>(?:https?|mailto):[^\s<>]*)>
      | <(?P<closes>/?)(?P<tag>i|b|em|strong|sup|sub|sc|span)(?P<attributes>(?:\s[^<>]{0,300})?)>
      | (?P<opens>!?\[)
      | \](?:\{(?P<span>[^{}]{0,300})\}|\((?P<target>[^\s()]{0,2000})(?:\s+"[^"]{0,300}")?\))
      | (?P<dashes>---?) | (?P<dots>\.\.\.)
      | &(?P<entity>\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});
      | (?P<line>[ \t]*\n(?P<blank>[ \t]*\n\s*)?[ \t]*)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _Delimiters:
    """A run of ``*`` or ``_`` that may turn out to be emphasis."""

    sign: str
    count: int
    total: int
    opens: bool
    closes: bool


_Node: TypeAlias = "Inline | _Delimiters"


def parse_markdown(text: str) -> Inlines:
    r"""Return Markdown as Inlines; what is no markup stays as it is.

    >>> parse_markdown(r"The *Ring*, 3 \* 3")
    ('The ', Styled(children=('Ring',), format=Format(style='italic')), ', 3 * 3')
    """
    if not _PLAIN.search(text):
        return (text,) if text else ()
    return _Parser(text).parsed()


# What no plain text has; a text without it needs no reading.
_PLAIN = pattern(r"[\\*_^~`<>\[\]&\n]|--|\.\.\.")


@dataclass(slots=True)
class _Open:
    """A span or tag that has been opened, and what came since."""

    sign: str
    tag: str
    nodes: list[_Node]
    format: Format | None = None


_RUNS_BEFORE = pattern(r"(?:[*_]|<!---->)+\Z")
_RUNS_AFTER = pattern(r"\A(?:[*_]|<!---->)+")
_NEAR = 40


class _Parser:
    """Reads a text sign by sign; spans and tags that are open are kept on a stack."""

    def __init__(self, text: str, blank: str = "\u00a0") -> None:
        self._text = text
        self._blank = blank  # what an escaped blank is
        self._stack = [_Open("", "", [])]
        self._runs = 0

    def parsed(self) -> Inlines:
        position = 0
        for sign in _SIGN.finditer(self._text):
            self._nodes.append(self._text[position : sign.start()])
            self._read(sign)
            position = sign.end()
        self._nodes.append(self._text[position:])
        while len(self._stack) > 1:
            self._abandon()
        return _emphasised(self._nodes)

    @property
    def _nodes(self) -> list[_Node]:
        return self._stack[-1].nodes

    def _read(self, sign: re.Match[str]) -> None:
        match sign.lastgroup:
            case "stars":
                self._runs += 1
                plain = self._runs > _MOST or len(sign[0]) > 3
                self._nodes.append(sign[0] if plain else self._delimiters(sign))
            case "attributes":
                self._tag(sign)
            case "opens":
                self._stack.append(_Open(sign[0], "[", []))
                if len(self._stack) > _DEEPEST:
                    self._abandon()
            case "span" | "target":
                self._close_bracket(sign)
            case _:
                self._nodes.extend(self._simple(sign))

    def _simple(self, sign: re.Match[str]) -> Inlines:  # noqa: PLR0911 - a table
        """Return what a sign is that needs nothing else to be understood."""
        match sign.lastgroup:
            case "escaped":
                return (self._blank if sign["escaped"] == " " else sign["escaped"],)
            case "raised" | "lowered":
                inner = _Parser(sign[sign.lastgroup], blank=" ").parsed()
                return (Styled(inner, SUPERSCRIPT if sign.lastgroup == "raised" else SUBSCRIPT),)
            case "struck":
                return _Parser(sign["struck"]).parsed()
            case "code":
                return (sign["code"].strip(),)
            case "url":
                return (Link((sign["url"].removeprefix("mailto:"),), sign["url"]),)
            case "dashes" | "dots":
                return ({"--": "–", "---": "—", "...": "…"}[sign[0]],)
            case "entity":
                from html import unescape  # noqa: PLC0415 - few texts have entities

                return (unescape(sign[0]),)
            case "blank" | "line":
                return ("\n" if sign["blank"] is not None else " ",)
        return ()  # a comment

    def _delimiters(self, sign: re.Match[str]) -> _Delimiters:
        """Return a run with what it may do; pandoc, unlike CommonMark, lets any sign but a blank stand beside it.

        Other runs beside it, and comments that part them, are looked through.
        """
        before = _RUNS_BEFORE.sub("", self._text[max(0, sign.start() - _NEAR) : sign.start()])[-1:] or " "
        after = _RUNS_AFTER.sub("", self._text[sign.end() : sign.end() + _NEAR])[:1] or " "
        run = sign["stars"]
        left, right = after not in _BLANKS, before not in _BLANKS
        if run[0] == "_":  # no emphasis begins or ends within a word
            left = left and not self._text[max(0, sign.start() - 1) : sign.start()].isalnum()
            right = right and not self._text[sign.end() : sign.end() + 1].isalnum()
        return _Delimiters(run[0], len(run), len(run), left, right)

    def _tag(self, sign: re.Match[str]) -> None:
        tag = _TAGS.get(sign["tag"], sign["tag"])
        if not sign["closes"]:
            format_ = format_of_tag(tag, sign["attributes"])
            self._stack.append(_Open(sign[0], tag, [], format_))
            if len(self._stack) > _DEEPEST:
                self._abandon()
        elif self._unwound(tag):
            opened = self._stack.pop()
            inner = _emphasised(opened.nodes)
            self._nodes.extend((Styled(inner, opened.format),) if opened.format and inner else inner)
        else:
            self._nodes.append(sign[0])

    def _close_bracket(self, sign: re.Match[str]) -> None:
        if not self._unwound("["):
            self._nodes.append(sign[0])
            return
        opened = self._stack.pop()
        inner = _emphasised(opened.nodes)
        if sign["target"] is not None:
            target = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", sign["target"]).strip("<>")
            self._nodes.extend((Link(inner, target),) if opened.sign == "[" and target else inner)
            return
        for format_ in _span_formats(sign["span"]):
            inner = (Styled(inner, format_),) if inner else ()
        self._nodes.extend(inner)

    def _unwound(self, tag: str) -> bool:
        """Close what is open within the innermost *tag*, as text; False where no such tag is open."""
        if all(one.tag != tag for one in self._stack):
            return False
        while self._stack[-1].tag != tag:
            self._abandon()
        return True

    def _abandon(self) -> None:
        """Make text of the innermost span or tag, which is never closed."""
        opened = self._stack.pop()
        self._nodes.extend((opened.sign, *opened.nodes))


def _span_formats(attributes: str) -> list[Format]:
    """Return the formats of ``{.smallcaps .nocase}``, the innermost first."""
    found = [_CLASSES[name] for name in re.findall(r"\.([\w-]+)", attributes) if name in _CLASSES]
    return found or ([SMALL_CAPS] if re.search(r"font-variant:\s*small-caps", attributes) else [])


def _emphasised(nodes: list[_Node]) -> Inlines:
    """Return *nodes* with runs of ``*`` and ``_`` paired (CommonMark, An algorithm for parsing nested emphasis)."""
    bottoms: dict[tuple[str, bool, int], int] = {}
    position = 0
    while position < len(nodes):
        closer = nodes[position]
        if not isinstance(closer, _Delimiters) or not closer.closes or not closer.count:
            position += 1
            continue
        kind = (closer.sign, closer.opens, closer.total % 3)
        opening = _opener(nodes, position, bottoms.get(kind, -1))
        if opening < 0:
            bottoms[kind] = position - 1
            position += 1
            continue
        position = _pair(nodes, opening, position)
    return concat(tuple(node.sign * node.count if isinstance(node, _Delimiters) else node for node in nodes))


def _opener(nodes: list[_Node], position: int, bottom: int) -> int:
    """Return where the run is that the one at *position* closes, -1 for none after *bottom*."""
    closer = nodes[position]
    assert isinstance(closer, _Delimiters)  # noqa: S101 - for the type checker
    for index in range(position - 1, bottom, -1):
        opener = nodes[index]
        if not isinstance(opener, _Delimiters) or opener.sign != closer.sign or not (opener.opens and opener.count):
            continue
        both = opener.closes or closer.opens
        thirds = opener.total % 3 == 0 and closer.total % 3 == 0
        if not both or (opener.total + closer.total) % 3 or thirds:
            return index
    return -1


def _pair(nodes: list[_Node], opening: int, closing: int) -> int:
    """Make one node of what stands between two runs, and return where to go on: at the closing run."""
    opener, closer = nodes[opening], nodes[closing]
    assert isinstance(opener, _Delimiters) and isinstance(closer, _Delimiters)  # noqa: S101, PT018 - as above
    used = 2 if opener.count > 1 and closer.count > 1 else 1
    inner = concat(
        tuple(
            node.sign * node.count if isinstance(node, _Delimiters) else node for node in nodes[opening + 1 : closing]
        )
    )
    opener.count -= used
    closer.count -= used
    nodes[opening + 1 : closing] = [Styled(inner, BOLD if used == 2 else ITALIC)]
    return opening + 2


# --- writing ---------------------------------------------------------------------------------------------

_ESCAPED = pattern(
    r"[\\*`^~$\[\]<>]|(?<![^\W_])_|_(?![^\W_])|-(?=-)|\.(?=\.\.)|(?<!\w)@(?=[\w{])|&(?=[#\w]+;)|\n",
)
# Blanks and line breaks at the edges of a text, which no emphasis may have; groups 1 and 3.
_EDGES = pattern(r"\A((?:\\?\n|[^\S\n])*)(.*?)((?:\\?\n|[^\S\n])*)\Z", re.DOTALL)
_SIGNS = frozenset("*_^~")
_STARS = pattern(r"(?<!\\)\*")
_EMPHASISED = 2
_SEAM = "<!---->"  # so that the stars of "*a*" and "*b*" do not run together


def to_markdown(inlines: Inlines) -> str:
    r"""Return *inlines* as Markdown that pandoc and ``parse_markdown`` read alike.

    >>> to_markdown(("The ", Styled(("Ring",), ITALIC), ", 3 * 3"))
    'The *Ring*, 3 \\* 3'
    """
    return _written(inlines, raised=False, depth=0)


def _written(inlines: Inlines, *, raised: bool, depth: int) -> str:
    """Return *inlines* as Markdown, *depth* times emphasised; more than twice is not written, nor read by anybody.

    *raised* text stands in a superscript or subscript, which has none within.
    """
    pieces: list[str] = []
    for run in inlines:
        piece = _escaped(run) if isinstance(run, str) else _marked(run, raised=raised, depth=depth)
        if pieces and piece and _run_together(pieces[-1], piece):
            pieces.append(_SEAM)
        if pieces and piece[:1] == "[" and pieces[-1][-1:] == "!":  # "![" opens an image
            pieces[-1] = f"{pieces[-1][:-1]}\\!"
        pieces.append(piece)
    return "".join(pieces)


def _run_together(before: str, after: str) -> bool:
    """Would signs of two pieces become one run, or emphasis in underscores stand within a word?"""
    last, first = before[-1:], after[0]
    return (last == first and first in _SIGNS) or (last.isalnum() and first == "_") or (last == "_" and first.isalnum())


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda sign: "\\" + sign[0], text)


def _marked(run: Styled | Link, *, raised: bool, depth: int) -> str:
    if isinstance(run, Link):
        return f"[{_written(run.children, raised=raised, depth=depth)}]({_escaped(run.target)})"
    format_ = run.format
    bold = format_.weight == "bold" and depth < _EMPHASISED
    italic = format_.style in ("italic", "oblique") and depth + bold < _EMPHASISED
    depth += bold + italic
    if format_.align in ("sup", "sub") and not raised:
        sign = "^" if format_.align == "sup" else "~"
        inner = f"{sign}{_written(run.children, raised=True, depth=depth).replace(' ', chr(92) + ' ')}{sign}"
    else:
        inner = _written(run.children, raised=raised, depth=depth)
    if format_.case == "protected":
        inner = f"[{inner}]{{.nocase}}"
    if format_.variant == "small-caps":
        inner = f"[{inner}]{{.smallcaps}}"
    if format_.decoration == "underline":
        inner = f"[{inner}]{{.underline}}"
    if bold:
        inner = _emphasis("**", inner)
    return _emphasis("*", inner) if italic else inner


def _emphasis(sign: str, inner: str) -> str:
    """Return *inner* emphasised, blanks at its edges outside; stars around stars are underscores, but for "***a***"."""
    before, text, after = _EDGES.fullmatch(inner).groups()  # type: ignore[union-attr] # it fits every text
    if not text:
        return inner
    whole = sign == "*" and text.startswith("**") and text.endswith("**") and text.count("*") == 4
    if not whole and _STARS.search(text):
        if "_" in (text[0], text[-1]):
            text = f"{_SEAM}{text}{_SEAM}" if "*" in (text[0], text[-1]) else text
        else:
            sign = sign.replace("*", "_")
    return f"{before}{sign}{text}{sign}{after}"
