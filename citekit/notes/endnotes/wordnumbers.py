"""The numbers that Word prints at notes, and the styles that it takes for italics and headings: rules on plain values.

Source: ECMA-376 Part 1, 17.11 (Footnotes and Endnotes): the order of the references in the text gives the numbers,
w:numStart and w:numRestart where they begin, w:numFmt what they look like, w:customMarkFollows a sign instead of one.
What a section says comes before what the file says. Word numbers endnotes in small Roman figures where it is not told.
17.7.3: italics of a paragraph's and a run's style cancel each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citekit.values import NamedTuple

HEADINGS = ("heading 1", "title")
ITALIC_IDS = ("emphasis", "italic", "italics", "booktitle")
"""Names of styles in files without a part for them."""

_HEADING_IDS = ("heading1", "title", "berschrift1", "überschrift1", "titre1", "ttulo1", "1")
_SIGNS = ("*", "†", "‡", "§")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class NoteReference(NamedTuple):
    """Where the text refers to a note: its kind and id, the sign it has instead of a number, and where it stands."""

    kind: str
    identity: str
    sign: str
    section: int
    page: int
    chapter: str


class Numbering(NamedTuple):
    """How the notes of a section are numbered; *restart* is "continuous", "eachSect" or "eachPage"."""

    restart: str = "continuous"
    form: str = "decimal"
    start: int = 1

    def said(self, restart: str, form: str, start: str) -> Numbering:
        """Return this numbering with what is said otherwise; "" says nothing."""
        known = start.isdecimal() and len(start) < 6
        return Numbering(restart or self.restart, form or self.form, int(start) if known else self.start)


class Numbered(NamedTuple):
    """The number of a reference, how often numbers have begun again before, and the chapter where they do so."""

    number: str
    run: int
    chapter: str


def basis(kind: str, *, told: bool) -> Numbering:
    """Return how notes of a *kind* are numbered by a file that is *told* something of them in its settings."""
    return Numbering(form="lowerRoman") if kind == "endnote" and told else Numbering()


def numbered(references: Sequence[NoteReference], numberings: Sequence[Numbering], run: int = 0) -> Iterator[Numbered]:
    """Yield the number of each of *references*, all of one kind; *numberings* are of the sections, the last for more.

    Numbers begin with *run* the first time.
    """
    count, last = 0, None
    several = len({_where(one, numberings) for one in references}) > 1
    for one in references:
        numbering = _of_section(one, numberings)
        place = _where(one, numberings)
        if last is None or place != last:
            run += last is not None
            count, last = numbering.start - 1, place
        if not one.sign:
            count += 1
        yield Numbered(one.sign or shown(count, numbering.form), run, one.chapter if several else "")


def _of_section(one: NoteReference, numberings: Sequence[Numbering]) -> Numbering:
    return numberings[min(one.section, len(numberings) - 1)]


def _where(one: NoteReference, numberings: Sequence[Numbering]) -> tuple[str, int]:
    """Return what a reference's number is counted within: a page, a section, or the text."""
    restart = _of_section(one, numberings).restart
    return {"eachPage": ("page", one.page), "eachSect": ("section", one.section)}.get(restart, ("text", 0))


def shown(count: int, form: str) -> str:
    """Return a number as a *form* of ECMA-376 Part 1, 17.18.59 shows it; forms that are not known count in figures."""
    if form == "chicago":
        return _SIGNS[(count - 1) % len(_SIGNS)] * ((count - 1) // len(_SIGNS) + 1)
    if form.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        return _roman(count).upper() if form.startswith("upper") else _roman(count)
    return str(count)


def _roman(count: int) -> str:
    figures = []
    for worth, figure in _ROMAN:
        figures.append(figure * (count // worth))
        count %= worth
    return "".join(figures)


def symbol(code: str) -> str:
    """Return a sign of a font for signs; they stand where the font's own would, moved to U+F000."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    number = number & 0xFF if 0xF000 <= number <= 0xF0FF else number
    return chr(number) if 0x20 <= number < 0xD800 else ""


def italic_styles(own: Mapping[str, bool], based: Mapping[str, str]) -> frozenset[str]:
    """Return the styles that are italic: *own* are those that say so, or say not; *based* has what each is based on."""
    italic = dict(own)
    for identity in based:
        chain, met = [identity], {identity}
        while chain[-1] not in italic and (parent := based.get(chain[-1], "")) and parent not in met:
            chain.append(parent)
            met.add(parent)
        for one in chain:
            italic[one] = italic.get(chain[-1], False)
    return frozenset(one for one, is_italic in italic.items() if is_italic)


def is_heading_id(style: str) -> bool:
    """Tell by its id alone whether a style is that of chapters' headings."""
    return style.lower().replace(" ", "") in _HEADING_IDS
