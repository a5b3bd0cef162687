"""Which form a file is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from citekit import read_ledger
from citekit.errors import InvalidInputError, UsageError
from citekit.findings import Source
from citekit.model import Ledger
from citekit.notes.ledger import forms
from citekit.notes.ledger.blocks import checked_ledger
from tests.notes.ledger.strategies import ledgers


@pytest.mark.parametrize("form", forms.FORMS)
def test_a_project_reads_each_form_by_its_suffix(form: forms.Form, tmp_path: Path) -> None:
    ledger = forms.read(Source("n.yaml", 'citekit-ledger: 1\nnotes: {1: "See @a."}\n'))
    for suffix in form.suffixes:
        path = tmp_path / f"notes{suffix.upper()}"
        path.write_text(forms.write(ledger, form.name))
        assert read_ledger(path).notes == ledger.notes


@pytest.mark.parametrize(("name", "text"), [("n.md", "Nothing.\n"), ("n.json", "{}"), ("n.yaml", "- 3\n")])
def test_errors_of_each_form_are_raised(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InvalidInputError):
        read_ledger(tmp_path / name)


@pytest.mark.parametrize("path", ["notes.md", "notes.json"])
def test_only_yaml_is_edited_in_place(path: str) -> None:
    with pytest.raises(UsageError, match="only YAML ledgers are edited in place") as error:
        checked_ledger(Source(path, ""))
    assert f"citekit ledger convert {path} --to yaml" in error.value.hint


@settings(max_examples=50, deadline=None)
@given(ledgers)
def test_all_forms_say_the_same(ledger: Ledger) -> None:
    texts = {form.name: forms.write(ledger, form.name) for form in forms.FORMS}
    for name, text in texts.items():
        again = forms.read(Source("", text), name)
        assert {other: forms.write(again, other) for other in texts} == texts
