"""Rules of damaged text: encodings, markup of other formats, signs that do not show."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.htmltext import latex_of
from tests.checks.references.libraries import entry, mended, places, problems


def titled(title: str) -> str:
    return entry(f"title = {{{title}}}")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("MÃ¼ller", "Müller"), ("donâ€™t", "don’t"), ("TÃ©moignage dâ€™Ã©tÃ©", "Témoignage d’été"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"), ("Ã…ngstrÃ¶m", "Ångström"), ("â€œTidesâ€\x9d", "“Tides”"),
        ("1918â€“1921", "1918–1921"), ("Â§ 3", "§ 3"), ("ÅukÃ³w", "Åuków"), ("Î±Î²", "αβ"),
    ],
)  # fmt: skip
def test_the_wrong_encoding(tmp_path: Path, wrong: str, right: str) -> None:
    assert problems(tmp_path, titled(wrong), "mojibake")
    assert mended(tmp_path, titled(wrong), "mojibake") == titled(wrong)
    assert mended(tmp_path, titled(wrong), "mojibake", "unsafe") == titled(right)


@pytest.mark.parametrize(
    "title",
    [
        "Müller", "SÃO PAULO", "Ångström", "Ãndré", "Câ", "Ðorđe", "naïve façade", "“Tides”", "Привет", "Â", "MÃE",
        "À l’ombre", "Île", "câ€", "Ä “Wort”",
    ],
)  # fmt: skip
def test_letters_that_are_right(tmp_path: Path, title: str) -> None:
    assert problems(tmp_path, titled(title), "mojibake") == []


def test_where_the_wrong_letters_stand(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, titled("Über MÃ¼ller"), "mojibake")
    assert (found.where.line, found.where.column, found.where.end_column) == (2, 18, 20)
    assert found.message == "'Ã¼' is 'ü' in the wrong encoding"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Tides &amp; Winds", "Tides \\& Winds"), ("Tides \\&amp; Winds", "Tides \\& Winds"),
        ("Tides &amp;amp; Winds", "Tides \\& Winds"), ("M&uuml;ller", "Müller"), ("it&#8217;s", "it’s"),
        ("&#x201c;Tides&#x201d;", "“Tides”"), ("&eacute;t&eacute;", "été"), ("&Scaron;koda", "Škoda"),
        ("<i>Tides</i>", "\\emph{Tides}"), ("H<sub>2</sub>O", "H\\textsubscript{2}O"),
        ("<I>Tides</I>", "\\emph{Tides}"),
        ("<b>Tides</b> and <i>Winds</i>", "\\textbf{Tides} and \\emph{Winds}"),
        ("<i>Tides &amp; Winds</i>", "\\emph{Tides \\& Winds}"),
        ("<i>Tides", "<i>Tides"), ("Tides<br/>Winds", "Tides<br/>Winds"), ("<p>Tides</p>", "<p>Tides</p>"),
        ("<i>Ti<b>d</b>es</i>", "\\emph{Ti\\textbf{d}es}"),
    ],
)  # fmt: skip
def test_html(tmp_path: Path, wrong: str, right: str) -> None:
    assert problems(tmp_path, titled(wrong), "markup-left-over")
    assert mended(tmp_path, titled(wrong), "markup-left-over") == titled(right)


@pytest.mark.parametrize("title", ["A \\& B", "p < .05 and q > .1", "a <b", "AT&T; Bell", "R&D", "I <3 tides", "&c."])
def test_signs_that_are_no_html(tmp_path: Path, title: str) -> None:
    assert problems(tmp_path, titled(title), "markup-left-over") == []


@pytest.mark.parametrize("field", ["abstract", "url", "doi", "file", "annotation"])
def test_html_where_it_does_no_harm(tmp_path: Path, field: str) -> None:
    assert problems(tmp_path, entry(f"{field} = {{a &amp; <i>b</i>}}"), "markup-left-over") == []


def test_tags_of_csl_are_right_there(tmp_path: Path) -> None:
    text = '[{"id": "a", "type": "book", "title": "<i>Tides</i> <span class=\\"nocase\\">of</span> H<sub>2</sub>O"}]'
    for rule in ("markup-left-over", "latex-left-over", "bare-sign"):
        assert problems(tmp_path, text, rule, name="library.json") == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ('M\\\\\\"{u}ller', 1), ("{\\\\'e}t{\\\\'e}", 1), ("\\\\emph{Tides}", 1), ("Tides \\\\& Winds", 1),
        ("The {DNA} Tides", 1), ("Müller", 0), ("C:\\\\new", 0), ("{a}", 0), ("Tides & Winds", 0),
    ],
)  # fmt: skip
def test_latex_in_csl(tmp_path: Path, title: str, found: int) -> None:
    text = f'[{{"id": "a", "type": "book", "title": "{title}"}}]'
    assert len(problems(tmp_path, text, "latex-left-over", name="library.json")) == found


def test_latex_in_ris(tmp_path: Path) -> None:
    text = 'TY  - BOOK\nAU  - M\\"{u}ller, Ann\nTI  - Tides\nPY  - 1990\nER  - \n'
    (found,) = problems(tmp_path, text, "latex-left-over", name="library.ris")
    assert found.where.line == 1
    assert problems(tmp_path, text.replace('\\"{u}', "ü"), "latex-left-over", name="library.ris") == []


def test_latex_is_right_in_a_bib_file(tmp_path: Path) -> None:
    assert problems(tmp_path, titled('M{\\"u}ller and {DNA}'), "latex-left-over") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Tides \\\\& Winds", "Tides \\& Winds"), ("10\\\\% Tides", "10\\% Tides"),
        ("Tides \\textbackslash{}& Winds", "Tides \\& Winds"), ("Tides {\\textbackslash}\\& Winds", "Tides \\& Winds"),
        ('M{\\textbackslash}"uller', 'M\\"uller'),
    ],
)  # fmt: skip
def test_escaped_twice(tmp_path: Path, wrong: str, right: str) -> None:
    assert len(problems(tmp_path, titled(wrong), "escaped-twice")) == 1
    assert mended(tmp_path, titled(wrong), "escaped-twice", "unsafe") == titled(right)


@pytest.mark.parametrize("title", ["A \\& B", "\\textbackslash begin", "a \\\\ b", "10\\%", 'a \\\\"b" c'])
def test_escaped_once(tmp_path: Path, title: str) -> None:
    assert problems(tmp_path, titled(title), "escaped-twice") == []


@pytest.mark.parametrize(
    ("fields", "right"),
    [
        ("title = {Tides & Winds}", "title = {Tides \\& Winds}"),
        ("title = {10% of Tides}", "title = {10\\% of Tides}"),
        ("publisher = {Quay & Sons}", "publisher = {Quay \\& Sons}"),
        ("title = {C# for Sailors}", "title = {C\\# for Sailors}"),
        ("title = {The file_name of it}", "title = {The file\\_name of it}"),
        ("title = {A \\& B, C & D}", "title = {A \\& B, C \\& D}"),
    ],
)  # fmt: skip
def test_bare_signs(tmp_path: Path, fields: str, right: str) -> None:
    assert len(problems(tmp_path, entry(fields), "bare-sign")) == 1
    assert mended(tmp_path, entry(fields), "bare-sign") == entry(right)


@pytest.mark.parametrize(
    "fields",
    [
        "title = {A \\& B}", "url = {https://quay.org/a?b=c&d=%20#e_f}", "title = {$a_1 % b$}".replace("% ", ""),
        "file = {a_b&c%}", "title = {&amp; is HTML}", "journaltitle = IEEE_J_IT", "abstract = {10% & more}",
        "title = {\\url{a_b}}", "note = {See \\url{https://quay.org/a_b%20c&d}}", "note = {a_b}", "title = {file_name}",
    ],
)  # fmt: skip
def test_signs_that_may_be_bare(tmp_path: Path, fields: str) -> None:
    assert problems(tmp_path, entry(fields), "bare-sign") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Ti\u200bdes", "Tides"), ("Ti\u00addes", "Tides"), ("Tides\u200e", "Tides"), ("a\u2060b", "ab"),
        ("\u202aTides\u202c", "Tides"), ("a\u200cb", "ab"), ("a\u2028b", "a b"),
    ],
)  # fmt: skip
def test_characters_that_do_not_show(tmp_path: Path, wrong: str, right: str) -> None:
    assert problems(tmp_path, titled(wrong), "invisible-character")
    assert mended(tmp_path, titled(wrong), "invisible-character") == titled(right)


@pytest.mark.parametrize("title", ["می\u200cروم", "क्\u200dष", "a\u00a0b", "a\u202fb", "שלום\u200f", "Tides"])
def test_characters_that_do_not_show_and_are_right(tmp_path: Path, title: str) -> None:
    assert problems(tmp_path, titled(title), "invisible-character") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("The ﬁsheries", "The fisheries"), ("Eﬀorts and aﬃnities", "Efforts and affinities"), ("ﬂow", "flow")],
)
def test_ligatures(tmp_path: Path, wrong: str, right: str) -> None:
    assert problems(tmp_path, titled(wrong), "ligature")
    assert mended(tmp_path, titled(wrong), "ligature") == titled(right)


@pytest.mark.parametrize("title", ["Œuvres", "Æsop", "fisheries", "ĳs", "½"])
def test_letters_that_are_no_ligatures(tmp_path: Path, title: str) -> None:
    assert problems(tmp_path, titled(title), "ligature") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Tid\u0435s", "Tides"), ("M\u043eney", "Money"), ("Мoсква", "Москва"), ("прилив\u0061", "прилива")],
)
def test_letters_of_two_scripts(tmp_path: Path, wrong: str, right: str) -> None:
    assert places(tmp_path, titled(wrong), "two-scripts-in-word") == [wrong]
    assert mended(tmp_path, titled(wrong), "two-scripts-in-word") == titled(wrong)
    assert mended(tmp_path, titled(wrong), "two-scripts-in-word", "unsafe") == titled(right)


@pytest.mark.parametrize("title", ["Tides", "Приливы", "TV-программа", "Яndex", "USB-кабель", "α-decay", "Їжак"])
def test_words_of_one_script(tmp_path: Path, title: str) -> None:
    assert problems(tmp_path, titled(title), "two-scripts-in-word") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Tides  of the North", "Tides of the North"), (" Tides", "Tides"), ("Tides ", "Tides")],
)
def test_blanks(tmp_path: Path, wrong: str, right: str) -> None:
    assert len(problems(tmp_path, titled(wrong), "white-space")) == 1
    assert mended(tmp_path, titled(wrong), "white-space") == titled(right)


@pytest.mark.parametrize("title", ["Tides of\n    the North", "Tides", "\n  Tides\n  ", "Ebb.  Flow"])
def test_blanks_of_broken_lines(tmp_path: Path, title: str) -> None:
    assert problems(tmp_path, titled(title), "white-space") == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [("\\tidemark{Tides}", ["\\tidemark"]), ("\\emph{Tides}", []), ("{\\'e}t{\\'e} \\& \\textsc{x}", [])],
)
def test_unknown_commands(tmp_path: Path, title: str, expected: list[str]) -> None:
    assert places(tmp_path, titled(title), "unknown-latex") == expected


def test_an_entity_that_there_is_not() -> None:
    assert latex_of("&quux;") is None


OTHER = {
    "library.json": '[{"id": "a", "type": "book", "title": "TITLE", "publisher": "Quay"}]',
    "library.yaml": "references:\n  - id: a\n    type: book\n    title: TITLE\n",
    "library.ris": "TY  - BOOK\nID  - a\nTI  - TITLE\nER  - \n",
}


@pytest.mark.parametrize("name", OTHER)
@pytest.mark.parametrize(
    ("rule", "title"),
    [
        ("mojibake", "MÃ¼ller"), ("invisible-character", "Ti\u00addes"), ("ligature", "The ﬁsheries"),
        ("two-scripts-in-word", "Tid\u0435s"), ("placeholder", "TODO"), ("title-in-capitals", "TIDES OF THE NORTH"),
        ("title-ends-in-stop", "Tides of the Harbour."), ("hyphen-as-dash", "Tides - A History"),
    ],
)  # fmt: skip
def test_other_formats(tmp_path: Path, name: str, rule: str, title: str) -> None:
    (found,) = problems(tmp_path, OTHER[name].replace("TITLE", title), rule, name=name)
    assert (found.key, found.fix) == ("a", None)
    assert problems(tmp_path, OTHER[name].replace("TITLE", "Tides"), rule, name=name) == []
