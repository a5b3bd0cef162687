"""DOIs, URLs, ISBNs, eprints, and the options that hide them."""

from __future__ import annotations

import pytest

from tests.bib.read_entry import one, variables


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("doi = {10.1/a_b%20c}", {"DOI": "10.1/a_b%20c"}),
        ("doi = {https://doi.org/10.1/a}", {"DOI": "10.1/a"}),
        ("doi = {http://dx.doi.org/10.1/a}", {"DOI": "10.1/a"}),
        ("doi = {doi: 10.1/a}", {"DOI": "10.1/a"}),
        ("doi = {DOI:10.1/a}", {"DOI": "10.1/a"}),
        ("doi = {https://e.org/10.1/a}", {"DOI": "https://e.org/10.1/a"}),
        ("url = {https://e.org/a%20b\\_c}", {"URL": "https://e.org/a%20b_c"}),
        ("url = {\\url{https://e.org/a_b}}", {"URL": "https://e.org/a_b"}),
        ("url = {https://e.org/~me}", {"URL": "https://e.org/~me"}),
        ("url = {https://e.org/{\\~{}}a/$\\sim$b/\\textasciitilde c/\\~{}d}", {"URL": "https://e.org/~a/~b/~c/~d"}),
        ("url = {https://e.org/\\textasciitildes}", {"URL": "https://e.org/\\textasciitildes"}),
        ("url = {https://e.org/\n   a?b=1\\&c=2}", {"URL": "https://e.org/a?b=1&c=2"}),
        ("doi = {10.1/a{\\_}b}", {"DOI": "10.1/a_b"}),
        ("urlraw = {https://e.org}", {"URL": "https://e.org"}),
        ("isbn = {ISBN 978-3-16-148410-0}", {"ISBN": "978-3-16-148410-0"}),
        ("isbn = {ISBN-13: 978-3-16-148410-0}", {"ISBN": "978-3-16-148410-0"}),
        ("issn = {1234-5678}", {"ISSN": "1234-5678"}),
        ("pmid = {12}, pmcid = {PMC3}", {"PMID": "12", "PMCID": "PMC3"}),
        ("eprint = {1}, eprinttype = {pubmed}", {"PMID": "1"}),
        ("eprint = {PMC1}, eprinttype = {pmc}", {"PMCID": "PMC1"}),
        ("eprint = {1805.1}, eprinttype = {arxiv}", {"URL": "https://arxiv.org/abs/1805.1"}),
        ("eprint = {arXiv:1805.1}, archiveprefix = {arXiv}", {"URL": "https://arxiv.org/abs/1805.1"}),
        ("eprint = {1805.1}, eprinttype = {arxiv}, url = {https://e.org}", {"URL": "https://e.org"}),
        ("eprint = {23}, eprinttype = {jstor}", {"URL": "https://www.jstor.org/stable/23"}),
        ("eprint = {10/1}, eprinttype = {hdl}", {"URL": "https://hdl.handle.net/10/1"}),
        ("eprint = {abc}, eprinttype = {googlebooks}", {"URL": "https://books.google.com?id=abc"}),
        ("eprint = {hal-1}, eprinttype = {HAL}", {"URL": "https://hal.science/hal-1"}),
        ("eprint = {urn:nbn:de:1}, eprinttype = {urn}", {"URL": "https://nbn-resolving.org/urn:nbn:de:1"}),
        ("eprint = {https://arxiv.org/abs/1}, eprinttype = {arxiv}", {"URL": "https://arxiv.org/abs/1"}),
        ("eprint = {x}, eprinttype = {nobody}", {}),
    ],
)
def test_identifiers(fields: str, expected: dict[str, str]) -> None:
    assert variables("article", fields) == {"type": "article-journal", **expected}


def test_what_is_told_of_an_eprint_is_kept() -> None:
    fields = "eprint = {1805.1}, archiveprefix = {arXiv}, primaryclass = {math.PR}"
    assert one("misc", fields).extra == {"eprint": "1805.1", "archiveprefix": "arXiv", "primaryclass": "math.PR"}


@pytest.mark.parametrize(
    ("kind", "options", "shown"),
    [
        ("book", "url=false", {"DOI", "ISBN", "PMID"}),
        ("book", "doi = false, isbn={false}, eprint=false", {"URL"}),
        ("book", "url=true", {"DOI", "ISBN", "PMID", "URL"}),
        ("online", "url=false", {"DOI", "ISBN", "PMID", "URL"}),
    ],
)
def test_what_the_options_hide_is_kept(kind: str, options: str, shown: set[str]) -> None:
    fields = {"url": "https://e.org", "doi": "10.1/a", "isbn": "1", "eprint": "2"}
    written = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    reference = one(kind, f"{written}, eprinttype = {{pubmed}}, options = {{{options}}}")
    assert set(reference.texts) == shown
    hidden = {"url": "URL", "doi": "DOI", "isbn": "ISBN"}
    for name, variable in hidden.items():
        assert (name in reference.extra) == (variable not in shown)
