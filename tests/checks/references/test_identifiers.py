"""Rules of DOIs, ISBNs, ISSNs, numbers of arXiv and PubMed, and addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.fixing import Fixing
from citekit.findings import Severity
from tests.checks.references.libraries import entry, mended, places, problems

RIGHT: dict[str, tuple[str, tuple[str, ...]]] = {
    "malformed-doi": (
        "doi",
        (
            "10.1000/182", "10.1093/OBO/9780195396577-0278", "10.1175/1520-0493(1987)115<1606:GARSPP>2.3.CO;2",
            "https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182", "doi:10.1000/182", "DOI: 10.1000/182",
            "10.1002/(SICI)1097-4571(199205)43:4<284::AID-ASI3>3.0.CO;2-0", r"10.1007/978-3-642-00959-4\_8",
            "10.1000.10/123456", "10.11588/heidok.00012345", "10/gf4bnb", "https://doi.org/10/gf4bnb", "",
            "{10.1000/182}", "10.1017/s0003055403000893",
        ),
    ),
    "wrong-isbn": (
        "isbn",
        (
            "978-0-19-502697-9", "9780195026979", "0-19-502697-7", "0195026977", "978-0-19-502697-9 (hbk.)",
            "0-19-502697-7, 978-0-19-502697-9", "978-0-19-502697-9; 0-19-502697-7", "ISBN 978-0-19-502697-9",
            "ISBN-13: 978-0-19-502697-9", "080442957X", "0-8044-2957-x", "979-10-90636-07-1", "978 0 19 502697 9",
            "978–0–19–502697–9", "9780195026979 0195026977", "19-502697-7", "", "forthcoming",
            "978-0-19-502697-9 (v. 1), 0-19-502697-7 (v. 2)",
        ),
    ),
    "wrong-issn": (
        "issn",
        ("0317-8471", "03178471", "2434-561X", "2434-561x", "0317-8471 (print)", "0317-8471, 2434-561X",
         "ISSN 0317-8471", "ISSN: 0317-8471", "", "0317-8471 2434-561X"),
    ),
    "malformed-pmid": ("pmid", ("12345678", "PMID: 12345678", "1", "")),
    "malformed-url": (
        "url",
        (
            "https://example.org/tides", "http://example.org", "ftp://ftp.example.org/a.pdf", "https://example.org/a_(b)",
            "https://web.archive.org/web/2010/http://example.org/", r"https://example.org/a\_b\%20c",
            r"\url{https://example.org/tides}", "https://example.org:8080/a?b=c#d", "https://пример.рф/страница",
            "https://localhost/a", "https://example.org/D.C.", "https://example.org/a[1]",
            "https://user@example.org/a", "https://[2001:db8::1]/a", "HTTPS://EXAMPLE.ORG",
            "urn:nbn:de:0070-1",
            "mailto:ann@example.org", "https://example.org/~lee/", "https://192.0.2.1/a", "", "doi:10.1000/182",
            "https://xn--e1afmkfd.xn--p1ai/", "https://example.org/a{b}c",
        ),
    ),
}  # fmt: skip
WRONG: dict[str, tuple[str, tuple[tuple[str, str, Severity], ...]]] = {
    "malformed-doi": (
        "doi",
        (
            ("10.1000.182", "10.1000.182", Severity.ERROR),
            ("1000/182", "1000/182", Severity.ERROR),
            ("10.1000/", "10.1000/", Severity.ERROR),
            ("10.1000/18 2", "10.1000/18 2", Severity.ERROR),
            ("https://example.org/tides", "https://example.org/tides", Severity.ERROR),
            ("https://www.jstor.org/stable/1234", "https://www.jstor.org/stable/1234", Severity.ERROR),
            ("10.1000/182.", ".", Severity.WARNING),
            ("10.1000/182,", ",", Severity.WARNING),
        ),
    ),
    "wrong-isbn": (
        "isbn",
        (
            ("978-0-19-502697-8", "978-0-19-502697-8", Severity.ERROR),
            ("0-19-502697-8", "0-19-502697-8", Severity.ERROR),
            ("978-0-19-50269-9", "978-0-19-50269-9", Severity.ERROR),
            ("0-19-502697-7, 978-0-19-502697-0", "978-0-19-502697-0", Severity.ERROR),
            ("019502697X", "019502697X", Severity.ERROR),
            ("97801950269791", "97801950269791", Severity.ERROR),
        ),
    ),
    "wrong-issn": (
        "issn",
        (
            ("0317-8472", "0317-8472", Severity.ERROR),
            ("03178472", "03178472", Severity.ERROR),
            ("0317-8471, 2434-5611", "2434-5611", Severity.ERROR),
            ("0317-847X (online)", "0317-847X", Severity.ERROR),
        ),
    ),
    "malformed-pmid": ("pmid", (("PM1234", "PM1234", Severity.ERROR), ("12 34", "12 34", Severity.ERROR))),
    "malformed-url": (
        "url",
        (
            ("http//example.org", "http//example.org", Severity.ERROR),
            ("http:/example.org", "http:/example.org", Severity.ERROR),
            ("http:example.org", "http:example.org", Severity.ERROR),
            ("htpp://example.org", "htpp://example.org", Severity.ERROR),
            ("http://https://example.org", "http://https://example.org", Severity.ERROR),
            ("http://http://example.org", "http://http://example.org", Severity.ERROR),
            ("https://example.org/a b", "https://example.org/a b", Severity.ERROR),
            ("https:///a", "https:///a", Severity.ERROR),
            ("https://", "https://", Severity.ERROR),
            ("www.example.org/tides", "www.example.org/tides", Severity.WARNING),
            ("example.org", "example.org", Severity.WARNING),
            ("Online", "Online", Severity.WARNING),
            ("https://example.org/a,", ",", Severity.WARNING),
            ("https://example.org/a)", ")", Severity.WARNING),
            ("https://example.org/a_(b)),", "),", Severity.WARNING),
            ("https://example.org/a>", ">", Severity.WARNING),
        ),
    ),
}


@pytest.mark.parametrize(
    ("rule", "field", "value"), [(rule, field, value) for rule, (field, values) in RIGHT.items() for value in values]
)
def test_what_is_right(tmp_path: Path, rule: str, field: str, value: str) -> None:
    assert problems(tmp_path, entry(f"{field} = {{{value}}}"), rule) == []


@pytest.mark.parametrize(
    ("rule", "text", "place", "severity"),
    [(rule, entry(f"{field} = {{{one[0]}}}"), *one[1:]) for rule, (field, values) in WRONG.items() for one in values],
)
def test_what_is_wrong(tmp_path: Path, rule: str, text: str, place: str, severity: Severity) -> None:
    assert places(tmp_path, text, rule) == [place]
    assert [one.severity for one in problems(tmp_path, text, rule)] == [severity]


def test_columns(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "@misc{a,\n  isbn = {0-19-502697-7, 0195026978 (pbk.)}}\n", "wrong-isbn")
    assert (found.where.line, found.where.column, found.where.end_column) == (2, 26, 36)


@pytest.mark.parametrize(
    ("value", "expected", "fixing"),
    [
        ("https://psycnet.example.org/doi/10.1037/0735", "10.1037/0735", "unsafe"),
        ("10.1000/182.", "10.1000/182", "unsafe"),
        ("10.1000/182,", "10.1000/182", "unsafe"),
        ("https://example.org/tides", "https://example.org/tides", "unsafe"),
        ("https://psycnet.example.org/doi/10.1037/0735", "https://psycnet.example.org/doi/10.1037/0735", "safe"),
    ],
)
def test_a_doi_is_mended(tmp_path: Path, value: str, expected: str, fixing: Fixing) -> None:
    assert mended(tmp_path, entry(f"doi = {{{value}}}"), "malformed-doi", fixing) == entry(f"doi = {{{expected}}}")


def test_what_stands_behind_an_address_is_taken_out(tmp_path: Path) -> None:
    text = entry("url = {https://example.org/a_(b)),}")
    assert mended(tmp_path, text, "malformed-url") == text
    assert mended(tmp_path, text, "malformed-url", "unsafe") == entry("url = {https://example.org/a_(b)}")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("doi:10.1000/182", "10.1000/182"),
        ("doi: 10.1000/182", "10.1000/182"),
        ("10.1000/182", "10.1000/182"),
        ("https://example.org/10.1000/182", "https://example.org/10.1000/182"),
    ],
)
def test_the_address_of_a_resolver(tmp_path: Path, value: str, expected: str) -> None:
    text = entry(f"doi = {{{value}}}")
    assert len(problems(tmp_path, text, "doi-as-address")) == (value != expected)
    assert mended(tmp_path, text, "doi-as-address") == entry(f"doi = {{{expected}}}")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10.1000%2F182", "10.1000/182"),
        ("10.1002/1097%3C284%3A%3AAID%3E3", "10.1002/1097<284::AID>3"),
        (r"10.1002/1097\%3C284", "10.1002/1097<284"),
        ("10.1002/1097&lt;284&gt;3", "10.1002/1097<284>3"),
        ("10.1000/182", "10.1000/182"),
        ("10.1000/1&2", "10.1000/1&2"),
        ("10.1000/18%20", "10.1000/18%20"),
    ],
)
def test_an_encoded_doi(tmp_path: Path, value: str, expected: str) -> None:
    text = entry(f"doi = {{{value}}}")
    assert bool(problems(tmp_path, text, "encoded-doi")) == (value != expected)
    assert mended(tmp_path, text, "encoded-doi") == entry(f"doi = {{{expected}}}")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("eprint = {1706.03762}, eprinttype = {arxiv}", []),
        ("eprint = {arXiv:1706.03762v2}, archiveprefix = {arXiv}", []),
        ("eprint = {math/0309136}, archiveprefix = {arXiv}", []),
        ("eprint = {math.GT/0309136}, archiveprefix = {arXiv}", []),
        ("eprint = {https://arxiv.org/abs/1706.03762}, archiveprefix = {arXiv}", []),
        ("eprint = {1706.376}, archiveprefix = {arXiv}", ["1706.376"]),
        ("eprint = {nonsense}, eprinttype = {arxiv}", ["nonsense"]),
        ("eprint = {1706.376}", []),
        ("eprint = {30021234}, eprinttype = {jstor}", []),
    ],
)
def test_numbers_of_arxiv(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(fields), "malformed-eprint") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("pmcid = {PMC1234567}", []),
        ("pmcid = {1234567}", []),
        ("pmcid = {PMC12.1}", []),
        ("pmcid = {PMCX}", ["PMCX"]),
    ],
)
def test_numbers_of_pubmed_central(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(fields), "malformed-pmid") == expected


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("doi = {10.1000/182}, url = {https://doi.org/10.1000/281}", 1),
        ("doi = {10.1000/182}, url = {https://doi.org/10.1000/182}", 0),
        ("doi = {10.1000/abc}, url = {http://dx.doi.org/10.1000/ABC}", 0),
        ("doi = {10.1000/182}, url = {https://example.org/tides}", 0),
        ("url = {https://doi.org/10.1000/281}", 0),
    ],
)
def test_two_dois(tmp_path: Path, fields: str, count: int) -> None:
    assert len(problems(tmp_path, entry(fields), "doi-against-url")) == count


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("url = {https://doi.org/10.1000/281}", ["doi.org/10.1000/281"]),
        ("note = {doi: 10.1000/281}", ["doi: 10.1000/281"]),
        ("url = {https://doi.org/10.1000/281}, doi = {10.1000/281}", []),
        ("issn = {978-0-19-502697-9}", ["978-0-19-502697-9"]),
        ("isbn = {0317-8471}", ["0317-8471"]),
        ("issn = {0317-8471}, isbn = {978-0-19-502697-9}", []),
        ("url = {https://example.org/10.1000}", []),
    ],
)
def test_identifiers_in_fields_of_others(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(fields), "misplaced-identifier") == expected


@pytest.mark.parametrize(
    ("fields", "expected", "fixing"),
    [
        ("url = {https://doi.org/10.1000/281}", "doi = {10.1000/281}", "unsafe"),
        ("url = {https://doi.org/10.1000/281}", "url = {https://doi.org/10.1000/281}", "safe"),
        ("note = {doi: 10.1000/281}", "note = {doi: 10.1000/281}", "unsafe"),
        ("issn = {978-0-19-502697-9}", "isbn = {978-0-19-502697-9}", "safe"),
        ("isbn = {0317-8471}", "issn = {0317-8471}", "safe"),
        ("issn = {9780195026979}, isbn = {080442957X}", "issn = {9780195026979}, isbn = {080442957X}", "safe"),
    ],
)
def test_identifiers_are_moved(tmp_path: Path, fields: str, expected: str, fixing: Fixing) -> None:
    assert mended(tmp_path, entry(fields), "misplaced-identifier", fixing) == entry(expected)


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("a.json", '[{"id": "a", "type": "book", "DOI": "10.1000.182"}]', "malformed-doi"),
        ("a.json", '[{"id": "a", "type": "book", "ISBN": "978-0-19-502697-8"}]', "wrong-isbn"),
        ("a.json", '[{"id": "a", "type": "webpage", "URL": "http//example.org"}]', "malformed-url"),
        ("a.ris", "TY  - BOOK\nTI  - Tides\nSN  - 978-0-19-502697-8\nER  - \n", "wrong-isbn"),
    ],
)
def test_identifiers_of_other_formats(tmp_path: Path, name: str, text: str, rule: str) -> None:
    (found,) = problems(tmp_path, text, rule, name=name)
    assert found.where.line == 1
    assert found.fix is None
