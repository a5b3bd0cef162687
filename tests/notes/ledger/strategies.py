"""Ledgers of every shape, as hypothesis makes them: texts of YAML (JSON is YAML) with odd signs in odd places."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from citekit.findings import Source
from citekit.model import Ledger
from citekit.notes.ledger.reading import read_ledger

_SIGNS = [
    *"*_[]\\-;:!{}“ż\n\x00\u2028",
    *("@a", "\\@b", "-@c", "@{odd; key}", "[see ", "**b**", "*i*", "<http://a.b>", "](http://a_b)"),
    *(", ", "; ", ". ", " ", "p. 3", " vol. 5, p. 3", "{pp. iv, vi}", " says", "See ", "cf. ", " J. B. ", "’s", "odd"),
]
short_forms = st.lists(st.sampled_from(_SIGNS), max_size=8).map("".join)
"""Notes in the short form, most of them nonsense."""

texts = st.one_of(
    st.lists(st.sampled_from([sign for sign in _SIGNS if "@" not in sign]), max_size=5).map("".join),
    st.text(max_size=5).map(lambda text: text.replace("@", "")),
)
"""Prose without cites."""

_locators: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(["p. 3", "pp. 3–4", "12", "vol. 5, p. 23", "s.v. “x y”", {"version": "2"}]),
    texts,
    st.fixed_dictionaries({"label": st.sampled_from(["page", "fol.", "title-locator"]), "value": texts}),
)
_cites: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(["@a", "See @a [p. 3]", "[see @a, p. 3 x]", "@a [p. 3; @b]", "-@{o d} [3]"]),
    st.fixed_dictionaries(
        {"key": st.one_of(st.sampled_from(["a", "b c", "{x}", "@z"]), texts)},
        optional={
            "locator": _locators,
            "prefix": short_forms,
            "suffix": short_forms,
            "suppress-author": st.booleans(),
        },
    ),
    st.fixed_dictionaries({"key": st.just("a"), "author-only": st.booleans()}),
)
_mappings = st.fixed_dictionaries({}, optional={"before": texts, "cites": st.lists(_cites, max_size=3), "after": texts})
_pieces = st.one_of(short_forms, st.sampled_from(["As @a says.", "See @a [p. 3]; cf. @b.", "Lost. See @c"]), _mappings)
values: st.SearchStrategy[Any] = st.one_of(_pieces, st.lists(_pieces, max_size=4))
"""What stands for a note in a ledger."""

_NUMBERS = st.sampled_from(["1", "2", "11", "*", "**", "a", "y", "n", "no", "07"])
_runs = st.dictionaries(_NUMBERS, values, max_size=3)
_titled = st.builds(lambda title, run: {"chapter": title, **run}, texts, _runs)


def _ledger(passage: str, source: Any, notes: Any) -> Ledger:
    fields = {"citekit-ledger": 1, "passage": passage, "source": source, "notes": notes}
    if not source:
        del fields["source"]
    return read_ledger(Source("notes.yaml", json.dumps(fields)))


ledgers = st.builds(
    _ledger,
    texts,
    st.sampled_from(["", "@a", "As @a [p. 3] says", {"cites": [{"key": "b c", "suffix": "with care"}]}]),
    st.one_of(_runs, st.lists(st.one_of(_runs, _titled), min_size=1, max_size=3)),
).filter(lambda ledger: not ledger.findings)
"""Ledgers as they are read, without errors."""
