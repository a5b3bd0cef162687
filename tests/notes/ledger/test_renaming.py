"""Another key in ledgers and Markdown: the cites say the new one, and nothing else is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import InvalidInputError
from citekit.findings import Source
from citekit.notes.citesyntax import parse_note
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.renaming import cited_keys, rename_in_ledger, rename_in_markdown

_LEDGER = """citekit-ledger: 1   # the version
passage: old.txt
source: "@old [p. 3]"
notes:
  # what @old says
  11: See @old [pp. 290–91]; cf. @older and -@old.
  12:
    before: The old decision
    cites:
      - key: old   # here
        locator: vol. 5, p. 23
      - {key: "old", prefix: see old}
      - "@old [p. 3]"
  13: >-
    Long @{old} text
    [see @old, p. 3; @other].
  14: 'mail a@old, and \\@old'
  15:
    - "Nothing."
    - cites: [{key: 'old'}]
"""


def ledger(text: str) -> Source:
    return Source("notes.yaml", text)


def test_every_cite_of_a_ledger_is_renamed_and_every_comment_stays() -> None:
    renamed = rename_in_ledger(ledger(_LEDGER), "old", "cohen1973")
    pairs = zip(_LEDGER.split("\n"), renamed.split("\n"), strict=True)
    changed = [after.strip() for before, after in pairs if before != after]
    assert changed == [
        'source: "@cohen1973 [p. 3]"',
        "11: See @cohen1973 [pp. 290–91]; cf. @older and -@cohen1973.",
        "- key: cohen1973   # here",
        '- {key: "cohen1973", prefix: see old}',
        '- "@cohen1973 [p. 3]"',
        "Long @{cohen1973} text",
        "[see @cohen1973, p. 3; @other].",
        "- cites: [{key: 'cohen1973'}]",
    ]
    assert cited_keys(ledger(renamed)) == {"cohen1973", "older", "other"}
    assert rename_in_ledger(ledger(renamed), "cohen1973", "old") == _LEDGER


@pytest.mark.parametrize("new", ["null", "true", "a:b", "a/b.c", "12", "x-", "é", "a b"])
def test_any_key_is_written_so_that_it_is_read(new: str) -> None:
    renamed = ledger(rename_in_ledger(ledger(_LEDGER), "old", new))
    assert cited_keys(renamed) == {new, "older", "other"}
    assert not read_ledger(renamed).findings


def test_a_ledger_without_the_key_stays() -> None:
    assert rename_in_ledger(ledger(_LEDGER), "none", "x") == _LEDGER


def test_line_ends_stay() -> None:
    text = _LEDGER.replace("\n", "\r\n")
    renamed = rename_in_ledger(ledger(text), "old", "new")
    assert renamed.count("\r\n") == renamed.count("\n") == text.count("\n")
    assert cited_keys(ledger(renamed)) == {"new", "older", "other"}


def test_a_ledger_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(InvalidInputError, match="not valid YAML"):
        rename_in_ledger(ledger("notes: {1: '@old'"), "old", "new")


def test_notes_whose_numbers_begin_again_are_renamed_too() -> None:
    text = "- chapter: '@old'\n  1: See @old\n- 1: !proposed [{cites: [key: old]}]\n"
    renamed = rename_in_ledger(Source("n.yaml", f"citekit-ledger: 1\nnotes:\n{text}"), "old", "new")
    assert renamed.endswith("- chapter: '@old'\n  1: See @new\n- 1: !proposed [{cites: [key: new]}]\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("As @old [p. 3] says; see [-@old; @older].", "As @new [p. 3] says; see [-@new; @older]."),
        ("@old: he said, @old's, (@old)", "@new: he said, @new's, (@new)"),
        ("@{old} and me@old.org, \\@old", "@{new} and me@old.org, \\@old"),
        ("`@old` and ``a `@old` ``, @old", "`@old` and ``a `@old` ``, @new"),
        ("```\n@old\n```\n@old\n", "```\n@old\n```\n@new\n"),
        ("~~~ md\n@old\n```\n~~~\n\n@old", "~~~ md\n@old\n```\n~~~\n\n@new"),
        ("---\nnocite: '@old'\n---\n", "---\nnocite: '@new'\n---\n"),
        ("a ` alone, @old, and another `", "a ` alone, @old, and another `"),
        ("@old.pdf and @old_2", "@old.pdf and @old_2"),
    ],
)
def test_markdown_is_renamed_outside_code(before: str, after: str) -> None:
    assert rename_in_markdown(before, "old", "new") == after


@given(
    st.text(alphabet="@old{}[]-;:. \\`\n", max_size=40),
    st.sampled_from(("new", "n:w", "né-w", "n w", "n.", "12")),
)
def test_a_text_cites_what_it_cited_before_with_the_new_key(text: str, new: str) -> None:
    if "`" in text:
        return
    renamed = rename_in_markdown(text, "old", new)

    def cited(note: str) -> list[str]:
        parts = parse_note(note).parts
        return [cite.key for part in parts if not isinstance(part, tuple) for cite in part.cites]

    assert cited(renamed) == [new if key == "old" else key for key in cited(text)]
