from __future__ import annotations

import re
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit import documents
from citekit.documents import latex
from citekit.documents.manuscript import Cited, Manuscript, Selection, SetCited, Setting
from citekit.errors import UnreadableError, UsageError
from citekit.findings import Severity
from citekit.model import Bibliography, BibliographyEntry, Key, Locator
from citekit.richtext import ITALIC, Format, Link, Styled, plain


def read(text: str, path: str = "m.tex") -> Manuscript:
    return latex.read(path, text.encode())


def document(body: str, preamble: str = "", name: str = "article") -> str:
    return f"\\documentclass{{{name}}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"


def shown(manuscript: Manuscript, cited: Cited) -> str:
    return manuscript.parts[""].text[cited.place.start : cited.place.end]


def one(text: str) -> Cited:
    (cited,) = read(text).cited
    return cited


def said(cited: Cited) -> list[tuple[str, str, str, str]]:
    """Return key, prefix, locator and suffix of each cite."""
    return [
        (cite.key, plain(cite.prefix), cite.locator.value if cite.locator else "", plain(cite.suffix))
        for cite in cited.citation.cites
    ]


# --- which file it is ---


@pytest.mark.parametrize(
    "data",
    [b"\\documentclass{article}", b"% a comment\n\n\\documentclass[a4]{book}", b"\xef\xbb\xbf\\documentclass {x}"],
)
def test_a_class_is_a_sure_sign(data: bytes) -> None:
    assert latex.fits(data)
    assert documents.format_of("x", data).NAME == "latex"


@pytest.mark.parametrize("data", [b"", b"# Markdown \\documentclass{x}", b"<html>", b"\\documentclasses"])
def test_other_texts_are_not_taken(data: bytes) -> None:
    assert not latex.fits(data)


def test_a_chapter_without_a_preamble_is_known_by_its_suffix() -> None:
    assert documents.format_of("x.tex", b"Text \\cite{a}").NAME == "latex"


# --- citation commands ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\cite{a}", [("a", "", "", "")]),
        (r"\cite[3]{a}", [("a", "", "3", "")]),
        (r"\cite[see][3--5]{a}", [("a", "see ", "3–5", "")]),
        (r"\cite[see][]{a}", [("a", "see ", "", "")]),
        (r"\cite[][12, my \emph{italics}]{a}", [("a", "", "12", ", my italics")]),
        (r"\cite[p.~3]{a, b}", [("a", "", "", ""), ("b", "", "3", "")]),
        (r"\cite[and the literature there]{a}", [("a", "", "", ", and the literature there")]),
        (r"\parencite[\pno~7]{a}", [("a", "", "7", "")]),
        (r"\parencite[12\psqq]{a}", [("a", "", "12 sqq.", "")]),
        (r"\autocite[Vgl.~{[sic]}][S.~12]{a}", [("a", "Vgl.\xa0[sic] ", "12", "")]),
        (r"\cite [see] % a comment [x]" + "\n [3] {a}", [("a", "see ", "3", "")]),
        ("\\cite{a,% the first\n b}", [("a", "", "", ""), ("b", "", "", "")]),
        (r"\cites{a}{b}", [("a", "", "", ""), ("b", "", "", "")]),
        (
            r"\parencites(See)(and often)[esp.][3]{a}[4]{b,c}",
            [("a", "See esp. ", "3", ""), ("b", "", "", ""), ("c", "", "4", ", and often")],
        ),
        (r"\autocites(and others)[1]{a}", [("a", "", "1", ", and others")]),
        (r"\volcite[see]{2}[33]{a}", [("a", "see ", "2, 33", "")]),
        (r"\cite[\'Etude 3]{a}", [("a", "", "", ", Étude 3")]),
    ],
)
def test_arguments_are_read_as_their_packages_read_them(text: str, expected: list[tuple[str, ...]]) -> None:
    assert said(one(text)) == expected


@pytest.mark.parametrize(
    ("command", "mode"),
    [
        ("autocite", ""),
        ("Autocite", ""),
        ("citep", ""),
        ("citep*", ""),
        ("supercite", ""),
        ("shortcite", ""),
        ("textcite", "composite"),
        ("Textcite", "composite"),
        ("citet", "composite"),
        ("Citet*", "composite"),
        ("textcites", "composite"),
        ("citealt", "composite"),
        ("citeauthor", "author-only"),
        ("Citeauthor*", "author-only"),
        ("citeyear", "suppress-author"),
        ("citeyearpar", "suppress-author"),
        ("headlesscite", "suppress-author"),
    ],
)
def test_families_say_how_they_cite(command: str, mode: str) -> None:
    cited = one(rf"Text \{command}{{a}} on.")
    assert cited.citation.mode == mode
    assert not cited.own_note


def test_a_star_leaves_out_the_author_in_biblatex_alone() -> None:
    assert read(document(r"\cite*{a}", r"\usepackage{biblatex}")).cited[0].citation.mode == "suppress-author"
    assert read(document(r"\citep*{a}", r"\usepackage{natbib}")).cited[0].citation.mode == ""


@pytest.mark.parametrize(
    ("preamble", "mode"),
    [
        (r"\usepackage{natbib}", "composite"),
        (r"\usepackage[numbers]{natbib}", ""),
        (r"\usepackage{biblatex}", ""),
        ("", ""),
    ],
)
def test_cite_alone_names_the_author_in_natbib_with_years(preamble: str, mode: str) -> None:
    assert read(document(r"\cite{a}", preamble)).cited[0].citation.mode == mode


@pytest.mark.parametrize(
    "command", ["footcite", "Footcite", "footcites", "footfullcite", "footcitetext", "ftvolcite{1}"]
)
def test_the_foot_family_asks_for_a_note(command: str) -> None:
    assert one(rf"Text \{command}{{a}}.").own_note


def test_within_a_note_it_asks_for_none() -> None:
    cited = one(r"\footnote{See \footcite{a}.}")
    assert (cited.note, cited.own_note) == ("1", False)


def test_the_possessive_has_its_infix() -> None:
    cited = one(r"\gentextcite{a} views")
    assert (cited.citation.mode, cited.citation.infix) == ("composite", ("’s",))


def test_other_names_of_commands_are_known() -> None:
    manuscript = read(document(r"\fc[3]{a} \lc{b}", "\\newcommand{\\fc}{\\footcite}\n\\let\\lc=\\textcite"))
    assert [cited.own_note for cited in manuscript.cited] == [True, False]
    assert manuscript.cited[1].citation.mode == "composite"


def test_parentheses_around_bare_cites_are_theirs() -> None:
    manuscript = read(r"Text (see \citealp[3]{a}, and; also \citealp{b} there). More.")
    (cited,) = manuscript.cited
    assert shown(manuscript, cited) == r"(see \citealp[3]{a}, and; also \citealp{b} there)"
    assert said(cited) == [("a", "see ", "3", ""), ("b", "and; also ", "", " there")]
    assert (cited.citation.mode, cited.stop, cited.blank) == ("", ".", 1)


@pytest.mark.parametrize(
    "text",
    [r"(see $x$ \citealp{a})", r"% (no" + "\n" + r"\citealp{a})", r"(see \citealp{a} (x))", "(\n\n\\citealp{a})"],
)
def test_other_parentheses_stay(text: str) -> None:
    cited = one(text)
    assert cited.citation.mode == "composite"
    assert cited.place.end - cited.place.start == len(r"\citealp{a}")


# --- what is no text ---


@pytest.mark.parametrize(
    "text",
    [
        r"% \cite{a}",
        r"\verb|\cite{a}|",
        r"\verb*+\cite{a}+",
        r"\lstinline[language=TeX]!\cite{a}!",
        "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}",
        "\\begin{lstlisting}[x]\n\\cite{a}}{\n\\end{lstlisting}",
        "\\begin{minted}{tex}\n\\cite{a}\n\\end{minted}",
        "\\begin{comment}\n\\cite{a}\n\\end{comment}",
        r"\iffalse \cite{a} \ifx a b \else \fi \cite{b} \fi",
        r"\newcommand{\x}[1]{\cite{a}}",
        r"\def\x#1{\cite{a}}",
        r"\NewDocumentCommand{\x}{om}{\footcite{#2}}",
        "\\lstnewenvironment{code}{}{}\\begin{code}\\cite{a}\\end{code}",
        r"\mycite{a} \citation \cited{b}",
        "\\begin{document}\n\\end{document}\\cite{a}",
        "\\cite{x}\\begin{document}\n\\end{document}",
        "\\begin{thebibliography}{9}\\bibitem{a} \\cite{a}\\end{thebibliography}",
    ],
)
def test_what_is_no_text_is_not_read(text: str) -> None:
    manuscript = read(text)
    assert manuscript.cited == ()
    assert [finding for finding in manuscript.findings if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    "text",
    [
        r"50\% of \cite{a}",
        r"\\% comment" + "\n" + r"\cite{a}",
        r"\url{http://e.org/%20} \cite{a}",
        r"\href{http://e.org/%20}{x} \cite{a}",
        r"\iffalse x \else \cite{a} \fi",
        r"\iffalse \iftoggle{x}{y}{z} \fi \cite{a}",
        r"\begin{quote}\cite{a}\end{quote}",
        r"\[ x \] \cite{a} $[0,1)$",
        r"{\em \cite{a}}",
        "\\title{A \\cite{a}}\\begin{document}\\end{document}",
    ],
)
def test_text_beside_it_is_read(text: str) -> None:
    assert said(one(text)) == [("a", "", "", "")]


# --- words around ---


def test_white_space_and_stops_around_are_known() -> None:
    cited = one("He  left~\\cite{a}.'' Then")
    assert (cited.before, cited.after, cited.blank, cited.stop) == ("He left\xa0", ".” Then", 1, ".''")
    assert one("\n\n\\cite{a} x").blank == 0
    assert one("x %\n\\cite{a} x").blank == 0
    assert one("x \\\\ \\cite{a}").blank == 1


def test_a_paragraph_begins_behind_its_heading() -> None:
    assert one("x\\section[S]{Heading.}\n\\cite{a} y").before == ""
    assert one("x\\section{Heading \\cite{a}}").before == "Heading "
    assert one("\\begin{itemize}\\item[x] A \\cite{a}").before == " A "


def test_words_end_with_the_note() -> None:
    cited = one(r"Text\footnote{ \cite{a} }. More")
    assert (cited.before, cited.after, cited.stop) == ("", "", "")


# --- notes ---


def test_notes_have_numbers_marks_and_parts() -> None:
    text = document(
        "A\\footnote{See \\cite[3]{a}; cf.\\ \\emph{b}.} B\\footnote[11]{C.}\\setcounter{footnote}{13}"
        " D\\footnotemark{} E\\footnotemark[14].\\footnotetext{Late, \\cite{z}.}"
    )
    manuscript = read(text)
    assert [(note.identity, note.number) for note in manuscript.notes] == [("1", "1"), ("11", "11"), ("14", "14")]
    marks = [[text[mark.start : mark.end] for mark in note.marks] for note in manuscript.notes]
    assert marks == [[r"\footnote"], [r"\footnote[11]"], [r"\footnotemark", r"\footnotemark[14]"]]
    bodies = [text[note.body.start : note.body.end] for note in manuscript.notes]
    assert bodies == ["See \\cite[3]{a}; cf.\\ \\emph{b}.", "C.", "Late, \\cite{z}."]
    prefix, citation, rest = manuscript.notes[0].parts
    assert (prefix, citation) == (("See ",), manuscript.cited[0].citation)
    assert isinstance(rest, tuple)
    assert plain(rest) == "; cf. b."
    assert [cited.note for cited in manuscript.cited] == ["1", "14"]


def test_a_book_begins_its_numbers_again_with_numbered_chapters() -> None:
    text = document(
        r"\frontmatter\chapter{Preface} A\footnote{x} \chapter{Thanks} B\footnote{x} \mainmatter"
        r"\chapter[One]{The \emph{First}} C\footnote{x} \chapter*{Between} D\footnote{x} \chapter{Two} E\footnote{x}",
        name="book",
    )
    notes = read(text).notes
    assert [(note.number, note.run, note.chapter) for note in notes] == [
        ("1", 0, "Preface"),
        ("2", 0, "Thanks"),
        ("1", 1, "The First"),
        ("2", 1, "Between"),
        ("1", 2, "Two"),
    ]
    assert len({note.identity for note in notes}) == 5


@pytest.mark.parametrize(
    ("said_before", "numbers"),
    [
        (r"\counterwithin{footnote}{section}", ["1", "1"]),
        (r"\renewcommand{\thefootnote}{\roman{footnote}}", ["i", "ii"]),
        (r"\renewcommand*\thefootnote{\fnsymbol{footnote}}", ["*", "†"]),
        (r"\setcounter{footnote}{10}", ["11", "12"]),
        (r"\addtocounter{footnote}{2}", ["3", "4"]),
    ],
)
def test_what_numbers_notes(said_before: str, numbers: list[str]) -> None:
    text = document(r"\section{A} x\footnote{y} \section{B} x\footnote{y}", said_before)
    assert [note.number for note in read(text).notes] == numbers


def test_other_kinds_of_notes_have_counters_of_their_own() -> None:
    text = r"a\endnote{b} c\footnote{d} e\sidenote{f} g\thanks{h} \begin{minipage}{1em}i\footnote{j}\end{minipage}"
    found = [(note.identity, note.number, note.kind) for note in read(text).notes]
    assert found == [
        ("endnote-1", "1", "endnote"),
        ("1", "1", "footnote"),
        ("sidenote-1", "1", "footnote"),
        ("thanks-*", "*", "footnote"),
        ("mpfootnote-a", "a", "footnote"),
    ]


def test_cites_of_a_note_stand_at_its_mark() -> None:
    text = r"x\footnotemark y \cite{b} z\footnotetext{\cite{a}}"
    assert [cited.citation.cites[0].key for cited in read(text).cited] == ["a", "b"]


# --- lists, and what is asked for ---


def test_lists_and_their_selections() -> None:
    manuscript = read(
        document(
            "\\printbibliography[heading=none]\n"
            "\\printbibliography[title={Sources, old}, keyword={a,b}, notkeyword=c,type=book,nottype=online]",
        )
    )
    first, second = manuscript.lists
    assert (first.titled, first.selection) == (False, Selection())
    chosen = second.selection
    assert (chosen.title, chosen.keywords, chosen.without) == ("Sources, old", ("a", "b"), ("c",))
    assert (chosen.types, chosen.not_types, second.titled) == (("book",), ("online",), True)
    assert manuscript.asked.listed


@pytest.mark.parametrize(
    ("preamble", "body", "keys"),
    [
        (
            "",
            (
                r"\cite{o}\begin{refsection}\cite{a}\printbibliography\cite{b}\end{refsection}"
                r"\begin{refsection}\nocite{c}\printbibliography\end{refsection}\printbibliography"
                r"\printbibliography[section=1]"
            ),
            [("a", "b"), ("c",), ("o",), ("a", "b")],
        ),
        ("", r"\newrefsection\cite{a}\printbibliography\newrefsection\printbibliography", [("a",), ("",)]),
        ("", r"\begin{refsection}\nocite{*}\printbibliography\end{refsection}", [()]),
        (
            r"\usepackage[refsection=section]{biblatex}",
            r"\section{A}\cite{a}\printbibliography\section*{B}\cite{b}\printbibliography",
            [("a",), ("b",)],
        ),
        (
            "",
            (
                r"\begin{refsegment}\cite{a}\printbibliography[segment=\therefsegment]\end{refsegment}"
                r"\begin{refsegment}\cite{b}\end{refsegment}\printbibliography[segment=2]\printbibliography"
            ),
            [("a",), ("b",), ()],
        ),
    ],
)
def test_stretches_have_works_of_their_own(preamble: str, body: str, keys: list[tuple[str, ...]]) -> None:
    assert [one.selection.keys for one in read(document(body, preamble)).lists] == keys


@pytest.mark.parametrize(
    "text", [r"\bibliography{a,b}", "\\begin{thebibliography}{9}\n\\bibitem{x} X\n\\end{thebibliography}"]
)
def test_lists_of_bibtex(text: str) -> None:
    manuscript = read(document(text))
    (found,) = manuscript.lists
    assert manuscript.parts[""].text[found.place.start : found.place.end] == text


def test_files_and_works_that_are_asked_for() -> None:
    manuscript = read(
        document("\\nocite{x,y}\\nocite{*}\\bibliography{a, b.bib}", "\\addbibresource[a=b]{\\jobname.bib}"), "in/m.tex"
    )
    assert manuscript.asked.bib == ("m.bib", "a.bib", "b.bib")
    assert manuscript.asked.uncited == ("x", "y", "*")
    assert read(document("x")).asked.listed is False


@pytest.mark.parametrize(
    ("preamble", "language"),
    [
        (r"\usepackage[english,ngerman]{babel}", "de-DE"),
        (r"\usepackage[main=french,english]{babel}", "fr-FR"),
        (r"\usepackage{polyglossia}\setmainlanguage[variant=british]{english}", "en-GB"),
        (r"\usepackage{polyglossia}\setotherlanguage{russian}", ""),
        (r"\usepackage[klingon]{babel}", ""),
        ("", ""),
    ],
)
def test_languages(preamble: str, language: str) -> None:
    assert read(document("x", preamble)).asked.language == language


def test_a_language_among_the_options_of_the_class() -> None:
    text = "\\documentclass[12pt,a4paper,italian]{article}\\usepackage{babel}\\begin{document}\\end{document}"
    assert read(text).asked.language == "it-IT"


@pytest.mark.parametrize(
    ("preamble", "style"),
    [
        (r"\usepackage[style=apa]{biblatex}", "apa"),
        (r"\usepackage{biblatex-chicago}", "chicago-notes-bibliography"),
        (r"\usepackage[authordate,backend=biber]{biblatex-chicago}", "chicago-author-date"),
        (r"\bibliographystyle{IEEEtran}", "ieee"),
        (r"\bibliographystyle{plainnat}", ""),
    ],
)
def test_styles_where_both_are_surely_one(preamble: str, style: str) -> None:
    assert read(document("x", preamble)).asked.style == style


def test_references_in_the_file_itself_are_its_own() -> None:
    text = (
        "\\begin{filecontents*}[overwrite]{\\jobname.bib}\n@book{a, title={Alpha}, year=1970}\n\\end{filecontents*}\n"
        "\\begin{filecontents}{x.sty}\n@book{no, title={No}}\n\\end{filecontents}\n"
        + document(r"\cite{a}", r"\addbibresource{m.bib}\addbibresource{other.bib}")
    )
    manuscript = read(text)
    reference = manuscript.references.references[Key("a")]
    assert list(manuscript.references.references) == ["a"]
    assert plain(reference.texts["title"]) == "Alpha"
    assert str(reference.where).startswith("m.tex:2:")
    assert manuscript.asked.bib == ("other.bib",)
    assert latex.fits(text.encode())


# --- what is wrong ---


@pytest.mark.parametrize(
    ("text", "rule", "place", "severity"),
    [
        ("x\n \\cite[3{a}", "unclosed-argument", (2, 7), Severity.ERROR),
        ("x \\cite{a\n\ny}", "unclosed-argument", (1, 8), Severity.ERROR),
        ("x\\footnote{y", "unclosed-argument", (1, 11), Severity.ERROR),
        ("\\cite{}", "empty-cite", (1, 6), Severity.ERROR),
        ("\\cite{ , }", "empty-cite", (1, 6), Severity.ERROR),
        ("\\cite and", "empty-cite", (1, 1), Severity.ERROR),
        ("\\cite{a, See b}", "odd-key", (1, 10), Severity.ERROR),
        ("a}", "unbalanced-brace", (1, 2), Severity.WARNING),
        ("a{", "unbalanced-brace", (1, 2), Severity.WARNING),
        ("\\begin{verbatim}\\cite{a}", "unclosed-environment", (1, 1), Severity.WARNING),
        ("\\iffalse x", "unclosed-condition", (1, 1), Severity.WARNING),
        ("\\input{one}", "included-file", (1, 1), Severity.WARNING),
        ("\\input one", "included-file", (1, 1), Severity.WARNING),
        ("\\include{one}", "included-file", (1, 1), Severity.WARNING),
        ("x\\footnotemark", "note-without-text", (1, 2), Severity.WARNING),
        ("\\citetitle{a}", "cite-left", (1, 1), Severity.WARNING),
        ("\\fullcite{a}", "near-cite", (1, 1), Severity.WARNING),
        ("\\newcommand{\\x}[1]{\\cite{#1}}", "own-cite-command", (1, 1), Severity.WARNING),
        ("\\printbibliography[filter=x]", "selection-not-followed", (1, 1), Severity.WARNING),
        ("\\setcounter{footnote}{\\value{page}}", "uncounted-notes", (1, 1), Severity.WARNING),
    ],
)
def test_findings(text: str, rule: str, place: tuple[int, int], severity: Severity) -> None:
    findings = [finding for finding in read(text).findings if finding.rule == rule]
    assert [(finding.where.line, finding.where.column) for finding in findings] == [place]
    assert findings[0].severity is severity
    assert findings[0].hint


def test_commands_of_nobody_are_no_finding() -> None:
    assert read(r"\mycite{a} \citeme \Cities{x} \recite{y}").findings == ()


def test_a_left_command_keeps_its_works_listed() -> None:
    manuscript = read(r"\citetitle[3]{a}")
    assert (manuscript.cited, manuscript.asked.uncited) == ((), ("a",))


@pytest.mark.parametrize("data", [b"\x00" * 100, b"PK\x03\x04" + bytes(range(256)) * 20, b"\xff\xfea"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        latex.read("m.tex", data)


def test_a_nul_in_a_text_is_told() -> None:
    (finding,) = latex.read("m.tex", b"text " * 100 + b"\n \x00").findings
    assert (finding.rule, finding.where.line, finding.where.column) == ("damaged-text", 2, 2)


# --- rewriting ---


def rewritten(text: str, *cited: SetCited, encoding: str = "utf-8") -> str:
    manuscript = latex.read("m.tex", text.encode(encoding))
    return latex.rewrite(manuscript, Setting(cited)).decode(encoding)


def test_a_note_stands_behind_the_stop() -> None:
    note = SetCited((), ("Cohen, ", Styled(("Title",), ITALIC), ", 3."))
    expected = r"He left.\footnote{Cohen, \textit{Title}, 3.} Then."
    assert rewritten(r"He left~\autocite[3]{a}. Then.", note) == expected


def test_a_footcite_stays_where_it_is() -> None:
    note = SetCited((), ("Cohen.",))
    assert rewritten(r"He left \footcite{a}. \footcitetext{b}", note, note) == (
        r"He left\footnote{Cohen.}.\footnotetext{Cohen.}"
    )


def test_a_composite_citation_is_text_and_note() -> None:
    assert rewritten(r"\textcite{a}, too", SetCited(("Cohen",), ("C.",))) == r"Cohen,\footnote{C.} too"


def test_text_takes_the_place_and_is_escaped() -> None:
    assert rewritten(r"x \cite{a} y", SetCited(("[1] 5% & {_}",))) == r"x {[}1{]} 5\% \& \{\_\} y"


def test_text_does_not_join_a_command() -> None:
    assert rewritten(r"{\em\cite{a} x}", SetCited(("Cohen",))) == r"{\em Cohen x}"
    assert rewritten(r"{\em\cite{a}x}", SetCited(())) == r"{\em x}"


def test_a_comment_does_not_swallow_a_note() -> None:
    assert rewritten("x % c\n\\cite{a}.", SetCited((), ("C.",))) == "x % c\n.\\footnote{C.}"


def test_notes_in_headings_are_protected_and_left_out_of_the_contents() -> None:
    note = SetCited((), ("C.",))
    assert rewritten(r"\section{A \cite{a}}", note) == r"\section[{A}]{A\protect\footnote{C.}}"
    assert rewritten(r"\section[B]{A \cite{a}}", note) == r"\section[B]{A\protect\footnote{C.}}"
    assert rewritten(r"\section*{A \cite{a}}", note) == r"\section*{A\protect\footnote{C.}}"
    assert rewritten(r"\caption{A \cite{a}\label{x}}", SetCited(("C",))) == r"\caption{A C\label{x}}"
    expected = r"\caption[{D says}]{D\protect\footnote{C.} says\label{x}}"
    assert rewritten(r"\caption{\textcite{a} says\label{x}}", SetCited(("D",), ("C.",))) == expected


def test_notes_of_floats_have_their_texts_behind_them() -> None:
    note = SetCited((), ("C.",))
    text = r"\begin{table}\begin{tabular}{c}x \cite{a}\end{tabular}\caption{A \cite{b}.}\end{table} \cite{c}"
    assert rewritten(text, note, note, note) == (
        r"\addtocounter{footnote}{2}\begin{table}\begin{tabular}{c}"
        r"x{\protect\footnotemark[\numexpr\value{footnote}-1\relax]}\end{tabular}"
        r"\caption[{A.}]{A.{\protect\footnotemark[\value{footnote}]}}\end{table}"
        r"\footnotetext[\numexpr\value{footnote}-1\relax]{C.}\footnotetext[\value{footnote}]{C.}\footnote{C.}"
    )


def test_a_minipage_prints_its_notes_itself() -> None:
    text = r"\begin{figure}\begin{minipage}{1em}x \cite{a}\end{minipage}\end{figure}"
    assert rewritten(text, SetCited((), ("C.",))) == text.replace(r" \cite{a}", r"\footnote{C.}")


def test_a_manuscript_of_endnotes_gets_endnotes() -> None:
    note = SetCited((), ("C.",))
    assert rewritten(r"a\endnote{x} b \autocite{c}. d \footcite{c}", note, note) == (
        r"a\endnote{x} b.\endnote{C.} d\footnote{C.}"
    )


def test_what_is_not_loaded_is_done_without() -> None:
    content = (Link(("e.org",), "https://e.org/"), " ", Styled(("u",), Format(decoration="underline")), ' "q"')
    bare = rewritten(document(r"\cite{a}"), SetCited(content))
    assert r"e.org \underline{u} \char34{}q\char34{}" in bare
    loaded = rewritten(document(r"\cite{a}", r"\usepackage{hyperref,ulem}"), SetCited(content))
    assert r"\href{https://e.org/}{e.org} \uline{u}" in loaded


def test_cyrillic_words_bring_their_encoding_along() -> None:
    made = rewritten(document(r"\cite{a}"), SetCited(("Правда",)))
    assert r"\citekitcyrillic{Правда}" in made
    assert made.index(r"\DeclareRobustCommand*\citekitcyrillic") < made.index(r"\begin{document}")
    for preamble in (r"\usepackage[T1,T2A]{fontenc}", r"\usepackage{fontspec}", r"\usepackage[russian]{babel}"):
        assert rewritten(document(r"\cite{a}", preamble), SetCited(("Правда",))) == document("Правда", preamble)


def test_bodies_of_notes_are_put_in_whole_and_keep_labels() -> None:
    manuscript = read(r"a\footnote[3]{\label{fn:x}See \cite{a}.}")
    setting = Setting((SetCited(("not used",)),), {"3": ("New.",)})
    assert latex.rewrite(manuscript, setting) == rb"a\footnote[3]{\label{fn:x}New.}"


LIST = Bibliography((BibliographyEntry(Key("a"), ("Cohen.",)),), title="Works")


@pytest.mark.parametrize(
    ("name", "command", "heading"),
    [
        ("article", r"\printbibliography", r"\section*{Works}"),
        ("book", r"\printbibliography", r"\chapter*{Works}"),
        ("book", r"\printbibliography[heading=subbibliography]", r"\section*{Works}"),
        ("article", r"\printbibliography[heading=bibnumbered]", r"\section{Works}"),
        (
            "article",
            r"\printbibliography[heading=bibintoc]",
            "\\section*{Works}\n\\addcontentsline{toc}{section}{Works}",
        ),
        ("article", r"\bibliography{x}", r"\section*{Works}"),
    ],
)
def test_a_list_has_the_heading_of_its_class(name: str, command: str, heading: str) -> None:
    text = document(command, name=name)
    made = latex.rewrite(read(text), Setting(lists=(LIST,))).decode()
    start = text.index(command)
    assert made.startswith(text[:start] + heading + "\n\\begin{list}")
    assert made.endswith("\\item Cohen.\n\\end{list}" + text[start + len(command) :])


def test_a_list_without_a_place_stands_at_the_end() -> None:
    made = latex.rewrite(read(document("x").replace("\n", "\r\n")), Setting(lists=(LIST,))).decode()
    assert "x\r\n\r\n\\section*{Works}\r\n\\begin{list}" in made
    assert made.endswith("\\end{list}\r\n\\end{document}\r\n")
    assert "\n" not in made.replace("\r\n", "")


LATIN = "\\documentclass{article}\n\\usepackage[latin1]{inputenc}\n\\begin{document}\nMüller \\cite{a}\n\\end{document}"


def test_the_encoding_stays_and_what_it_lacks_is_a_command() -> None:
    made = rewritten(LATIN, SetCited(("Müller, Łódź “x”–ü",)), encoding="latin-1")
    expected = r"Müller, {\L}ód{\'z} \textquotedblleft{}x\textquotedblright{}\textendash{}ü"
    assert f"Müller {expected}\n" in made


def test_a_character_that_nothing_has_is_told() -> None:
    with pytest.raises(UsageError, match="does not have '北'"):
        rewritten(LATIN, SetCited(("北",)), encoding="latin-1")


def test_other_encodings_are_read_as_inputenc_says() -> None:
    text = LATIN.replace("latin1", "koi8-r").replace("Müller", "Правда")
    manuscript = latex.read("m.tex", text.encode("koi8-r"))
    assert "Правда" in manuscript.parts[""].text
    assert manuscript.findings == ()
    assert latex.rewrite(manuscript, Setting((SetCited(("ё",)),))).decode("koi8-r") == text.replace(r"\cite{a}", "ё")


# --- what always holds ---

PIECES = st.sampled_from(
    [
        "\\begin{filecontents}{m.bib}", "\\end{filecontents}", "@book{a, title={x}}", r"\begin{figure}",
        r"\end{figure}", r"\begin{refsection}", r"\end{refsection}", r"\caption{",
        r"\cite", r"\footcite", r"\textcite", r"\citealp", r"\cites", r"\citeyear", r"\volcite", r"\nocite", "*", "[",
        "]", "{", "}", "(", ")", "{a}", "{a,b}", "[see]", "[3]", r"\footnote", r"\footnotemark", r"\footnotetext",
        r"\thanks", r"\chapter", r"\section{x}", "%", "\n", "\n\n", "\r\n", "\\", r"\verb|", "$", ".", ", ", "''",
        "~", "word ", '"=', r"\iffalse", r"\fi", r"\else", r"\ifx", r"\begin{verbatim}", r"\end{verbatim}",
        r"\begin{document}", r"\end{document}", r"\printbibliography", r"\bibliography{x}",
        r"\begin{thebibliography}", r"\end{thebibliography}", r"\newcommand{\x}", r"\def\x", r"\let\x\cite", r"\x",
        r"\setcounter{footnote}{9}", r"\begin{minipage}", r"\end{minipage}", r"\input", r"\url{", "é", "\u2028", "\0",
        r"\usepackage[german]{babel}", r"\title{", r"\usepackage{biblatex}",
        r"\renewcommand\thefootnote{\roman{footnote}}", r"\newrefsection",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_and_comes_back_as_it_was(text: str) -> None:
    data = text.encode("utf-8", "replace")
    try:
        manuscript = latex.read("m.tex", data)
    except UnreadableError:
        return
    assert latex.rewrite(manuscript, Setting()) == data
    empty = Setting(tuple(SetCited() for _ in manuscript.cited))
    assert latex.rewrite(manuscript, empty) == data


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_places_never_overlap(text: str) -> None:
    manuscript = read(text.replace("\0", "").encode("utf-8", "replace").decode())
    length = len(manuscript.parts[""].text)
    places = [cited.place for cited in manuscript.cited] + [one.place for one in manuscript.lists]
    places += [mark for note in manuscript.notes for mark in note.marks]
    ordered = sorted(places, key=lambda place: (place.start, place.end))
    assert all(0 <= place.start < place.end <= length for place in ordered)
    assert all(first.end <= second.start for first, second in pairwise(ordered))
    assert len({note.identity for note in manuscript.notes}) == len(manuscript.notes)
    bodies = {note.identity: note.body for note in manuscript.notes}
    for cited in manuscript.cited:
        if cited.note:
            assert bodies[cited.note].start <= cited.place.start <= cited.place.end <= bodies[cited.note].end


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_all_that_is_set_is_written(text: str) -> None:
    manuscript = read(text.replace("\0", "").encode("utf-8", "replace").decode())
    cited = tuple(SetCited((f"T{index}T",), (f"N{index}N",)) for index, _ in enumerate(manuscript.cited))
    made = latex.rewrite(manuscript, Setting(cited, lists=(LIST,) * len(manuscript.lists))).decode()
    for index, _ in enumerate(manuscript.cited):
        assert made.count(f"T{index}T") == 1
        assert made.count(f"N{index}N") == 1
    assert made.count(r"\item Cohen.") == len(manuscript.lists)


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_notes_put_in_whole_never_meet_what_is_in_them(text: str, random: Random) -> None:
    manuscript = read(text.replace("\0", "").encode("utf-8", "replace").decode())
    notes = {note.identity: (f"B{index}B",) for index, note in enumerate(manuscript.notes) if random.random() < 0.5}
    cited = tuple(SetCited(("T",), ("N",)) for _ in manuscript.cited)
    made = latex.rewrite(manuscript, Setting(cited, notes, (LIST,) * len(manuscript.lists))).decode()
    outer = [note for note in manuscript.notes if note.identity in notes]
    whole = [
        note for note in outer
        if not any(other.body.start < note.body.start < other.body.end for other in outer)
    ]  # fmt: skip
    assert len(re.findall(r"B\d+B", made)) == len(whole)


def test_a_very_long_line_and_very_deep_groups() -> None:
    deep = "{" * 100_000 + r"\cite{a}" + "}" * 100_000
    assert said(one(deep)) == [("a", "", "", "")]
    assert said(one("word " * 400_000 + r"\cite[3]{a}.")) == [("a", "", "3", "")]


def test_locators_without_a_label_say_so() -> None:
    cite = one(r"\cite[3]{a}").citation.cites[0]
    assert cite.locator == Locator("page", "3")
    assert cite.locator is not None
    assert not cite.locator.labelled
    assert re.fullmatch(r"m\.tex:1:10", str(cite.where))
