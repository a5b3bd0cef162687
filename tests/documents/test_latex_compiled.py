r"""Rewritten manuscripts are compiled, and what is printed is read from the PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from citekit.csl.catalogue import find_style
from citekit.documents import latex
from citekit.model import Date, Key, Library, Name, Reference
from citekit.reading_order import Chapter
from citekit.typesetting import typeset
from tests.output.test_latex import compiled


def work(key: str, name: Name, title: str, place: str) -> Reference:
    texts = {
        "title": (title,),
        "publisher": ("Press & Co.",),
        "publisher-place": (place,),
        "URL": (f"https://e.org/{key}_1",),
    }
    return Reference(Key(key), "book", texts, names={"author": (name,)}, dates={"issued": Date((1970,))})


LIBRARY = Library({
    Key("a"): work("a", Name("Müller", "Ann"), "Alpha #1, 50% done", "Köln"),
    Key("b"): work("b", Name("Évora", "Jan"), "Beta_Gamma", "Łódź"),
    Key("c"): work("c", Name("Данилов", "В."), "Правда", "Москва"),
})  # fmt: skip

ARTICLE = r"""\documentclass{article}
\usepackage{natbib}
\usepackage[T1]{fontenc}
\begin{document}
\tableofcontents
\section{Zero \citep{b}}
One \citep[see][3--4]{a}. \citet{b} says (\citealp{a}).\footnote[11]{See \citealp[7]{a}; \emph{cf.} \citealp{b}.}
\begin{figure}[h]x\caption{Two \citep{a}}\end{figure}
\bibliographystyle{plainnat}
\bibliography{none}
\end{document}
"""
BOOK = """\\documentclass[ngerman]{book}\r
\\usepackage[T1]{fontenc}\r
\\usepackage[latin1]{inputenc}\r
\\usepackage{babel}\r
\\begin{document}\r
\\chapter{Eins}\r
"`Größe"' \\footcite[vgl.][S.~3]{a}, und\r
\\autocite{b}.\r
\\chapter{Zwei}\r
Ende \\autocite[5]{a}.\r
\\end{document}\r
"""


def printed(engine: str, source: str, style: str, folder: Path, encoding: str = "utf-8") -> str:
    """Return the text of the PDF of a manuscript whose citations are set, its lines joined."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    manuscript = latex.read("m.tex", source.encode(encoding))
    (setting,) = typeset([Chapter(manuscript)], LIBRARY, find_style(style), listed=True).settings
    compiled(engine, latex.rewrite(manuscript, setting), folder)
    done = subprocess.run(["pdftotext", "excerpt.pdf", "-"], cwd=folder, capture_output=True, check=True, timeout=60)
    return re.sub(r"-\n(?=[a-zäöü])|\s*\n\s*", lambda found: "" if found[0][0] == "-" else " ", done.stdout.decode())


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_notes_in_headings_captions_and_text(engine: str, tmp_path: Path) -> None:
    text = printed(engine, ARTICLE, "chicago-notes-bibliography", tmp_path)
    assert "Jan Évora, Beta_Gamma" in text
    assert "ee Ann Müller, Alpha #1, 50% Done" in text
    assert re.search(r"11\s?See Müller, Alpha #1, 50% Done, 7; cf\. Évora, Beta_Gamma\.", text)
    assert "Bibliography Évora, Jan. Beta_Gamma." in text
    assert text.count("Jan Évora, Beta_Gamma") == 1
    assert re.search(r"[^1]5\s?Müller, Alpha #1, 50% Done\.", text)  # that of the caption


def test_a_style_that_cites_in_the_text(tmp_path: Path) -> None:
    text = printed("pdflatex", ARTICLE, "chicago-author-date", tmp_path)
    assert "One (see Müller 1970, 3–4). Évora (1970) says (Müller 1970)." in text


def test_cyrillic_words_in_a_latin_manuscript(tmp_path: Path) -> None:
    text = printed("lualatex", ARTICLE.replace(r"\citep{b}", r"\citep{c}"), "chicago-author-date", tmp_path)
    assert "(Данилов 1970)" in text


def test_a_book_in_latin_1_with_chapters(tmp_path: Path) -> None:
    text = printed("pdflatex", BOOK, "chicago-notes-bibliography", tmp_path, "latin-1")
    assert re.search(r"„Größe“\s?1", text)
    assert re.search(r"1\s?\.?\s?[Vv]gl\. Ann Müller, Alpha", text)
    assert re.search(r"Ende\.\s?1", text)
    assert "Jan Évora, Beta_Gamma" in text
