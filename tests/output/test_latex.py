from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import (
    Bibliography,
    BlockQuotation,
    Excerpt,
    Headings,
    NoteReference,
    QuotedParagraph,
    SetNote,
)
from citekit.output import latex
from citekit.output.characters import clean
from citekit.richtext import BOLD, ITALIC, PROTECTED, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, Link, Styled
from citekit.values import replace
from tests.output import samples


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("\\ { } $ & # ^ _ % ~",), r"\textbackslash{} \{ \} \$ \& \# \textasciicircum{} \_ \% \textasciitilde{}"),
        (("\"a\" 'b'",), r"\textquotedbl{}a\textquotedbl{} \textquotesingle{}b\textquotesingle{}"),
        (("`c` <d>|",), r"\textasciigrave{}c\textasciigrave{} \textless{}d\textgreater{}\textbar{}"),
        (("“a” ‘b’ – — …",), "“a” ‘b’ – — …"),
        (("a--b---c -d",), r"a-\kern0pt-b-\kern0pt-\kern0pt-c -d"),
        (("<<",), r"\textless{}\kern0pt\textless{}"),
        (("a,,b",), r"a,\kern0pt,b"),
        (("[a]",), "{[}a{]}"),
        (("a\u00a0b\u00adc\u202fd\u2011e\u200b",), r"a~b\-c\,d\mbox{-}e\allowbreak{}"),
        (("e\u0301",), "é"),
        ((Styled(("a",), ITALIC),), r"\textit{a}"),
        ((Styled(("a",), BOLD),), r"\textbf{a}"),
        ((Styled(("a",), SMALL_CAPS),), r"\textsc{a}"),
        ((Styled(("a",), SUPERSCRIPT), Styled(("b",), SUBSCRIPT)), r"\textsuperscript{a}\textsubscript{b}"),
        ((Styled(("a",), samples.UNDERLINE),), r"\uline{a}"),
        ((Styled(("NATO",), PROTECTED),), "NATO"),
        ((Styled(("a ", Styled(("b",), Format(style="normal"))), ITALIC),), r"\textit{a }b"),
        (
            (Link(("a_b",), "https://example.org/ü%20(a)?b_c=1&d=~#e"),),
            r"\href{https://example.org/\%C3\%BC\%20\%28a\%29?b_c=1\&d=\%7E\#e}{a\_b}",
        ),
        (("see https://example.org/a/b?c",), r"see https://example.org/\allowbreak{}a/\allowbreak{}b?\allowbreak{}c"),
        ((Link(("a",), "javascript:x"),), "a"),
    ],
)
def test_inlines(content: Inlines, expected: str) -> None:
    assert latex.inlines(content) == expected


_TOKEN = re.compile(
    r"""\\(?P<name>[A-Za-z]+)\{(?P<argument>[^{}]*)\} | \\(?P<sign>[{}$&#%_,-]) | (?P<tie>~)
    | \{(?P<bracket>[\[\]])\} | \\kern0pt(?=[-,\\]) | (?P<char>[^\\{}$&#%_^~"'`<>|\[\]])""",
    re.VERBOSE,
)
_NAMES = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "textasciigrave": "`",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textminus": "\u2212",
}


def typeset(source: str) -> str:
    """Return the characters TeX prints for an escaped text; anything TeX would act upon fails."""
    result = []
    position = 0
    while position < len(source):
        token = _TOKEN.match(source, position)
        assert token, f"TeX would act upon {source[position:]!r}"
        assert not re.compile(r"--|,,|(\\text(?:less|greater)\{\})\1").match(source, position), "a ligature"
        found = token.groupdict()
        if found["name"]:
            result.append(_NAMES[found["name"]])
        elif found["sign"]:
            result.append("\u00ad" if found["sign"] == "-" else found["sign"])
        else:
            result.append(found["bracket"] or found["char"] or (found["tie"] and "\u00a0") or "")
        position = token.end()
    return "".join(result)


# without the characters that are printed as commands for spaces, or not at all
printable = samples.words.filter(lambda text: not re.search("[\u2000-\u2069\ufe0e\ufe0f\ufeff]", text))


@given(printable.filter(lambda text: "://" not in text and "www." not in text))
def test_text_survives_tex(text: str) -> None:
    assert typeset(latex.inlines((text,))) == unicodedata.normalize("NFC", clean(text))


@given(samples.excerpts())
def test_braces_match(excerpt: Excerpt) -> None:
    source = re.sub(r"\\[\\{}%]", "", latex.write(excerpt).decode())
    depth = 0
    for char in re.sub("(?m)%.*", "", source):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("number", "command"),
    [
        ("11", r"\footnote[11]{Note.}"),
        ("*", r"\signnote{*}{Note.}"),
        ("12a", r"\signnote{12a}{Note.}"),
        ("007", r"\signnote{007}{Note.}"),
        ("9999999999", r"\signnote{9999999999}{Note.}"),
    ],
)
def test_note_stands_at_its_mark(number: str, command: str) -> None:
    excerpt = Excerpt((("Text.", NoteReference(number, "a")),), (SetNote(number, "a", ("Note.",)),))
    assert f"\\begin{{quote}}\nText.{command}\n\\end{{quote}}" in latex.write(excerpt).decode()


def test_words_that_follow_each_other_make_no_ligature() -> None:
    assert r"a-\kern0pt-b" in latex.write(Excerpt((("a-", "-b"),))).decode()


def test_mark_without_a_note_is_a_superscript() -> None:
    excerpt = Excerpt((("Text.", NoteReference("11", "11", linked=False)),))
    assert r"Text.\textsuperscript{11}" in latex.write(excerpt).decode()


def test_note_without_a_mark_is_printed() -> None:
    written = latex.write(Excerpt((("Text.",),), (SetNote("11", "11", ("Note.",)),))).decode()
    assert "\\section*{Notes}\n\n\\noindent\\textsuperscript{11} Note." in written


@pytest.mark.parametrize(
    ("language", "babel"),
    [
        ("en-US", "american"),
        ("en-GB", "british"),
        ("en-AU", "english"),
        ("de-DE", "german"),
        ("pt-BR", "brazilian"),
        ("ru", "russian"),
        ("ja", "english"),
        ("", "english"),
    ],
)
def test_language(language: str, babel: str) -> None:
    assert rf"\usepackage[{babel},provide=*]{{babel}}" in latex.write(Excerpt(language=language)).decode()


def test_cyrillic_in_a_latin_text_changes_the_encoding() -> None:
    written = latex.write(Excerpt((("Пётр Ильин, “Da”",),))).decode()
    assert r"\cyr{Пётр Ильин}, “Da”" in written
    assert r"\usepackage[T2A,T1]{fontenc}" in written
    assert r"\cyr" not in latex.write(Excerpt((("Пётр Ильин",),), language="ru-RU")).decode()


def test_bibliography_follows_the_style() -> None:
    one = (samples.entry("a", "[A] B."),)
    flat = latex.bibliographies([Bibliography(one, entry_spacing=0)], Headings(), "en").decode()
    hanging = latex.bibliographies([Bibliography(one, hanging_indent=True, line_spacing=2)], Headings(), "en").decode()
    assert r"\itemindent{-0pt}\setlength\itemsep{0\baselineskip}" in flat
    assert r"\itemindent{-1.5em}\setlength\itemsep{0.5\baselineskip}" in hanging
    assert r"\linespread{2}" in hanging
    assert r"\item {[}A{]} B." in hanging


def compiled(engine: str, source: bytes, folder: Path) -> str:
    """Return the log of *engine* on *source*."""
    if shutil.which(engine) is None:
        pytest.skip(f"{engine} is not installed")
    (folder / "excerpt.tex").write_bytes(source)
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "excerpt.tex"]
    # MKTEXTFM: no METAFONT runs, which take long and write to the user's home
    done = subprocess.run(
        command, cwd=folder, capture_output=True, timeout=120, check=False, env={**os.environ, "MKTEXTFM": "0"}
    )
    log = (folder / "excerpt.log").read_text("utf-8", "replace")
    if "reverting to OT1" in log:
        pytest.skip(f"{engine} is installed without its font loader")
    if re.search(r"Metric\(TFM\)filenotfound|Encodingfile`t2aenc\.def'notfound", re.sub(r"\s", "", log)):
        pytest.skip(f"{engine} has no Cyrillic fonts")
    if re.search(r"pzdr at .* not loadable", log):
        pytest.skip(f"{engine} has no Zapf Dingbats, which hyperref asks for")
    assert done.returncode == 0, log[-3000:]
    return log


EVERY_SIGN = "".join(char for char in map(chr, range(0x20, 0x17F)) if char not in "ĦħĸĿŀŉŦŧ") + "“”‘’„‚–—…†‡•§€™−′″№"
UNDERLINED_LINK = Styled(
    ("under ", Styled(("bold ", Link(("link",), "https://example.org/")), BOLD)), samples.UNDERLINE
)
LATIN = Excerpt(
    ((EVERY_SIGN, NoteReference("1", "1"), " --, ,, << >> ?` !` ''", NoteReference("*", "2")),),
    (
        SetNote("1", "1", (EVERY_SIGN, Link((EVERY_SIGN,), "https://example.org/~a_b/%7E?c=d&e={f}^$#g\\h"))),
        SetNote("*", "2", (UNDERLINED_LINK,)),
    ),
    attribution=("A",),
    title=f"Signs {EVERY_SIGN[:95]}",
)


# What a break of lines could take for its star or its length, or that has nothing to break.
LINES = QuotedParagraph(
    (
        (),
        ("* starred",),
        ("[2ex] bracketed",),
        (" ",),
        ("\u200b",),
        (NoteReference("1", "1"),),
        (NoteReference("9", "9", linked=False),),
        ("*",),
        (Styled(("-- dash",), ITALIC),),
        (),
    ),
    indents=(0, 0, 0, 0, 0, 0, 0, 0, 3, -1, 99),
)
BLOCKS = Excerpt(
    (
        BlockQuotation((LINES, QuotedParagraph(()), LINES), "verse", attribution=("[b]",), language="de-CH"),
        BlockQuotation((replace(LINES, speaker="[K]"), QuotedParagraph((("[a]",),))), "dialogue", language="fr"),
        BlockQuotation((LINES,), language="xx"),
        BlockQuotation((LINES,), attribution=("*",), language="es"),
        BlockQuotation(()),
        ("The end.",),
    ),
    (SetNote("1", "1", ("A note.",)),),
)


EVERYTHING = replace(
    samples.LIGHTHOUSE,
    bibliographies=(*samples.LIGHTHOUSE.bibliographies, samples.NUMBERED, *samples.TITLED),
    concordance=(("11", "1"), ("*", "2")),
)


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
@pytest.mark.parametrize(
    "source",
    [
        latex.write(LATIN),
        latex.write(EVERYTHING),
        latex.write(samples.QUOTED),
        latex.write(BLOCKS),
        latex.write(Excerpt((("Пётр “Ильин”, Ada",),), language="ru-RU", title="Маяки")),
    ],
    ids=["signs", "everything", "quoted", "blocks", "russian"],
)
def test_document_compiles(engine: str, source: bytes, tmp_path: Path) -> None:
    log = compiled(engine, source, tmp_path)
    assert "Missing character" not in log


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
def test_what_is_printed_is_what_was_written(engine: str, tmp_path: Path) -> None:
    text = "a--b---c,,d<<e>>f?`g!`h''i \"j\" 'k' ~^|\\{}[]$&#%_-- end"
    compiled(engine, latex.write(Excerpt(((text,),))), tmp_path)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    command = ["pdftotext", "-raw", "excerpt.pdf", "-"]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    assert printed.startswith(text)


@given(st.sampled_from(["https://example.org/"]).flatmap(lambda base: samples.words.map(lambda rest: base + rest)))
def test_address_holds_nothing_tex_acts_upon(target: str) -> None:
    source = latex.inlines((Link(("x",), target),))
    if source != "x":
        (address,) = re.findall(r"\\href\{(.*)\}\{x\}\Z", source)
        assert re.fullmatch(r"(?:\\[%&#]|[A-Za-z0-9/:?=@!,;+._*-])*", address)
