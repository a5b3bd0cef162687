"""Formats of reference files, by suffix and by name."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

import citekit.bib
from citekit.bib import reader_for, reader_named, suffixes, writer_for, writer_named, written_formats
from citekit.bib.formats import READERS, READERS_BY_NAME, WRITERS, WRITERS_BY_NAME
from citekit.errors import UsageError


def test_the_tables_have_every_module_of_a_format() -> None:
    modules = [import_module(f"citekit.bib.{found.name}") for found in pkgutil.iter_modules(citekit.bib.__path__)]
    names = {module.__name__.rpartition(".")[2]: module for module in modules if hasattr(module, "SUFFIXES")}
    assert {*READERS.values(), *WRITERS.values()} == set(names)
    assert {*READERS_BY_NAME.values(), *WRITERS_BY_NAME.values()} == set(names)
    for table, function in ((READERS, "read"), (WRITERS, "write")):
        having = {name: module for name, module in names.items() if hasattr(module, function)}
        assert set(table.values()) == set(having)
        for name, module in having.items():
            assert set(module.SUFFIXES) == {suffix for suffix, of in table.items() if of == name}
    for format_, module_name in WRITERS_BY_NAME.items():
        assert format_ == names[module_name].NAME


def test_by_suffix_and_by_name() -> None:
    assert reader_for("x.JSON").SUFFIXES == (".json",)
    assert reader_for("-") is reader_for("a.bib") is reader_named("biblatex") is reader_named("BibTeX")
    assert writer_named("CSLJSON").NAME == writer_named("json").NAME == writer_for("a.json").NAME == "csl-json"
    assert {".bib", ".json", ".ris", ".yaml"} <= set(suffixes())
    assert written_formats() == ("biblatex", "bibtex", "csl-json", "csl-yaml")
    for wrong, message in ((reader_for, "unknown suffix"), (writer_for, "says no format")):
        with pytest.raises(UsageError, match=message):
            wrong("a.docx")
    for name, message in ((reader_named, "no references are read"), (writer_named, "not written as 'ris9'")):
        with pytest.raises(UsageError, match=message):
            name("ris9")


@pytest.mark.parametrize("call", ["suffixes()", "reader_for('a.json')", "reader_for('a.yaml')", "writer_for('a.bib')"])
def test_packages_are_loaded_when_a_file_is_read(call: str) -> None:
    code = f"import sys, citekit.bib\ncitekit.bib.{call}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"rispy", "ruamel", "bibtexparser", "sqlite3", "lxml"}.isdisjoint(done.stdout.split())
