"""The rule CK302."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule


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
    fix = told.replacing("") if told.finding.rule == "extra-comma" else None
    yield told.passed_on(fix)
