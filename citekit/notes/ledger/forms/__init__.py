"""The forms that a ledger can be written in, and read from: YAML, footnotes of Markdown, citations of CSL-JSON.

All say the same of every ledger; only YAML is edited in place. docs/ledger-forms.md describes them.
"""

from __future__ import annotations

from os.path import splitext
from typing import TYPE_CHECKING

from citekit.errors import UsageError
from citekit.findings import Span
from citekit.values import NamedTuple

if TYPE_CHECKING:
    from citekit.findings import Source
    from citekit.model import Ledger

YAML, MARKDOWN, CSL_JSON = "yaml", "markdown", "csl-json"


class Form(NamedTuple):
    """A form by its name, and the suffixes of its files, the usual one first."""

    name: str
    suffixes: tuple[str, ...]


FORMS = (
    Form(YAML, (".yaml", ".yml")),
    Form(MARKDOWN, (".md", ".markdown")),
    Form(CSL_JSON, (".json",)),
)


def form_of(path: str) -> str:
    """Return the name of the form of the file at *path*, by its suffix; YAML where that says nothing.

    >>> form_of("notes.md"), form_of("NOTES.JSON"), form_of("-")
    ('markdown', 'csl-json', 'yaml')
    """
    suffix = splitext(path)[1].lower()  # noqa: PTH122 - a path here is a text, and may be "-"
    return next((form.name for form in FORMS if suffix in form.suffixes), YAML)


def read(source: Source, form: str = "") -> Ledger:
    """Read a ledger in *form*, "" for that of the file's name; its findings tell, in file order, what is wrong."""
    match form or form_of(source.path):
        case "markdown":
            from citekit.notes.ledger.forms import footnotes  # noqa: PLC0415 - each form loads what it needs

            return footnotes.read(source)
        case "csl-json":
            from citekit.notes.ledger.forms import citations  # noqa: PLC0415 - as above

            return citations.read(source)
        case _:
            from citekit.notes.ledger.reading import read_ledger  # noqa: PLC0415 - as above

            return read_ledger(source)


def write(ledger: Ledger, form: str) -> str:
    """Return *ledger* in *form*; what is read of it is *ledger* again, apart from places and the path.

    Raises: InvalidInputError with the errors of a ledger that was not read whole; UsageError for what none can say.
    """
    match form:
        case "markdown":
            from citekit.notes.ledger.forms import footnotes_writing  # noqa: PLC0415 - as above

            return footnotes_writing.write(ledger)
        case "csl-json":
            from citekit.notes.ledger.forms import citations_writing  # noqa: PLC0415 - as above

            return citations_writing.write(ledger)
        case _:
            from citekit.notes.ledger.writing import write_ledger  # noqa: PLC0415 - as above

            return write_ledger(ledger)


def schema() -> str:
    """Return the JSON Schema of YAML ledgers, as text."""
    from importlib.resources import files  # noqa: PLC0415 - slow to load

    return (files("citekit.notes.ledger") / "schema.json").read_text(encoding="utf-8")


def check_editable(path: str) -> None:
    """Check that the ledger at *path* is of the form that is edited in place.

    Raises: UsageError.
    """
    if form_of(path) != YAML:
        hint = f"citekit ledger convert {path} --to yaml -o notes.yaml"
        raise UsageError("only YAML ledgers are edited in place", where=Span(path), hint=hint)
