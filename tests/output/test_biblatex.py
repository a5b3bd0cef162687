from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.model import (
    Bibliography,
    BibliographyEntry,
    Citation,
    Cite,
    Excerpt,
    Headings,
    Key,
    Locator,
    NotePart,
    NoteReference,
    SetNote,
)
from citekit.output import biblatex, biblatexcites, biblatexstyles
from citekit.richtext import ITALIC, Inlines, Styled
from citekit.values import replace
from tests.output import samples

Mode: TypeAlias = Literal["", "composite", "author-only", "suppress-author"]


def cite(key: str, value: str = "", label: str = "page", *, before: str = "", after: str = "") -> Cite:
    return Cite(
        Key(key), Locator(label, value) if value else None, (before,) if before else (), (after,) if after else ()
    )


def note(*parts: NotePart | Cite, number: str = "1", content: str = "Done.") -> SetNote:
    made = tuple(Citation((one,)) if isinstance(one, Cite) else one for one in parts)
    return SetNote(number, number, (content,), made)


AUTHOR = Cite(Key("a"), form="author-only")
WITHOUT = Cite(Key("a"), Locator("page", "3"), form="suppress-author")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((cite("a"),), r"\footcite{a}"),
        ((cite("a", "290–91"),), r"\footcite[290--91]{a}"),
        ((cite("a", "12, 14–15"), (".",)), r"\footcite[12, 14--15]{a}"),
        ((cite("a", before="see "),), r"\footcite[see][]{a}"),
        ((cite("a", "5", before="see"),), r"\footcite[see][5]{a}"),
        ((cite("a", "5", after=", my italics"),), r"\footcite[\pnfmt{5}, my italics]{a}"),
        ((cite("a", after=", passim"),), r"\footcite[passim]{a}"),
        ((cite("a", "5", after=" (my italics)"),), r"\mkbibfootnote{\cite[5]{a} (my italics)}"),
        ((cite("a", before="(cf. ", after=")"),), r"\mkbibfootnote{(cf. \cite{a})}"),
        ((cite("a", before="(", after=")"),), r"\mkbibfootnote{(\cite{a})}"),
        ((cite("a", "3", "chapter"),), r"\footcite[\bibstring{chapter}~3]{a}"),
        ((cite("a", "3–5", "line"),), r"\footcite[\bibstring{lines}~3--5]{a}"),
        ((cite("a", "4", "volume"),), r"\footcite[\bibstring{volume}~4]{a}"),
        ((cite("a", "9 verso", "folio"),), r"\footcite[fol.~9 verso]{a}"),
        ((cite("a", "1:02:03", "timestamp"),), r"\footcite[1:02:03]{a}"),
        ((cite("a", "300n2"),), r"\footcite[300n2]{a}"),
        ((cite("a", "[5] #"),), r"\footcite[{[}5{]} \#]{a}"),
        ((Citation((cite("a", "1"), cite("b", before="see "))),), r"\footcites[1]{a}[see][]{b}"),
        ((("See ",), cite("a", "1"), (", and so on.",)), r"\footnote{See \cite[1]{a}, and so on.}"),
        ((("See ",), cite("a", "1")), r"\mkbibfootnote{See \cite[1]{a}}"),
        ((cite("a"), (", and so on.",)), r"\footnote{\bibsentence\cite{a}, and so on.}"),
        ((Citation((cite("a"), cite("b", "2"))), (" too.",)), r"\footnote{\bibsentence\cites{a}[2]{b} too.}"),
        ((("R&D.",),), r"\footnote{R\&D.}"),
        ((AUTHOR, (" says in ",), WITHOUT, (".",)), r"\footnote{\bibsentence\citeauthor{a} says in \citetitle[3]{a}.}"),
        ((cite("two keys"),), r"\footnote{Done.}"),
        ((cite("a"), (", ",), cite("%b")), r"\footnote{Done.}"),
        ((cite("Ильин"),), r"\footnote{Done.}"),
        ((), r"\footnote{Done.}"),
    ],
)
def test_footnote(parts: tuple[NotePart | Cite, ...], expected: str) -> None:
    assert biblatexcites.footnote(note(*parts), "note") == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [("See A.", r"\footcite[See][]{a}"), ("see A.", r"\footcite[see][]{a}"), ("A.", r"\footcite[see][]{a}")],
)
def test_a_note_begins_with_a_capital_where_the_style_has_set_one(content: str, expected: str) -> None:
    assert biblatexcites.footnote(note(cite("a", before="see "), content=content), "note") == expected


@pytest.mark.parametrize(
    ("mode", "infix", "kind", "expected"),
    [
        ("composite", "", "author-date", r"\textcite[3]{a}; \cite{b}"),
        ("composite", " once ", "author-date", r"\citeauthor{a} once \cite*[3]{a}; \cite{b}"),
        ("author-only", "", "author-date", r"\citeauthor{a}; \cite{b}"),
        ("suppress-author", "", "author-date", r"\cite*[3]{a}; \cite{b}"),
        ("composite", "", "note", r"\cites[3]{a}{b}"),
    ],
)
def test_citation_of_running_text(mode: Mode, infix: str, kind: str, expected: str) -> None:
    one = Citation((cite("a", "3"), cite("b")), mode=mode, infix=(infix,) if infix else ())
    assert biblatexcites.citation(one, kind) == expected


@pytest.mark.parametrize(
    ("kind", "command"),
    [("author-date", "cite*"), ("note", "citetitle"), ("author", "citetitle"), ("numeric", "cite"), ("", "citetitle")],
)
def test_a_cite_without_its_author(kind: str, command: str) -> None:
    assert biblatexcites.citation(Citation((WITHOUT,)), kind) == rf"\{command}[3]{{a}}"


@pytest.mark.parametrize(
    ("style", "kind", "lists", "expected"),
    [
        ("", "", 1, [r"\usepackage[backend=biber,style=verbose-ibid]{biblatex}"]),
        ("x", "author-date", 2, [r"\usepackage[backend=biber,style=authoryear]{biblatex}"]),
        ("x", "numeric", 2, [r"\usepackage[backend=biber,style=numeric,sorting=none,defernumbers]{biblatex}"]),
        (
            "chicago-notes-bibliography",
            "note",
            1,
            [
                r"\IfFileExists{chicago-notes.cbx}",
                r"  {\usepackage[backend=biber,notes]{biblatex-chicago}}",
                r"  {\usepackage[backend=biber,style=verbose-ibid]{biblatex}}",
            ],
        ),
        (
            "apa",
            "author-date",
            1,
            [
                r"\IfFileExists{apa.bbx}",
                r"  {\usepackage[backend=biber,style=apa]{biblatex}}",
                r"  {\usepackage[backend=biber,style=authoryear]{biblatex}}",
            ],
        ),
        ("apa-numeric-superscript", "numeric", 1, [r"\usepackage[backend=biber,style=numeric,sorting=none]{biblatex}"]),
        ("apart", "author-date", 1, [r"\usepackage[backend=biber,style=authoryear]{biblatex}"]),
    ],
)
def test_style(style: str, kind: str, lists: int, expected: list[str]) -> None:
    assert biblatexstyles.loading(style, kind, lists=lists) == expected


def excerpt_of(*notes: SetNote) -> Excerpt:
    marks = [NoteReference(one.number, one.anchor) for one in notes]
    return Excerpt((tuple(part for mark in marks for part in ("a", mark)),), notes)


def test_printed_numbers_are_kept() -> None:
    numbers = ("11", "12", "14", "†", "16", "007")
    written = biblatex.write(excerpt_of(*(note(cite("a"), number=number) for number in numbers))).decode()
    assert (
        r"a\setcounter{footnote}{10}\footcite{a}a\footcite{a}a\setcounter{footnote}{13}\footcite{a}"
        r"a\signed{†}{\footcite{a}}a\footcite{a}a\signed{007}{\footcite{a}}"
    ) in written
    assert r"\newcommand\signed" in written


def test_files_of_references() -> None:
    files = ("refs/a.bib", "b.json", "c d.yaml")
    written = biblatex.write(replace(excerpt_of(note(cite("a"))), references=files)).decode()
    assert "\\addbibresource{refs/a.bib}\n" in written
    assert "% made from it: citekit convert b.json -o b.bib\n\\addbibresource{b.bib}\n" in written
    assert "\\addbibresource{c d.bib}\n" in written


def test_attribution_cites_its_source() -> None:
    source = Citation((cite("a", "7"),))
    excerpt = Excerpt((("B",),), attribution=("Set",), source=source)
    assert r"{\raggedleft — \cite[7]{a}\par}" in biblatex.write(excerpt).decode()
    broken = replace(excerpt, source=Citation((cite("a b"),)))
    assert r"{\raggedleft — Set\par}" in biblatex.write(broken).decode()


def entry(key: str, annotation: Inlines = ()) -> BibliographyEntry:
    return BibliographyEntry(Key(key), ("Set.",), annotation)


def test_one_bibliography_needs_no_category() -> None:
    excerpt = replace(excerpt_of(note(cite("a"))), bibliographies=(Bibliography((entry("a"), entry("b"))),))
    written = biblatex.write(excerpt).decode()
    assert "\\nocite{b}\n\n\\printbibliography[title={Bibliography}]\n" in written
    assert "Category" not in written
    fewer = replace(excerpt, bibliographies=(Bibliography((entry("b"),)),))
    assert r"\printbibliography[category=list1," in biblatex.write(fewer).decode()


def test_several_bibliographies_have_their_titles_and_annotations() -> None:
    first = Bibliography((entry("a", ("Old & ", Styled(("rare",), ITALIC))),), title="Primary [sources]")
    second = Bibliography((entry("b"), entry("a")), title="All")
    written = biblatex.write(replace(excerpt_of(note(cite("b"))), bibliographies=(first, second))).decode()
    preamble, text = written.split(r"\begin{document}")
    assert r"\DeclareBibliographyCategory{list1}\addtocategory{list1}{a}" in preamble
    assert r"\DeclareBibliographyCategory{list2}\addtocategory{list2}{b,a}" in preamble
    assert r"\newcommand\annotate" in preamble
    assert text.strip().endswith(
        "\\nocite{a}\n\n\\begingroup\n\\annotate{a}{Old \\& \\textit{rare}}%\n"
        "\\printbibliography[category=list1,title={Primary {[}sources{]}}]\n\\endgroup\n\n"
        "\\printbibliography[category=list2,title={All}]\n\\end{document}"
    )


def test_a_list_that_cannot_be_cited_is_set() -> None:
    written = biblatex.bibliographies([Bibliography((entry("a b"),))], Headings(), "en").decode()
    assert "\\section*{Bibliography}\n\n\\begin{list}" in written
    assert r"\printbibliography" not in written


@settings(max_examples=40)
@given(samples.excerpts())
def test_braces_match(excerpt: Excerpt) -> None:
    source = re.sub(r"\\[\\{}%]", "", biblatex.write(excerpt).decode())
    depth = 0
    for char in re.sub("(?m)%.*", "", source):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


cites = st.builds(
    Cite,
    st.sampled_from([Key("key1"), Key("key:2")]),
    st.none() | st.builds(Locator, st.sampled_from(["page", "chapter", "folio", "odd"]), samples.words),
    samples.inlines,
    samples.inlines,
    st.sampled_from(["full", "author-only", "suppress-author"]),
)
citations = st.builds(Citation, st.lists(cites, min_size=1, max_size=3).map(tuple))


@settings(max_examples=60)
@given(st.lists(samples.inlines | citations, min_size=1, max_size=3).map(tuple), st.sampled_from(["note", "numeric"]))
def test_every_cite_is_in_its_note(parts: tuple[NotePart, ...], kind: str) -> None:
    written = biblatexcites.footnote(SetNote("1", "1", ("Set.",), parts), kind)
    keys = [one.key for part in parts if isinstance(part, Citation) for one in part.cites]
    assert re.findall(r"\{(key1|key:2)\}", written) == keys
    depth = 0
    for char in re.sub(r"\\[\\{}]", "", written):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


# --- a whole document ---

REFERENCES = """@book{quill, author = {Quill, Ada}, title = {Lamps and Ledgers}, publisher = {Harbour Press},
  location = {Leeds}, date = {1962}}
@book{reed, author = {Reed, Tom}, title = {Harbour Lights}, publisher = {Beacon}, location = {York}, date = {1999}}
@article{board, author = {{Harbour Board}}, title = {Minutes}, journaltitle = {Who Lit It?}, volume = {3}, date = {1912}
}
"""
NOTES = (
    note(cite("quill", "290–91"), number="11"),
    note(Citation((cite("quill", "3", "chapter"), cite("board", "5", before="cf. "))), number="12"),
    note(("The board says in ",), cite("board", "7"), (" that it is “dark & [cold].”",), number="14"),
    note(cite("board", "7"), (", again.",), number="†"),
    note(cite("quill", "12", after=" (my italics)"), number="16"),
)
LAMPS = replace(
    excerpt_of(*NOTES),
    attribution=("Reed",),
    source=Citation((cite("reed", "7"),)),
    language="en-GB",
    title="The Third Lamp",
    bibliographies=(
        Bibliography((entry("board", ("Kept in ", Styled(("Leeds",), ITALIC), " & York.")),), title="Primary sources"),
        Bibliography((entry("quill"), entry("reed")), title="Works of #2"),
    ),
    references=("lamps.bib",),
    style_kind="note",
)


def test_golden_document(golden: Callable[[str, bytes], None]) -> None:
    golden("output/lamps.biblatex.tex", biblatex.write(LAMPS))


def typeset(engine: str, source: bytes, folder: Path) -> str:
    """Return the text of the document that *engine* and biber make."""
    for program in (engine, "biber", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    (folder / "lamps.bib").write_text(REFERENCES)
    (folder / "a.tex").write_bytes(source)
    tex = [engine, "-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "a.tex"]
    for command in (tex, ["biber", "--quiet", "a"], tex, ["pdftotext", "-nopgbrk", "a.pdf", "a.txt"]):
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=120, check=False, env={**os.environ, "MKTEXTFM": "0"}
        )
        output = done.stdout.decode("utf-8", "replace")
        if missing := re.search(r"File `([\w.-]+)' not found|(\w+) at .* not loadable", output):
            pytest.skip(f"{engine} has no {missing[1] or missing[2]}")
        assert done.returncode == 0, output[-2000:]
    return " ".join((folder / "a.txt").read_text("utf-8").split())


def test_biber_sets_the_notes(tmp_path: Path) -> None:
    printed = typeset("pdflatex", biblatex.write(LAMPS), tmp_path)
    for expected in (
        "11 Ada Quill. Lamps and Ledgers. Leeds: Harbour Press, 1962, pp. 290–91.",
        "12 Quill, Lamps and Ledgers, chap. 3; cf. Harbour Board.",
        "14 The board says in Harbour Board, ‘Minutes’, p. 7 that it is “dark & [cold].”",
        "Ibid., p. 7, again.",
        "16 Quill, Lamps and Ledgers, p. 12 (my italics).",
        "— Tom Reed. Harbour Lights. York: Beacon, 1999, p. 7",
        "Kept in Leeds & York.",
        "Works of #2",
    ):
        assert expected in printed
