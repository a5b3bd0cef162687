"""Dates (CSL 1.0.2, Date, Date Ranges)."""

from __future__ import annotations

from typing import Any

import pytest

YEAR_SUFFIXED = {"disambiguate_add_year_suffix": "true"}


def dated(style: Any, set_: Any, date: dict[str, Any], element: str, **options: str) -> str:
    """Return how two works of *date* are cited with *element* as the date."""
    made = style(f'<text value="Doe "/>{element}', **options)
    return str(set_(made, [{"id": "a", "issued": date}, {"id": "b", "issued": date}])[0])


@pytest.mark.parametrize(
    ("parts", "element", "expected"),
    [
        ([[2005], [2007]], '<date variable="issued" form="text"/>', "Doe 2005–2007a; Doe 2005–2007b"),
        (
            [[2005, 3, 1], [2006, 4, 1]],
            '<date variable="issued" form="text"/>',
            "Doe March 1, 2005–April 1, 2006a; Doe March 1, 2005–April 1, 2006b",
        ),
        (
            [[2005, 3], [2005, 4]],
            '<date variable="issued" form="text"/>',
            "Doe March–April 2005a; Doe March–April 2005b",
        ),
        ([[2005]], '<date variable="issued" form="text"/>', "Doe 2005a; Doe 2005b"),
    ],
)
def test_the_letter_follows_the_last_year_of_a_range(
    style: Any, set_: Any, parts: list[list[int]], element: str, expected: str
) -> None:
    assert dated(style, set_, {"date-parts": parts}, element, **YEAR_SUFFIXED) == expected
