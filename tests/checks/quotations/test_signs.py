"""Quotation marks and the signs beside them: of another language, straight and curly, stops, within, dots left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.quotations.texts import found, in_language, mended, places

MANY = "She said {0}no{1} and {0}yes{1} and {0}perhaps{1} and {0}never{1}. "


def many(opening: str, closing: str) -> str:
    return MANY.format(opening, closing)


@pytest.mark.parametrize(
    ("language", "text", "marks"),
    [
        ("en-US", many("“", "”") + "And «nobody» came.", ["«"]),
        ("en-US", many("“", "”") + "And „nobody“ came.", ["„"]),
        ("de-DE", many("„", "“") + "Und “niemand” kam.", ["“"]),
        ("de", many("„", "“") + "Und “niemand” kam.", ["“"]),
        ("fr-FR", many("« ", " »") + "Et „personne“ vint.", ["„"]),
        ("ru-RU", many("«", "»") + "И “никто” не пришёл.", ["“"]),
        ("sv-SE", many("”", "”") + "Och „ingen“ kom.", ["„"]),
        ("ja", "「はい」と「いいえ」と「たぶん」と“誰か”。", ["“"]),
        ("en-US", many("“", "”") + "And “his ‘own’ men” came.", []),
        ("en-US", many("“", "”") + "And 'nobody' and \"all\" came.", []),
        ("en-GB", many("‘", "’") + "And “nobody” came.", []),
        ("de-DE", many("»", "«") + "Und „niemand“ und ›einer‹ kam.", []),
        ("de", many("«", "»") + "Und «niemand» kam.", []),  # Swiss, perhaps
        ("de-DE", many("“", "”"), []),  # whoever has others throughout means them
        ("fr-FR", many("« ", " »") + "Et “personne” vint.", []),
        ("fr", many("«\u00a0", "\u00a0»") + "Et ‹ personne › vint.", []),
        ("pt", many("“", "”") + "Disse “o ‘meu’ navio”.", []),
        ("es", many("“", "”") + "Dijo «no».", []),
        ("pl", many("„", "”") + "I «nikt» nie przyszedł.", []),
        ("", many("“", "”") + "And «nobody» came.", []),  # whose language nobody says
    ],
)
def test_marks_of_another_language(tmp_path: Path, language: str, text: str, marks: list[str]) -> None:
    written = in_language(language, text) if language else text
    assert places(written, found(tmp_path, written, "CK409")) == marks


def test_what_to_write_instead(tmp_path: Path) -> None:
    [one] = found(tmp_path, in_language("de-DE", many("„", "“") + "Und «niemand» kam."), "CK409")
    assert (one.message, one.hint) == ("the quotation marks «…» are not those of de-DE", "write „…“")


@pytest.mark.parametrize("rule", ["CK409", "CK410", "CK412"])
def test_markup_that_stands_for_marks_is_of_every_language(tmp_path: Path, rule: str) -> None:
    body = many("“", "”") + "And \\enquote{nobody \\enquote{at all}} came."
    text = (
        f"\\documentclass{{article}}\n\\usepackage[english]{{babel}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    )
    assert found(tmp_path, text, rule, name="text.tex") == []
    page = f'<html lang="en-US"><body><p>{many("“", "”")}And <q>nobody <q>at all</q></q> came.</p></body></html>\n'
    assert found(tmp_path, page, rule, name="text.html") == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (many("“", "”") + 'And "nobody" came.', ['"']),
        (many('"', '"') + "And “nobody” came.", ["“"]),
        ('She said “no” and "yes".', ['"']),  # of two the straight one
        (many("«", "»") + 'And "nobody" came.', ['"']),
        (many("“", "”"), []),
        (many('"', '"'), []),
        (many("“", "”") + "And ‘nobody’ and 'all' came.", []),  # an apostrophe may be straight
        (many("“", "”") + 'The board was 6" wide.', []),
        ("So it was.", []),
    ],
)
def test_straight_and_curly(tmp_path: Path, text: str, marks: list[str]) -> None:
    assert places(text, found(tmp_path, text, "CK410")) == marks


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (many("“", "”") + 'And "nobody" came.', many("“", "”") + "And “nobody” came."),
        (many('"', '"') + "And “nobody” came.", many('"', '"') + 'And "nobody" came.'),
        (many("« ", " »") + 'Et "personne" vint.', many("« ", " »") + "Et « personne » vint."),
        (many("“", "”") + 'A "b" and "c" d.', many("“", "”") + "A “b” and “c” d."),
    ],
)
def test_straight_and_curly_ones_mended(tmp_path: Path, text: str, right: str) -> None:
    assert mended(tmp_path, text, "CK410") == right
    assert mended(tmp_path, text, "CK410", fixing="safe") == text


@pytest.mark.parametrize(
    ("language", "text", "signs"),
    [
        ("en-US", "She said “no”. He came.", ["."]),
        ("en-US", "She said “no”, and he came.", [","]),
        ("en-US", 'She said "no". He came.', ["."]),
        ("en-US", "She said “no.” He came.", []),
        ("en-US", "She said “no”; he came.", []),
        ("en-US", "She said “no”: he came.", []),
        ("en-US", "Did she say “no”?", []),
        ("en-US", "She said “no!”, and he came.", []),
        ("en-US", "She said “no” . . . He came.", []),
        ("en-US", "She said “no”... He came.", []),
        ("en-US", "The ‘mass’, which is large.", []),  # CMOS 17, 7.55: terms of a science
        ("en-US", "She said “no” (p. 3). He came.", []),
        ("en-GB", "She said “no”. He came.", []),
        ("en", "She said “no”. He came.", []),
        ("de-DE", "Sie sagte „nein“, und er kam.", []),
        ("de-DE", "Sie sagte „nein,“ und er kam.", []),  # nobody says whose it is
        ("es", "Dijo «no,» y vino.", [","]),
        ("es-ES", "Dijo «no», y vino.", []),
        ("pt-BR", "Disse “não,” e veio.", [","]),
        ("pt-BR", "Disse “não”, e veio.", []),
        ("pt-BR", "Disse “não.” Veio.", []),  # a stop of its own
        ("ru-RU", "Она сказала «нет,» и ушла.", [","]),
        ("it-IT", "Disse «no», e venne.", []),
        ("ja", "「はい、」と言った。", []),
        ("", "She said “no”. He came.", []),
    ],
)
def test_stops_beside_marks(tmp_path: Path, language: str, text: str, signs: list[str]) -> None:
    written = in_language(language, text) if language else text
    assert places(written, found(tmp_path, written, "CK411")) == signs


@pytest.mark.parametrize(
    ("locale", "text", "right"),
    [
        ("en-US", "She said “no”. He said “yes”, too.", "She said “no.” He said “yes,” too."),
        ("en-US", "She said “no”.¹ He came.", "She said “no.”¹ He came."),
        ("pt-BR", "Disse “não,” e veio.", "Disse “não”, e veio."),
        ("fr-FR", "Elle dit « non », et vint.", "Elle dit « non », et vint."),
    ],
)
def test_stops_mended(tmp_path: Path, locale: str, text: str, right: str) -> None:
    assert mended(tmp_path, text, "CK411", settings=f'locale = "{locale}"\n') == right
    assert mended(tmp_path, text, "CK411", "safe", f'locale = "{locale}"\n') == text


@pytest.mark.parametrize(
    ("language", "text", "columns"),
    [
        ("de-DE", "Sie schrieb: „Er sagte „nein“ dazu.“", [24]),
        ("de-CH", "Sie schrieb: «Er sagte «nein» dazu.»", [24]),
        ("it-IT", "Scrisse: «Egli disse «no» e venne.»", [22]),
        ("de-DE", "Sie schrieb: „Er sagte ‚nein‘ dazu.“", []),
        ("de-DE", "„Eins“ und „zwei“ und ‚drei‘.", []),
        ("de-DE", "„Er sagte ‚sie meinte „nein“ dazu‘ und ging.“", []),  # two deep they alternate
        ("fr-FR", "Elle écrit : « Il dit « non » et partit. »", []),
        ("ru-RU", "Она пишет: «Он сказал «нет» и ушёл.»", []),
        ("en-US", "She wrote: “He said ‘no’ to it.”", []),
    ],
)
def test_the_same_marks_within(tmp_path: Path, language: str, text: str, columns: list[int]) -> None:
    problems = found(tmp_path, in_language(language, text), "CK412")
    assert [one.where.column for one in problems] == columns


def test_which_marks_stand_within(tmp_path: Path) -> None:
    [one] = found(tmp_path, in_language("de-DE", "Sie schrieb: „Er sagte „nein“ dazu.“"), "CK412")
    assert (one.message, one.hint) == ("quotation marks „…“ within the same marks", "write ‚…‘")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("One … two … three ... four.", ["..."]),
        ("One ... two ... three … four.", ["…"]),
        ("One . . . two . . . three … four.", ["…"]),
        ("One . . . two . . . three ... four.", ["..."]),
        ("One . . . two . . . three.", []),
        ("One . . . two.\u00a0.\u00a0. three.", []),
        ("One … two […] three.", []),
        ("One … two. Three.... Four …", []),  # four dots are a stop and three
        ("1...3 and so on …", []),  # a range of numbers
        ("Version 1.2.3 and 4.5.6 …", []),
        ("So it was.", []),
    ],
)
def test_dots_of_several_kinds(tmp_path: Path, text: str, signs: list[str]) -> None:
    assert places(text, found(tmp_path, text, "CK413")) == signs
