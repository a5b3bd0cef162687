from __future__ import annotations

import pytest

from citekit.documents import read
from citekit.documents.manuscript import Manuscript
from citekit.errors import UsageError
from citekit.model import Citation, Cite, Key, Ledger, Locator, Note, NoteMark, Passage
from citekit.quotations.finding.covered import CoveredQuotation, covered, quotations_of, reading_of_passage
from tests.documents.test_epub import book
from tests.documents.test_odt import note as odt_note
from tests.documents.test_odt import p
from tests.documents.test_odt import read as read_odt
from tests.documents.wordsamples import note, paragraph, run, to, word

MARKDOWN = """---
lang: en-GB
---

Stalin wrote, “We *shall* see,”[^1] and [“Cohen”](http://x.y) said ‘no’ [@cohen, p. 3]. @tucker [p. 5] argues “never”.
`“code”` He wrote:[^2]

> The whole of it is
> set apart.

“Two paragraphs.

“It goes on.” [see @a] That was all.^[@cohen, 7, “no text”]

[^1]: @cohen, 12.
[^2]: @tucker, 14, “never found”.
"""

LATEX = r"""\documentclass{article}\begin{document}
Stalin wrote, ``We \emph{shall} see,''\footnote{see \cite[3]{a}} and
\enquote{y \enquote{inner} \textbf{b}} \autocite[4]{b}. % “no”
\begin{quote}Set apart.\footcite[4]{c}\end{quote}
\end{document}
"""

PAGE = """<p>He said, &ldquo;We <em>shall</em> &amp; see&rdquo;<sup><a id="r1" href="#n1">1</a></sup> and
<q>so</q> <span class="citation" data-cites="b">(B 3)</span>.</p><blockquote><p>All of it.</p></blockquote>
<section><ol><li id="n1">Note “x”. <a href="#r1">back</a></li></ol></section>"""


def covered_in_passage(passage: Passage, ledger: Ledger | None = None) -> tuple[CoveredQuotation, ...]:
    return tuple(covered([reading_of_passage(passage, ledger)]))


def covered_in_manuscript(manuscript: Manuscript) -> tuple[CoveredQuotation, ...]:
    return tuple(covered(quotations_of(manuscript)))


def _said(found: tuple[CoveredQuotation, ...]) -> list[tuple[str, int, int, list[str], str]]:
    return [
        (one.text, one.where.line, one.where.column, [str(cite.key) for cite in one.cites], str(one.how))
        for one in found
    ]


def test_a_passage_with_its_ledger() -> None:
    cite = Cite(Key("cohen"), Locator("page", "3"))
    ledger = Ledger((Note("4", (Citation((cite,)),)),))
    passage = Passage("a.txt", "It was\n“the end.4” So he left.", (NoteMark(16, 17, "4"),))
    (found,) = covered_in_passage(passage, ledger)
    assert (found.text, found.cites, found.how, found.note, found.language) == (
        "the end.",
        (cite,),
        "direct",
        "4",
        "en",
    )
    assert (found.where.line, found.where.column) == (2, 1)
    assert covered_in_passage(passage)[0].cites == ()


def test_markdown() -> None:
    manuscript = read("a.md", MARKDOWN.encode(), "markdown")
    assert _said(covered_in_manuscript(manuscript)) == [
        ("We shall see,", 5, 15, ["cohen"], "direct"),
        ("Cohen", 5, 42, ["cohen"], "sentence"),
        ("no", 5, 68, ["cohen"], "direct"),
        ("never", 5, 111, ["tucker"], "before"),
        ("The whole of it is\nset apart.", 8, 3, ["tucker"], "lead-in"),
        ("Two paragraphs.\n\nIt goes on.", 11, 1, ["a"], "direct"),
    ]
    assert {one.language for one in covered_in_manuscript(manuscript)} == {"en-GB"}


def test_latex() -> None:
    assert _said(covered_in_manuscript(read("a.tex", LATEX.encode(), "latex"))) == [
        ("We shall see,", 2, 15, ["a"], "direct"),
        ("y “inner” b", 3, 1, ["b"], "direct"),
        ("inner", 3, 12, ["b"], "sentence"),
        ("Set apart.", 4, 14, ["c"], "direct"),
    ]


def test_a_page() -> None:
    assert _said(covered_in_manuscript(read("a.html", PAGE.encode(), "html"))) == [
        ("We shall & see", 1, 13, [], "direct"),
        ("so", 2, 1, ["b"], "direct"),
        ("All of it.", 2, 81, [], ""),
    ]


def test_word() -> None:
    body = paragraph(run("He said, “We "), run("shall see”"), to(2), run(" and ‘no’ [@cohen, p. 3]."))
    found = covered_in_manuscript(read("a.docx", word(body, footnotes=note(2, run("“x” [@ward]."))), "docx"))
    assert [(one.text, one.note, [str(cite.key) for cite in one.cites]) for one in found] == [
        ("We shall see", "1", ["ward"]),
        ("no", "", ["cohen"]),
    ]


def test_open_document() -> None:
    inner = "He “<text:span>said</text:span> no”" + odt_note("f1", "1", "Cohen “x”")
    assert [(one.text, one.note) for one in covered_in_manuscript(read_odt(p(inner)))] == [("said no", "1")]


def test_epub() -> None:
    first = (
        '<p>He “said”<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote" id="n"><p>“N”</p></aside>'
    )
    found = covered_in_manuscript(read("a.epub", book({"a.xhtml": first, "b.xhtml": "<p>‘B’</p>"}), "epub"))
    assert [(one.text, one.note) for one in found] == [("said", "1"), ("B", "")]


def test_jats() -> None:
    page = "<p>As <q>said <q>so</q></q>.</p><disp-quote><p>Apart.</p></disp-quote>"
    data = f"<article><front/><body>{page}</body></article>"
    found = covered_in_manuscript(read("a.xml", data.encode(), "jats"))
    assert [(one.text, one.depth) for one in found] == [("said “so”", 0), ("so", 1), ("Apart.", 0)]


def test_a_format_without_text_is_refused() -> None:
    data = b'{"pandoc-api-version":[1,23],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Str","c":"x"}]}]}'
    with pytest.raises(UsageError, match="quotations are not found in pandoc"):
        covered_in_manuscript(read("a.json", data, "pandoc"))


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        (
            "« Je sais, dit-il, que tout est perdu. »",
            ("Je sais, que tout est perdu.", "Je sais, dit-il, que tout est perdu.", "Je sais que tout est perdu."),
        ),
        ("« Je sais », dit-il, « que tout est perdu. »", ("Je sais", "que tout est perdu.")),
        ("« Je sais que tout est perdu. »", ("Je sais que tout est perdu.",)),
    ],
)
def test_who_speaks_may_be_said_by_the_source(text: str, readings: tuple[str, ...]) -> None:
    found = list(covered([reading_of_passage(Passage("a.txt", text, ()), None, "fr-FR")]))
    assert tuple(one for each in found for one in each.readings) == readings
    assert all(one.text == one.readings[0] for one in found)
