"""References and findings as bytes: what is packed comes back the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.storage.packed import findings_of, key_bytes, key_of, of_bytes, pack, packed_findings, to_bytes, unpack
from citekit.findings import Finding, Severity, Span
from citekit.model import Date, Key, Name, Reference
from citekit.richtext import Format, Link, Styled
from citekit.values import replace
from tests.bib import strategies as made

PATHS = ["one.bib", "two.bib"]
FILES = {path: number for number, path in enumerate(PATHS)}
WHERE = Span("two.bib", 3, 7, 12)
TEXT = st.text(st.characters(exclude_characters="\ufdd0"), max_size=8)


def back(reference: Reference, paths: list[str] = PATHS) -> Reference:
    return unpack(pack(reference, FILES), paths)


@given(made.references(made.ANY_CHARACTER, texts=made.inlines(formats=(*made.FORMATS, *made.ODD_FORMATS), links=True)))
def test_a_reference_comes_back_the_same(reference: Reference) -> None:
    there = replace(reference, where=WHERE)
    assert back(there) == there
    assert back(there).where == WHERE
    assert list(back(there).texts) == list(there.texts)
    assert hash(tuple(back(there).texts.values())) == hash(tuple(there.texts.values()))  # tuples, not lists


# A value for every field of every class: a field that is added and not kept makes a test fail here.
NAME = Name("Gogh", "Vincent", "van", "de", "Jr.", "V.", comma_suffix=True, static_ordering=True)
DATE = Date((1970, 12, 31), (1971, 2), 2, circa=True, literal="then")
FORMAT = Format("italic", "bold", "small-caps", "underline", "sup", "block", "protected")
FINDING = Finding("rule", "in one.bib:3", WHERE, Severity.WARNING, "see two.bib", "key")
REFERENCE = Reference(
    Key("key"),
    "book",
    {"title": ("a", Styled(("b", Link(("c",), "https://example.org")), FORMAT))},
    {"volume": "3"},
    {"author": (NAME,)},
    {"issued": DATE},
    {"extra": "kept"},
    WHERE,
)


@pytest.mark.parametrize(
    ("full", "empty"),
    [
        (NAME, Name()),
        (DATE, Date()),
        (FORMAT, Format()),
        (FINDING, Finding("", "", Span(""))),
        (REFERENCE, Reference(Key(""), "")),
        (WHERE, Span("")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_field_has_a_value_here(full: Any, empty: Any) -> None:
    assert [slot for slot in full.__slots__ if getattr(full, slot) == getattr(empty, slot)] == []


def test_every_field_is_kept() -> None:
    assert back(REFERENCE) == REFERENCE
    assert back(REFERENCE).where == WHERE
    assert findings_of(of_bytes(to_bytes(packed_findings([FINDING], FILES))), PATHS) == (FINDING,)


def test_the_same_content_may_lie_elsewhere() -> None:
    moved = ["/elsewhere/one.bib", "/elsewhere/two.bib"]
    assert back(REFERENCE, moved).where == Span("/elsewhere/two.bib", 3, 7, 12)
    (finding,) = findings_of(of_bytes(to_bytes(packed_findings([FINDING], FILES))), moved)
    assert (finding.message, finding.hint) == ("in /elsewhere/one.bib:3", "see /elsewhere/two.bib")


def test_a_place_in_another_file_stays_there() -> None:
    there = replace(REFERENCE, where=Span("third.bib"))
    assert back(there).where == Span("third.bib")
    assert back(replace(REFERENCE, where=None)).where is None


@given(st.builds(Finding, TEXT, TEXT, st.builds(Span, st.sampled_from(PATHS)), st.sampled_from(Severity), TEXT, TEXT))
def test_findings_come_back_the_same(finding: Finding) -> None:
    assert findings_of(of_bytes(to_bytes(packed_findings([finding], FILES))), PATHS) == (finding,)


@given(st.text(st.characters(), max_size=5) | st.sampled_from(["\ud800", "a\0b", "\udfff\ud800"]))
def test_keys_of_any_characters(text: str) -> None:
    assert key_of(key_bytes(Key(text))) == text
    reference = Reference(Key(text), "book", {"title": (text,)})
    assert back(reference) == reference


@pytest.mark.parametrize("value", [float("nan"), object(), b"bytes", {1, 2}])
def test_what_has_no_form_is_refused(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        pack(Reference(Key("a"), "book", extra={"odd": value}), FILES)


def test_the_mark_of_a_path_is_refused() -> None:
    with pytest.raises(ValueError, match="mark"):
        packed_findings([replace(FINDING, message="\ufdd0")], FILES)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[",
        b"[]",
        b"null",
        b"{}",
        b"[1,2,3]",
        b'["k","t",{},{},{},{},{}]',
        b'["k","t",5,{},{},{},{},null]',
    ],
)
def test_bytes_that_are_no_reference_are_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError, LookupError, AttributeError)):
        unpack(data, PATHS)
