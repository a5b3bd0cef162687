"""Markdown manuscripts beside pandoc: the same citations are found, and what is written is read as it is meant."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.documents import markdown
from citekit.documents import pandoc as pandoc_documents
from citekit.documents.manuscript import SetCited, Setting
from citekit.model import Bibliography, BibliographyEntry, Key
from tests.documents.pandocjson import ast, merged, needs_pandoc, pandoc, with_cites_as

pytestmark = needs_pandoc

TEXT = r"""---
title: T
---

# Head [@a]

As @a [p. 3] says *[see @b, pp. 3--4; -@c]*, and "@a". Not `@x`, \@x, x@y.z, $@x$, <http://a.b/@x>.
Lazy [@c]: on.[^1] More^[In @a [p. 5] and [@b].].

[^1]: See [@a]; so

    more [@b].

- item [@a]

    its paragraph @b

        code @x

1. `code`

   ~~~
   @x
   ~~~

> quoted [@c]
> and [@a
> p. 3].

| a    | b    |
|------|------|
| [@a] | @b x |

Term
:   Meaning [@a].

::: {.box}
Boxed [@b].
:::

(@good) Example @a.

As (@good) says.

<div class="x">
In it @a.
</div>

<!-- @x

@x -->

    indented @x

[link @a](http://x/@x) ![image](@x.png)

\begin{center}
@x
\end{center}

---
abstract: On [@x]
---

The end [@c].
"""


def test_the_rewritten_text_has_the_same_structure() -> None:
    one = markdown.read("m.md", TEXT.encode())
    made = markdown.rewrite(one, Setting(tuple(SetCited(("WORD",)) for _ in one.cited))).decode()
    before = with_cites_as(ast(TEXT), "WORD")
    after = ast(made)
    assert merged(after["blocks"]) == merged(before["blocks"])


def test_pandoc_finds_the_same_citations() -> None:
    one = markdown.read("m.md", TEXT.encode())
    document = ast(TEXT)
    document["meta"] = {}
    other = pandoc_documents.read("m.json", json.dumps(document).encode())
    in_order = [[(cite.key, cite.locator, cite.form) for cite in each.citation.cites] for each in one.cited]
    assert in_order == [[(cite.key, cite.locator, cite.form) for cite in each.citation.cites] for each in other.cited]
    assert [each.citation.mode for each in one.cited] == [each.citation.mode for each in other.cited]
    assert [note.number for note in one.notes] == [note.number for note in other.notes]


def test_notes_and_bibliography_are_read_as_such() -> None:
    text = "“So [@a].” As @b says so [@c].[^x]\n\n[^x]: Old.\n\n# Works\n\n::: {#refs}\n:::\n"
    one = markdown.read("m.md", text.encode())
    entries = tuple(BibliographyEntry(Key(key), (f"1. {key} @me",)) for key in "ab")
    made = markdown.rewrite(
        one,
        Setting(
            (SetCited((), ("- First",)), SetCited(("Bo",), ("Second [x]",)), SetCited((), ("Third *",))),
            lists=(Bibliography(entries),),
        ),
    ).decode()
    html = pandoc(made, "-f", "markdown", "-t", "html", "--wrap=none")
    assert html.count('role="doc-noteref"') == 4
    assert "says so.<a" in html
    assert [f"<p>{words}<a" in html for words in ("- First", "Second [x]", "Third *", "Old.")] == [True] * 4
    assert '<div id="refs"' in html
    assert "<p>1. a @me</p>" in html


WORDS = [" [@a] ", " @a ", " @a [p. 3] ", " [see @a; @b] ", "^[so @a] ", "`@x` ", "*so* ", " $x$ ", "\\@x ", "[l](u) "]
SIGNS = ["x", ".", ",", " ", " ", " ", "(", ")", "**", "\n", "\n\n", "\n\n> ", "\n\n- ", "\n\n    ", "\n\n# "]
TABLE = "\n\n| a | @b |\n|--|--|\n| [@a] | c |\n\n"
PIECES = st.sampled_from([*WORDS, *SIGNS, TABLE])


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_text_keeps_its_structure(text: str) -> None:
    one = markdown.read("m.md", text.encode())
    made = markdown.rewrite(one, Setting(tuple(SetCited(("WORD",)) for _ in one.cited))).decode()
    assert merged(ast(made)["blocks"]) == merged(with_cites_as(ast(text)["blocks"], "WORD"))
