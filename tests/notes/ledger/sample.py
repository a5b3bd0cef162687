"""Ledgers to edit: with comments, in every shape that one can have."""

from __future__ import annotations

from citekit.findings import Source

COMMENTED = """# What the notes cite.
citekit-ledger: 1   # the version
passage: old.txt
notes:
  # The first part

  # on eleven
  11: See @old [pp. 290–91]; cf. @older.  # here
      # set in deeper
  # on twelve
  12:
    before: The old decision
    cites:
      - key: old   # the press
        locator: vol. 5, p. 23
  "13": >-
    Long @{old} text

    # no comment @b
  # after thirteen

  "*": 'mail a@old, and \\@old'
  # at the end
source: "@old"
"""
CHAPTERS = """citekit-ledger: 1
notes:
  - chapter: One
    # on one
    1: "@a"
    2: "@b"

  # on two, one
  - 1: "@a"
    2: "@b"
  - chapter: Three
    1: "@a"
"""
BRACES = 'citekit-ledger: 1\nnotes: {1: "@a", 2: "See @b [p. 3]"}  # all\nsource: "@c"\n'
RUNS_IN_BRACES = 'citekit-ledger: 1\nnotes:\n  - {chapter: One, 1: "@a", 2: "@b"}\n  - {chapter: Two, 1: "@b"}\n'
EMPTY = "citekit-ledger: 1\nnotes: {}  # none\n"
UNFILLED = 'citekit-ledger: 1\nnotes:\n  # on one\n  1:\n  # on two\n  2:\n  # on three\n  3: !proposed "@a"\n'

ALL = (COMMENTED, CHAPTERS, BRACES, RUNS_IN_BRACES, EMPTY, UNFILLED)


def source(text: str, path: str = "notes.yaml") -> Source:
    return Source(path, text)
