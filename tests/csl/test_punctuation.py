"""Punctuation where set text meets."""

from __future__ import annotations

import pytest

from citekit.csl.punctuation import add_stop, insert, join
from citekit.richtext import ITALIC, Inlines, Styled, plain

I = Styled(("Pravda.",), ITALIC)  # noqa: E741 - italic


@pytest.mark.parametrize(
    ("content", "american", "british"),
    [
        (("See Cohen",), "See Cohen.", "See Cohen."),
        (("Ibid.",), "Ibid.", "Ibid."),
        (("Who?",), "Who?", "Who?"),
        (("“Moscow”",), "“Moscow.”", "“Moscow”."),
        (("“Moscow?”",), "“Moscow?”", "“Moscow?”"),
        (("“He said ‘no’”",), "“He said ‘no.’”", "“He said ‘no’”."),
        ((I,), "Pravda.", "Pravda."),
        ((), "", ""),
    ],
)
def test_a_stop_is_added_once(content: Inlines, american: str, british: str) -> None:
    assert plain(add_stop(content, ".", in_quote=True)) == american
    assert plain(add_stop(content, ".", in_quote=False)) == british


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("See Cohen, 290", ". The vote", "See Cohen, 290. The vote"),
        ("Ibid.", ". The vote", "Ibid. The vote"),
        ("Cohen", ", who doubts it", "Cohen, who doubts it"),
        ("“Moscow”", ", who", "“Moscow,” who"),
        ("See ", "Cohen", "See Cohen"),
        ("Cohen", ".", "Cohen."),
    ],
)
def test_prose_takes_the_place_of_the_stop(first: str, second: str, joined: str) -> None:
    assert plain(join((first,), (second,), in_quote=True)) == joined


def test_a_dropped_mark_may_stand_in_a_format() -> None:
    assert plain(join(("Ibid.",), (Styled((".", " And"), ITALIC),), in_quote=False)) == "Ibid. And"


def test_insert_keeps_the_format() -> None:
    assert insert((Styled(("ab”",), ITALIC),), 2, ".") == (Styled(("ab.”",), ITALIC),)
