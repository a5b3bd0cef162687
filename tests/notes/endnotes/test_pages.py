"""Notes as books print them: wrapped lines, heads of pages, chapters, numbers that are wrong."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.findings import Source
from citekit.notes.endnotes import section
from citekit.notes.endnotes.found import Endnotes

ENGLISH = (
    "Ward, Harvest, 211–14. The decree, dated 17 March 1921, names only 12 villages. 14 of them paid in 1922.",
    "Ibid., 9.",
    "Hale to Ward, May 3, 1921, in Letters, vol. 2, p. 41; see also Reed, “The Winter of 1921,” Review 12 (1950): 3–9.",
    "On the mill see n. 2 above. It burned in 1931. Reed counts 40 men, and Ward 1,200.",
)
GERMAN = (
    "Vgl. Brandt, Die Ernte, Bd. 3, Bonn 1951, S. 12 ff.; Keller, a.a.O., S. 118.",
    "Ebd., S. 9.",
    "So Keller am 4. Mai 1921 im Landtag; dagegen Brandt, S. 7. Im Jahr 1921 waren es 12 Höfe.",
    "Siehe oben, Anm. 2.",
)
FRENCH = (
    "Voir Morel, « La moisson de 1921 », Revue, vol. 12, n° 3, 1950, p. 4-9.",
    "Ibid., p. 9. En 1921, 12 fermes brûlèrent.",
    "Cf. supra, note 2 ; Vidal, op. cit., p. 3.",
    "Lettre du 4 mai 1921. Vidal parle de 14 hommes.",
)
RUSSIAN = (
    "Орлов П.И. Урожай. Т. 3. М.; Л., 1951. С. 12–14.",
    "Там же. С. 9.",
    "ГАРФ. Ф. 12. Оп. 3. Д. 14. Л. 4. См. прим. 2.",
    "Письмо от 4 мая 1921 г. Ср.: Белов. Указ. соч. С. 3.",
)
SPANISH = ("Véase Ríos, op. cit., p. 4; y Vega, «La cosecha de 1921», vol. 3, p. 2.", "Ibíd., p. 9.", "Vega, pp. 2-4.")
PORTUGUESE = ("Ver Lima, ob. cit., p. 4; carta de 2 de maio de 1921.", "Idem, p. 9.", "Prado, A colheita, p. 3.")
ITALIAN = ("Cfr. Riva, cit., p. 3; si veda anche Il 1921, vol. 2.", "Ivi, p. 9.", "Conti, Il raccolto, pp. 2-4.")
ALL = (ENGLISH, GERMAN, FRENCH, RUSSIAN, SPANISH, PORTUGUESE, ITALIAN)


def read(text: str) -> Endnotes:
    return section.read(Source("n.txt", text))


def notes(text: str) -> list[tuple[int, str, str]]:
    return [(note.run, note.number, note.text) for note in read(text).notes]


def numbered(texts: tuple[str, ...], first: int = 1, run: int = 0) -> list[tuple[int, str, str]]:
    return [(run, str(number), text) for number, text in enumerate(texts, first)]


def wrapped(text: str, width: int, begin: str, on: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=begin, subsequent_indent=on, break_on_hyphens=False)


@pytest.mark.parametrize("texts", ALL, ids=lambda texts: texts[1])
@pytest.mark.parametrize("form", ["{}. ", "{} ", "[{}] ", "{}) ", "{}\n", "{}.\n", "{}"])
@pytest.mark.parametrize("indents", [("", ""), ("", "    "), ("    ", "")], ids=["flush", "hanging", "set in"])
@pytest.mark.parametrize("first", [1, 12])
def test_lines_wrapped_by_hand(texts: tuple[str, ...], form: str, indents: tuple[str, str], first: int) -> None:
    begin, on = indents
    for width in range(42, 72, 7):
        lines: list[str] = []
        for number, text in enumerate(texts * 3, first):
            mark = form.format(number)
            if mark.endswith("\n"):
                lines += [begin + mark.strip(), *wrapped(text, width, on, on)]
            else:
                lines += wrapped(mark + text, width, begin, on)
        assert notes("\n".join(lines)) == numbered(texts * 3, first), width


@pytest.mark.parametrize(
    "head",
    ["NOTES {page}", "{page} NOTES", "{page}  Notes to Pages {page}–{page}", "The Harvest {page}", "\f", "{page}"],
)
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_heads_of_pages_are_left_out(head: str, blank: str) -> None:
    lines: list[str] = []
    for number, text in enumerate(ENGLISH * 12, 1):
        lines += textwrap.wrap(f"{number}. {text}", 60)
    pages = ["\n".join(lines[at : at + 20]) for at in range(0, len(lines), 20)]
    text = "".join(f"{blank}{head.format(page=301 + place)}{blank}{page}" for place, page in enumerate(pages))
    assert notes(text) == numbered(ENGLISH * 12)


def test_a_head_without_a_page_comes_back() -> None:
    lines = [f"{number}. {text}" for number, text in enumerate(ENGLISH * 5, 1)]
    text = "Notes\n\n" + "\n\nNOTES\n\n".join("\n".join(lines[at : at + 4]) for at in range(0, 20, 4))
    assert notes(text) == numbered(ENGLISH * 5)
    parted = text.replace("Letters, vol. 2", "Letters,\n\nNOTES\n\nvol. 2")
    assert notes(parted) == numbered(ENGLISH * 5)


def test_lines_that_come_back_within_notes_are_text() -> None:
    text = "".join(f"{number}. Ward to Hale,\nMay {number}, 1921, in\nLetters of 1921\n" for number in range(1, 9))
    assert [note for _, _, note in notes(text)] == [
        f"Ward to Hale, May {number}, 1921, in Letters of 1921" for number in range(1, 9)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12. Ward.\n12a. Ibid.\n12b. Reed.\n13. Hale.\n", ["12", "12a", "12b", "13"]),
        ("i. Ward.\nii. Ibid.\niii. Reed.\niv. Hale.\nv. Reed.\n", ["i", "ii", "iii", "iv", "v"]),
        ("* Ward.\n** Ibid.\n\n* Reed.\n\n* Hale.\n** Ibid.\n", ["*", "**", "*", "*", "**"]),
        ("Note 1. Ward.\nNote 2. Ibid.\n", ["1", "2"]),
        ("Anm. 1: Brandt.\nAnm. 2: Ebd.\n", ["1", "2"]),
        ("^1^ Ward.\n\n^2^ Ibid.\n", ["1", "2"]),
        ("<sup>1</sup> Ward.\n<sup>2</sup> Ibid.\n", ["1", "2"]),
        ("1. ^ Ward.\n2. ^ a b Ibid. ↩︎\n", ["1", "2"]),
        ("1. Ward.\n2.\n3. Ibid.\n", ["1", "2", "3"]),
        ("1. See n. 2 below.\n2. See n.\n1. above.\n3. Reed.\n", ["1", "2", "3"]),
        ("\f1. Ward.\n2. Ibid.\n\n\f1. Reed.\n\n\f1. Hale.\n2. Ibid.\n", ["1", "2", "1", "1", "2"]),
        ("[1] Ward. [2] Ibid. [3] Reed.\n[4] Hale.\n", ["1", "2", "3", "4"]),
        ("1. 1928 was dry. 2. Ibid.\n3. 12 men; Reed.\n", ["1", "2", "3"]),
    ],
)
def test_numbers(text: str, found: list[str]) -> None:
    read_ = read(text)
    assert [note.number for note in read_.notes] == found
    assert not any(set(note.text) & set("^↩<") for note in read_.notes)


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        ("Notes\n\nPreface\n\n1. Ward.\n\n1: The Mill\n\n1. Reed.\n2. Ibid.\n\n2: The Fire\n\n1. Hale.\n",
         ["Preface", "1: The Mill", "1: The Mill", "2: The Fire"]),
        ("NOTES\n\n1. THE MILL\n\n1. Ward.\n2. Ibid.\n\n2. THE FIRE\n\n1. Reed.\n2. Ibid.\n\n3. THE END\n\n1. Hale.\n",
         ["1. THE MILL", "1. THE MILL", "2. THE FIRE", "2. THE FIRE", "3. THE END"]),
        ("Notes to Chapter 3\n\n1. Ward.\n2. Ibid.\n\nNotes to Chapter 4\n\n1. Reed.\n",
         ["Notes to Chapter 3", "Notes to Chapter 3", "Notes to Chapter 4"]),
        ("Anmerkungen zum Vorwort\n1. Brandt.\nAnmerkungen zu Kapitel 1\n1. Keller.\n",
         ["Anmerkungen zum Vorwort", "Anmerkungen zu Kapitel 1"]),
        ("Примечания\n\nГлава 1\n\n1. Орлов.\n\nГлава 2\n\n1. Белов.\n", ["Глава 1", "Глава 2"]),
        ("NOTES\n\nChapter One\nThe Mill\n\n1. Ward.\n\nChapter Two\nThe Fire\n\n1. Reed.\n",
         ["Chapter One: The Mill", "Chapter Two: The Fire"]),
        ("1. Ward.\n\nThe Fire 2\n\n1. Reed.\n2. Ibid.\n", ["", "The Fire 2", "The Fire 2"]),
    ],
)  # fmt: skip
def test_chapters(text: str, chapters: list[str]) -> None:
    read_ = read(text)
    assert [note.chapter for note in read_.notes] == chapters
    assert all(len(note.text) < 8 for note in read_.notes)
    assert read_.findings == ()


BOOK = "The mill had three owners:\n\n1. Ward.\n\n2. Hale.\n\nIt burned in the winter of 1921.[1] Nobody saw it.\n\n"
BOOK += "It was built again.[2]\n\nThe third stood longest.\n\n"


def test_a_block_of_notes_at_the_end_of_a_text() -> None:
    read_ = read(f"{BOOK}[1] Ward, Harvest, 3.\n[2] Ibid.\n\nBibliography\n\nWard. Harvest. 1951.\n")
    assert [(note.number, note.text) for note in read_.notes][-2:] == [("1", "Ward, Harvest, 3."), ("2", "Ibid.")]


def test_notes_behind_each_chapter() -> None:
    prose = "It stood where the road from the village to the harbour crosses the brook.\n\n" * 3
    text = f"{BOOK}NOTES\n\n1. Ward.\n2. Ibid.\n\nChapter Two\n\n{prose}{BOOK}"
    text += "NOTES\n\n1. Reed.\n2. Ibid.\n\nIndex\n\nWard 3\n"
    assert notes(text) == numbered(("Ward.", "Ibid.")) + numbered(("Reed.", "Ibid."), run=1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Ward.\n2. Ibid.\n2. Reed.\n3. Hale.\n", [(3, "note 2 is there twice")]),
        ("1. Ward.\n3. Reed.\n2. Ibid.\n4. Hale.\n",
         [(4, "note 3 is missing"), (2, "a line begins with '3.', which is out of order")]),
        ("1. Ward.\n2.\n3. Reed.\n", [(2, "note 2 has no text")]),
        ("He thanks all who gave him letters and maps.\n1. Ward.\n2. Reed.\n", [(1, "text before the first note")]),
    ],
)  # fmt: skip
def test_what_is_odd(text: str, found: list[tuple[int, str]]) -> None:
    assert [(finding.where.line, finding.message) for finding in read(text).findings] == found


_WORD = st.sampled_from(
    "Ward Hale, Reed; Ibid., the mill p. 1921 1921. 12 14. S. Bd. 3. vol. n. (1951): 3–9. [sic] *Harvest* №".split()
)
_TEXTS = st.lists(
    st.lists(_WORD, min_size=1, max_size=30).map(lambda words: f"See {' '.join(words)} there."), min_size=3, max_size=9
)


@given(_TEXTS, st.integers(30, 90), st.booleans())
def test_nothing_of_wrapped_notes_is_lost(texts: list[str], width: int, blank: bool) -> None:
    wrapped = [
        textwrap.fill(f"{number}. {text}", width, break_on_hyphens=False) for number, text in enumerate(texts, 1)
    ]
    joined = " ".join(f"{note.number}. {note.text}" for note in read(("\n\n" if blank else "\n").join(wrapped)).notes)
    assert joined.split() == " ".join(f"{number}. {text}" for number, text in enumerate(texts, 1)).split()


@given(st.text(max_size=300) | st.text(alphabet="12. \nIb[]*\f^aivx–-A", max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    found = read(text)
    assert all("\n" not in note.text for note in found.notes)
