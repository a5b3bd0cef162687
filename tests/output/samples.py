"""Excerpts and strategies for the tests of writers."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from citekit.model import (
    Bibliography,
    BibliographyEntry,
    BlockQuotation,
    Excerpt,
    Headings,
    Key,
    NoteReference,
    Paragraph,
    QuotedParagraph,
    SetNote,
)
from citekit.output import blocks
from citekit.output.characters import clean
from citekit.output.layout import attribution
from citekit.richtext import (
    BOLD,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inline,
    Inlines,
    Link,
    Styled,
    plain,
)
from citekit.values import replace

UNDERLINE = Format(decoration="underline")

ACTIVE = "\\`*_{}[]()<>#+-.!|~$^&;:=@%'\",/?0123456789 abXéßЖω“”‘’—–…†\u00a0\t\n"

words = st.text(st.one_of(st.sampled_from(ACTIVE), st.characters()), max_size=30)
formats = st.builds(
    Format,
    style=st.sampled_from([None, "normal", "italic", "oblique"]),
    weight=st.sampled_from([None, "normal", "bold", "light"]),
    variant=st.sampled_from([None, "normal", "small-caps"]),
    decoration=st.sampled_from([None, "none", "underline"]),
    align=st.sampled_from([None, "baseline", "sup", "sub"]),
    case=st.sampled_from([None, "protected"]),
)
addresses = st.one_of(
    st.sampled_from(
        ["https://example.org/a_b*c(d)?e=1&f=2#g", "http://[::1]/", "mailto:a@b.c", "javascript:alert(1)", "doi:10.1/2"]
    ),
    words.map(lambda text: f"https://example.org/{text}"),
)


def _around(children: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inlines]:
    node: st.SearchStrategy[Inline] = st.one_of(
        words, st.builds(Styled, children, formats), st.builds(Link, children, addresses)
    )
    return st.lists(node, max_size=4).map(tuple)


def _leaves(text: str) -> Inlines:
    return (text,)


inlines: st.SearchStrategy[Inlines] = st.recursive(words.map(_leaves), _around, max_leaves=8)


entries = st.lists(
    st.builds(BibliographyEntry, st.sampled_from([Key("k1"), Key("K1"), Key("k:2")]), inlines, st.just(()) | inlines),
    max_size=2,
    unique_by=lambda one: one.key,
).map(tuple)
bibliographies = st.builds(Bibliography, entries, title=st.just("") | words)


runs = st.builds(Styled, inlines, formats) | st.builds(Link, inlines, addresses)


@st.composite
def set_apart(draw: st.DrawFn, parts: Paragraph) -> BlockQuotation:
    """Draw a quotation that has *parts* in its lines."""
    cuts = sorted(draw(st.lists(st.integers(0, len(parts)), max_size=3)))
    lines = [parts[start:end] for start, end in zip([0, *cuts], [*cuts, len(parts)], strict=True)]
    middle = draw(st.integers(1, len(lines)))
    indents = tuple(draw(st.lists(st.integers(-1, 15), max_size=4)))
    speaker = draw(st.just("") | words)
    paragraphs = [QuotedParagraph(tuple(lines[:middle]), speaker, indents)]
    paragraphs += [QuotedParagraph(tuple(lines[middle:]))] if lines[middle:] else []
    return BlockQuotation(
        tuple(paragraphs),
        draw(st.sampled_from(["prose", "verse", "dialogue"])),
        draw(st.booleans()),
        draw(st.just(()) | inlines),
        draw(st.sampled_from(["", "de", "he", "zh-Hant"])),
    )


def printed(excerpt: Excerpt, mark: Callable[[NoteReference], str], *, attributed: bool = True) -> list[str]:
    """Return the text of each paragraph, of those in quotations set apart too, and where those are from."""
    result = []
    for one in excerpt.paragraphs:
        if not isinstance(one, BlockQuotation):
            result.append(characters(one, mark))
            continue
        result += ["".join(characters(line.words, mark) for line in blocks.lines(each)) for each in one.paragraphs]
        if attributed and attribution(one):
            result.append(f"— {clean(plain(one.attribution))}")
    return result


def characters(words: Paragraph, mark: Callable[[NoteReference], str]) -> str:
    return "".join(mark(one) if isinstance(one, NoteReference) else clean(plain((one,))) for one in words)


@st.composite
def excerpts(draw: st.DrawFn) -> Excerpt:
    """Draw an excerpt with up to three notes, each with a mark; some marks have no note."""
    contents = draw(st.lists(inlines, max_size=3))
    numbers = draw(st.lists(st.sampled_from(["1", "11", "12a", "*", "†", "007", "<b>"]), min_size=3, max_size=3))
    notes = [SetNote(numbers[index], f"{numbers[index]}:{index}", content) for index, content in enumerate(contents)]
    marks = [NoteReference(note.number, note.anchor) for note in notes]
    loose = draw(st.lists(st.builds(NoteReference, st.just("9"), st.just("9"), st.just(value=False)), max_size=1))
    texts: list[Inline | NoteReference] = [*draw(st.lists(words | runs, max_size=5))]
    parts = draw(st.permutations([*texts, *marks, *loose]))
    order = [part.anchor for part in parts if isinstance(part, NoteReference)]
    cut = draw(st.integers(0, len(parts)))
    paragraphs = [one for one in (tuple(parts[:cut]), tuple(parts[cut:])) if one]
    return Excerpt(
        tuple(draw(set_apart(one)) if draw(st.booleans()) else one for one in paragraphs),
        tuple(sorted(notes, key=lambda note: order.index(note.anchor))),
        tuple(draw(st.lists(bibliographies, max_size=2))),
        draw(inlines),
    )


def entry(key: str, *content: Inline) -> BibliographyEntry:
    return BibliographyEntry(Key(key), content)


LIGHTHOUSE = Excerpt(
    paragraphs=(
        (
            "The keeper’s ledger for 1911 lists “three lamps, two of them lit.”",
            NoteReference("11", "11"),
            " Nobody asked about the third! The harbour board’s minutes [sic] pass over it,",
            NoteReference("12", "12"),
            " and the inspector, who came on 5 May, wrote only: “R&D of oil < 10% – see p. 4_b.”",
            NoteReference("13", "13", linked=False),
        ),
        (
            "11. That is how his list begins",
            NoteReference("14", "14"),
            "; it goes on for pages.",
            NoteReference("†", "dagger"),
        ),
    ),
    notes=(
        SetNote(
            "11",
            "11",
            (
                "Ada Quill, ",
                Styled(
                    ("Lamps and Ledgers: The ", Styled(("Northern Star",), Format(style="normal")), " Affair"), ITALIC
                ),
                " (Leeds: Harbour Press, 1962), 290–91; Пётр Ильин, ",
                Styled(("Маяки Севера",), ITALIC),
                " (Москва: Волна, 1971), 12–14.",
            ),
        ),
        SetNote(
            "12",
            "12",
            (
                "“Minutes,” ",
                Styled(("Who Lit It?",), ITALIC),
                " 3, no. 2 (1912), ",
                Link(
                    ("https://example.org/minutes/1912_05?page=4&view=full#top",),
                    "https://example.org/minutes/1912_05?page=4&view=full#top",
                ),
                "; cf. ",
                Link(("the reprint",), "https://example.org/reprint(2)"),
                " and ",
                Link(("a file",), "file:///etc/passwd"),
                ".",
            ),
        ),
        SetNote("14", "14", ("Quill, ", Styled(("Lamps",), ITALIC), ", 300n2 -- but see § 5.")),
        SetNote(
            "†",
            "dagger",
            (
                Styled(("Editor",), SMALL_CAPS),
                ": 1",
                Styled(("er",), SUPERSCRIPT),
                " mai, H",
                Styled(("2",), SUBSCRIPT),
                "O, ",
                Styled(("bold ", Styled(("and italic",), ITALIC)), BOLD),
                ", ",
                Styled(("underlined",), UNDERLINE),
                ", 100 % {sure} #1 ~ $5 ^ \\end.",
            ),
        ),
    ),
    bibliographies=(
        Bibliography(
            (
                entry("ilyin1971", "Ильин, Пётр. ", Styled(("Маяки Севера",), ITALIC), ". Москва: Волна, 1971."),
                entry(
                    "quill:1962",
                    "Quill, Ada. ",
                    Styled(("Lamps and Ledgers",), ITALIC),
                    ". Leeds: Harbour Press, 1962.",
                ),
            ),
            hanging_indent=True,
        ),
    ),
    attribution=("Tom Reed, ", Styled(("Harbour Lights",), ITALIC), " (York: Beacon, 1999), 7"),
    language="en-GB",
    title="The Third Lamp",
)

NUMBERED = Bibliography(
    tuple(
        entry(
            key,
            Styled((label,), Format(display="left-margin")),
            Styled(content, Format(display="right-inline")),
            Styled(("Annotated.",), Format(display="indent")),
        )
        for key, label, content in (
            ("a", "[9]", ("A. Quill, ", Styled(("Lamps",), ITALIC), ", 1962.")),
            ("b", "[10]", ("П. Ильин, ", Styled(("Маяки",), ITALIC), ", 1971.")),
        )
    ),
    second_field_align="flush",
    entry_spacing=0,
    line_spacing=2,
)
TITLED = (
    Bibliography(
        (
            BibliographyEntry(
                Key("a"), ("Harbour board. Minutes.",), ("Kept in ", Styled(("Leeds",), ITALIC), " & York.")
            ),
        ),
        title="Primary sources",
    ),
    Bibliography(
        (
            BibliographyEntry(Key("b"), ("Quill, Ada. Lamps.",)),
            BibliographyEntry(Key("a"), ("Harbour board. Minutes.",)),
        ),
        title="Works of #2 & others",
    ),
)
AGAIN = replace(
    LIGHTHOUSE,
    paragraphs=(
        *LIGHTHOUSE.paragraphs,
        ("Again.", NoteReference("12", "12", again=True), " And ", NoteReference("†", "dagger", again=True)),
    ),
    notes=(*LIGHTHOUSE.notes, SetNote("99", "99", ("No mark.",))),
    concordance=(("1", "11"), ("2", "12")),
    bibliographies=(NUMBERED, *TITLED),
)
GERMAN = Headings("Anmerkungen", "Literatur", "Anmerkung", "Zurück zum Text")

QUOTED = Excerpt(
    paragraphs=(
        BlockQuotation(
            (QuotedParagraph((("A lamp that nobody tends is only a colder star.",),)),),
            epigraph=True,
            attribution=("Ada Quill, ", Styled(("Lamps and Ledgers",), ITALIC)),
        ),
        (
            "The keeper’s wife, ",
            Styled(("Mrs",), SMALL_CAPS),
            " Orla Dunn, kept a diary (",
            Link(("scans",), "https://example.org/diary?p=1&q=2"),
            "). She begins with what she ",
            Styled(("saw",), ITALIC),
            ", and only then says what she thought",
            NoteReference("3", "3"),
            Styled((", always in ", Styled(("that",), BOLD), " order"), ITALIC),
            ":",
        ),
        BlockQuotation(
            (
                QuotedParagraph(
                    (
                        (
                            "On the fifth the inspector came. He counted the lamps twice [sic], and wrote ",
                            Styled(("three",), ITALIC),
                            " both times.",
                            NoteReference("4", "4"),
                        ),
                    )
                ),
                QuotedParagraph((("# He took 10% of the oil & left before dark. - So much for him.",),)),
            ),
        ),
        ("She wrote verse, too:",),
        BlockQuotation(
            (
                QuotedParagraph(
                    (
                        ("The harbour keeps its counsel,",),
                        ("and the water keeps the sky;",),
                        ("* we keep the lamp", NoteReference("5", "5")),
                        ("that keeps the boats",),
                    ),
                    indents=(0, 1, 2, 2),
                ),
                QuotedParagraph(
                    (
                        ("from asking where they lie,",),
                        (
                            "and when the wick is low and the oil is lower still we sing to the empty tower, ",
                            "as everybody does who waits for morning on a rock",
                        ),
                        ("— and sing till it is dry.",),
                    ),
                    indents=(0, 1),
                ),
            ),
            "verse",
            attribution=("“The Third Lamp,” lines 1–7",),
        ),
        BlockQuotation(
            (
                QuotedParagraph((("Who lit it?",),), "Inspector"),
                QuotedParagraph(
                    (("Nobody, sir. It was lit when we came, and every night since, whatever the ledger says.",),),
                    "Keeper",
                ),
                QuotedParagraph(
                    (("Then who",), ("will put it out?", NoteReference("4", "4", again=True))), "Inspector"
                ),
            ),
            "dialogue",
        ),
        ("A visitor from Kiel saw the same tower:",),
        BlockQuotation(
            (
                QuotedParagraph(
                    (("Der Turm steht schief, aber das Licht steht gerade; so viel Ordnung muß sein [!].",),),
                ),
            ),
            attribution=("Reisetagebuch, 1911, Bl. 7",),
            language="de-DE",
        ),
    ),
    notes=(
        SetNote("3", "3", ("Dunn, ", Styled(("Diary",), ITALIC), ", 3.")),
        SetNote("4", "4", ("Dunn, ", Styled(("Diary",), ITALIC), ", 5; the ledger has two.")),
        SetNote("5", "5", ("Crossed out, then written again.",)),
    ),
    bibliographies=(Bibliography((entry("dunn1911", "Dunn, Orla. ", Styled(("Diary",), ITALIC), ". 1911."),)),),
    attribution=("Tom Reed, ", Styled(("Harbour Lights",), ITALIC), " (York: Beacon, 1999), 9"),
    language="en-GB",
    title="The Keeper’s Wife",
)
