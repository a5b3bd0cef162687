"""The rule CK302."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Fix, Found, Told, told_rule
from citekit.patterns import pattern

_EMPTY = pattern(r"[^\s=]+\s*=\s*,?[ \t]*")
_ENDS = pattern(r"\s*(?:[,})]|$)")
_OTHER = {")": "}", "}": ")"}


@told_rule(
    "CK302",
    "repaired-syntax",
    tells=(
        "missing-comma missing-comma-behind-key missing-equals missing-piece extra-comma extra-delimiter "
        "other-delimiter empty-value odd-key inner-quote escaped-brace unquoted-text unclosed-comment "
        "comment-hides-entry"
    ).split(),
)
def repaired_syntax(told: Told) -> Iterator[Found]:
    """Syntax that was repaired without doubt, and over which BibTeX or biber may stumble.

    Nothing is lost here; another program may read less of the file.

    Wrong::

        @book{lee1990
          author = {Lee, Ann},
          title = {Tides},
          date = {1990},
          publisher = {Quay},
          location = {Bristol},
        }

    Right::

        @book{lee1990,
          author = {Lee, Ann},
          title = {Tides},
          date = {1990},
          publisher = {Quay},
          location = {Bristol},
        }
    """
    yield told.passed_on(_fix(told))


def _fix(told: Told) -> Fix | None:
    """Return the one change that makes the file say what was read, where there is one."""
    if told.source is None:
        return None
    start, end = told.place
    text = told.source.text
    fix = None
    match told.finding.rule:
        case "missing-comma" | "missing-comma-behind-key":
            fix = told.replacing(",", 0, 0, label="add the comma")
        case "missing-equals":
            fix = told.replacing(" =", 0, 0, label="add '='")
        case "extra-comma" | "extra-delimiter":
            fix = told.replacing("")
        case "other-delimiter" if text[start:end] in _OTHER:
            fix = told.replacing(_OTHER[text[start:end]])
        case "empty-value" if found := _EMPTY.match(text, start):
            fix = told.replacing("", 0, found.end() - start, label="take the field out")
        case "unquoted-text" if not set("{}") & set(text[start:end]) and _ENDS.match(text, end):
            fix = told.replacing(f"{{{text[start:end]}}}")
    return fix
