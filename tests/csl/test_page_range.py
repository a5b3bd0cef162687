"""Page ranges, row by row (CSL 1.0.2, Appendix V - Page Range Formats)."""

from __future__ import annotations

import pytest

from citekit.csl.page_range import page_range

# Appendix V: "chicago-15", of which "chicago" is an alias


@pytest.mark.parametrize("form", ["chicago-15", "chicago"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Less than 100: use all digits
        ("3-10", "3–10"), ("71-72", "71–72"),
        # 100 or multiple of 100: use all digits
        ("100-104", "100–104"), ("600-613", "600–613"), ("1100-1123", "1100–1123"),
        # 101 through 109 (in multiples of 100): use changed part only, omitting unneeded zeros
        ("107-108", "107–8"), ("505-517", "505–17"), ("1002-1006", "1002–6"),
        # 110 through 199 (in multiples of 100): use two digits, or more as needed
        ("321-325", "321–25"), ("415-532", "415–532"), ("11564-11568", "11564–68"), ("13792-13803", "13792–803"),
        # 4 digits: if numbers are four digits long and three digits change, use all digits
        ("1496-1504", "1496–1504"), ("2787-2816", "2787–2816"),
    ],
)  # fmt: skip
def test_chicago_15(text: str, expected: str, form: str) -> None:
    assert page_range(text, form) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Less than 100: use all digits
        ("3-10", "3–10"), ("71-72", "71–72"), ("92-113", "92–113"),
        # 100 or multiple of 100: use all digits
        ("100-104", "100–104"), ("600-613", "600–613"), ("1100-1123", "1100–1123"),
        # 101 through 109, 201 through 209 etc.: use changed part only, omitting unneeded zeros
        ("107-108", "107–8"), ("505-517", "505–17"), ("1002-1006", "1002–6"),
        # Everything else: use two digits, unless more digits are needed to show the changed part
        ("321-325", "321–25"), ("415-532", "415–532"), ("1087-1089", "1087–89"), ("1496-1500", "1496–500"),
        ("11564-11568", "11564–68"), ("13792-13803", "13792–803"), ("12991-13001", "12991–3001"),
    ],
)  # fmt: skip
def test_chicago_16(text: str, expected: str) -> None:
    assert page_range(text, "chicago-16") == expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        # Abbreviated page ranges are expanded to their non-abbreviated form
        ("expanded", "42-45", "42–45"), ("expanded", "321-8", "321–328"), ("expanded", "2787-816", "2787–2816"),
        # All digits repeated in the second number are left out
        ("minimal", "42-45", "42–5"), ("minimal", "321-328", "321–8"), ("minimal", "2787-2816", "2787–816"),
        # As "minimal", but at least two digits are kept where the second number has two or more
        ("minimal-two", "42-45", "42–45"), ("minimal-two", "321-328", "321–28"),
        ("minimal-two", "2787-2816", "2787–816"),
        ("minimal-two", "101-108", "101–08"), ("minimal-two", "3-7", "3–7"), ("minimal-two", "3-10", "3–10"),
    ],
)  # fmt: skip
def test_the_other_formats(form: str, text: str, expected: str) -> None:
    assert page_range(text, form) == expected


# What the appendix does not say


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        # A short second number means what it would in full
        ("chicago", "321-8", "321–28"), ("chicago", "1496-504", "1496–1504"), ("minimal", "321-28", "321–8"),
        # Any dash is the dash of a range
        ("minimal", "321–325", "321–5"), ("minimal", "321--325", "321–5"), ("minimal", "321 — 325", "321–5"),
        # Several ranges
        ("minimal", "12-14, 20-24 & 31", "12–4, 20–4 & 31"),
        # The same letters before both numbers
        ("expanded", "N110-N115", "N110–N115"), ("minimal", "e110-e115", "e110–5"),
        # Different letters are no range, and letters behind leave nothing to be left out
        ("expanded", "N110-5", "N110-5"), ("minimal", "110-N6", "110-N6"),
        ("minimal", "12a-12d", "12a–12d"), ("chicago", "1234a-1237a", "1234a–1237a"),
        # Roman numerals are never abbreviated
        ("chicago", "xii-xv", "xii–xv"), ("minimal", "xxv-xxviii", "xxv–xxviii"),
        ("", "XII-XIV", "XII–XIV"), ("chicago", "XII-XIV", "XII–XIV"), ("", "C-D", "C-D"),
        # Backwards, single and empty
        ("minimal", "325-321", "325–321"), ("minimal", "12", "12"), ("chicago", "e123", "e123"), ("chicago", "", ""),
        # Without a format only the dash changes
        ("", "12-45", "12–45"), ("", "321--325", "321–325"), ("", "321 - 325", "321–325"), ("", "i-ix", "i–ix"),
        ("", "Michaelson-Morely", "Michaelson-Morely"), ("", "3\\-B", "3-B"),
    ],
)  # fmt: skip
def test_other_texts(form: str, text: str, expected: str) -> None:
    assert page_range(text, form) == expected


def test_the_language_has_its_own_dash() -> None:
    assert page_range("12-45", "expanded", "-") == "12-45"
    assert page_range("42–45", "minimal", "-") == "42-5"
    assert page_range("xi–xv", "", "-") == "xi-xv"


# Labels of pages with a hyphen in them: no range


@pytest.mark.parametrize("form", ["", "chicago", "expanded", "minimal"])
@pytest.mark.parametrize("text", ["A-12", "III-4", "12-A", "A-12, B-3", "A-12–A-15", "2-1–2-15"])
def test_a_label_keeps_its_hyphen(text: str, form: str) -> None:
    assert page_range(text, form) == text
