"""Notes in pandoc's citation syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Citation, Cite, Key, Locator
from citekit.notes.citesyntax import parse_note
from citekit.richtext import ITALIC, Styled, plain


def cite(key: str, locator: Locator | None = None, prefix: str = "", suffix: str = "") -> Cite:
    return Cite(Key(key), locator, (prefix,) if prefix else (), (suffix,) if suffix else ())


def page(value: str) -> Locator:
    return Locator("page", value)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("@a.", (Citation((cite("a"),)), (".",))),
        ("@a [p. 3]", (Citation((cite("a", page("3")),)),)),
        ("@a [3]", (Citation((cite("a", page("3")),)),)),
        ("@a [p. 3, emphasis added]", (Citation((cite("a", page("3"), suffix=", emphasis added"),)),)),
        ("@a [emphasis added]", (Citation((cite("a", suffix=", emphasis added"),)),)),
        (
            "See @cohen1973 [pp. 290–91]; cf. @deutscher1959.",
            (Citation((cite("cohen1973", page("290–91"), "See "), cite("deutscher1959", prefix="cf. "))), (".",)),
        ),
        ("[see @a, pp. 3–4; @b]", (Citation((cite("a", page("3–4"), "see "), cite("b"))),)),
        ("@a [p. 3; @b, p. 4]", (Citation((cite("a", page("3")), cite("b", page("4")))),)),
        ("@a [{vol. 5, p. 23}]", (Citation((cite("a", Locator("volume", "5, p. 23")),)),)),
        ("@{odd key}", (Citation((cite("odd key"),)),)),
        ("@a.b:c_d-e/f.", (Citation((cite("a.b:c_d-e/f"),)), (".",))),
        ("As @a [p. 5] shows.", (Citation((cite("a", page("5"), "As "),), mode="composite"), (" shows.",))),
        ("@a’s view.", (Citation((cite("a"),), mode="composite"), ("’s view.",))),
        (
            "@a and @b disagree. @c [p. 2].",
            (
                Citation((cite("a"),), mode="composite"),
                (" and ",),
                Citation((cite("b"),), mode="composite"),
                (" disagree. ",),
                Citation((cite("c", page("2")),)),
                (".",),
            ),
        ),
        ("[@a] shows", (Citation((cite("a"),)), (" shows",))),
        ("[@{a;b}] x", (Citation((cite("a;b"),)), (" x",))),
        ("[see x; y @a]", (Citation((cite("a", prefix="see x; y "),)),)),
        ("@a [p. 3, so; x ; y]", (Citation((cite("a", page("3"), suffix=", so; x ; y"),)),)),
        ("@a [p. 3, so; @b, x; y]", (Citation((cite("a", page("3"), suffix=", so"), cite("b", suffix=", x; y"))),)),
        ("[@a, *x; y*; @b]", (Citation((Cite(Key("a"), suffix=(", ", Styled(("x; y",), ITALIC))), cite("b"))),)),
        (
            "It was close. See @a. See also @b.",
            (
                ("It was close. ",),
                Citation((cite("a", prefix="See "),)),
                (". ",),
                Citation((cite("b", prefix="See also "),)),
                (".",),
            ),
        ),
        ("See e.g. @a", (Citation((cite("a", prefix="See e.g. "),)),)),
        ("no cite [at all]", (("no cite [at all]",),)),
        ("me@example.org, \\@a", (("me@example.org, @a",),)),
        ("", ()),
    ],
)
def test_the_short_form(text: str, parts: object) -> None:
    parsed = parse_note(text)
    assert parsed.parts == parts
    assert parsed.problems == ()


def test_an_author_can_be_suppressed() -> None:
    (citation,) = parse_note("-@a [p. 3]").parts
    assert isinstance(citation, Citation)
    assert citation.cites[0].form == "suppress-author"


@pytest.mark.parametrize("text", ["@a [pgs. 12]", "@a [foo. 12]", "[@a, pgae 12]"])
def test_a_mistyped_label_is_reported(text: str) -> None:
    (problem,) = parse_note(text).problems
    assert problem.rule == "unknown-locator-label"
    assert text[problem.start : problem.end] in problem.message
    assert problem.hint


def test_a_suffix_with_a_number_is_not_a_label() -> None:
    assert parse_note("@a [emphasis of 1929 added]").problems == ()


@given(st.text(alphabet="@[]{};,. -\\*aAé1–\n", max_size=60))
def test_any_text_is_read_and_no_cite_is_lost(text: str) -> None:
    parsed = parse_note(text)
    for part in parsed.parts:
        if not isinstance(part, Citation):
            plain(part)
    cites = sum(len(part.cites) for part in parsed.parts if isinstance(part, Citation))
    assert cites <= text.count("@")
