"""A search in a library: what is found, and what to try when nothing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citekit.bib.search.fulltext import Found, Index, index_of
from citekit.bib.search.query import NAMES, Term, Words, Years, parse
from citekit.errors import UsageError
from citekit.model import Key, Reference
from citekit.nearest import nearest
from citekit.values import NamedTuple

# A field without a word.
_BARE = frozenset(f"{name}:" for name in NAMES)


class Search(NamedTuple):
    """What was *found*; if nothing was, *why*, and a *hint* what to try, which may be empty."""

    found: Found
    why: str = ""
    hint: str = ""


def search(references: Mapping[Key, Reference], texts: Sequence[str], limit: int = 0) -> Search:
    """Return the best *limit* (0: all) of *references* for a query in the words of ``query.py``.

    Raises: UsageError if there is no word in it.
    """
    terms = parse(texts)
    if not terms:
        raise UsageError("nothing to search for: there is no word in it", hint="citekit find bukharin revolution")
    index = index_of(references)
    found = index.find(terms, limit)
    return Search(found) if found.hits else Search(found, *_reason(terms, index))


def _reason(terms: Sequence[Term], index: Index) -> tuple[str, str]:
    """Return why nothing is found, and what to try."""
    singles = list(dict.fromkeys(single for term in terms for single in _singles(term)))
    missing = [single for single in singles if not index.find([single], 1).hits]
    if not missing:
        hint = "leave one out" if len(singles) > 1 else ""
        return "each of the words is found, but no reference has them all as they were asked for", hint
    turned = next((one for one in terms if isinstance(one, Years) and one.first > one.last), None)
    if turned is not None:
        return f"the years of {_shown(turned)!r} end before they begin", f"year:{turned.last}..{turned.first}"
    if bare := next((one for one in terms if isinstance(one, Words) and one.given.lower() in _BARE), None):
        return f"{bare.given!r} stands alone", f"write the word to look for behind it: {bare.given}cohen"
    why = f"no reference has {' or '.join(repr(_shown(one)) for one in missing)}"
    fields = [f"'{name}:'" for term in terms if isinstance(term, Words) for name in _fields_like(term)]
    meant = fields or [_corrected(one, index) for one in missing if isinstance(one, Words)]
    said = ", ".join(filter(None, meant))
    return why, f"did you mean {said}?" if said else ""


def _singles(term: Term) -> list[Term]:
    """Return the words of a term one by one."""
    if isinstance(term, Years) or len(term.forms[0]) == 1:
        return [term]
    return [Words(term.field, ((word,),), term.open, word) for word in term.forms[0]]


def _shown(term: Term) -> str:
    return f"year:{term.given}" if isinstance(term, Years) else f"{term.field}{':' if term.field else ''}{term.given}"


def _corrected(term: Words, index: Index) -> str:
    near = [f"'{word}'" for word in index.near(term.forms[0][0], term.field)]
    return " or ".join(filter(None, (", ".join(near[:-1]), *near[-1:])))


def _fields_like(term: Words) -> tuple[str, ...]:
    """Return the fields that "autor" in "autor:cohen" may have meant."""
    name, colon, _ = term.given.partition(":")
    return nearest(name, NAMES, 1) if colon and not term.field and name.lower() not in NAMES else ()
