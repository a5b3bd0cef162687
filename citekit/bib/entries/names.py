r"""Names -> a list as BibTeX and biblatex write them: the way back from ``people/name_lists.py`` and its neighbours.

Source: as for those. Each name has the plainest form that is read back as the same name: "von Last, Jr, First"; a word
in braces where it would be read otherwise; biblatex's ``family=Last, given=First`` where that is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from citekit.bib.latex.decoding import to_text
from citekit.bib.latex.writing import text_to_latex
from citekit.bib.people.contributors import OTHER_NAMES, name_of
from citekit.bib.people.name_lists import read_people
from citekit.model import Name
from citekit.patterns import pattern
from citekit.values import NamedTuple

_JOINING = "'’ʼ‘-"  # a particle that ends so stands in one word with the name
_PARTING = pattern(r"[\s,={}\\\"~;]")  # what keeps a part of the extended form from being read whole


class NameForm(NamedTuple):
    """How names are written: with biblatex's *extended* form, with prefixes in *use* (``useprefix``), in ASCII."""

    extended: bool
    use_prefix: bool = False
    ascii_only: bool = False


def list_to_bib(names: Sequence[Name], form: NameForm, options: Mapping[int, str] = MappingProxyType({})) -> str:
    """Return *names* as a list; the last may stand for those it does not name ("and others").

    *options* are those of names by their number, and of the list as 0 (biblatex manual, appendix E).
    """
    written = [options[0]] if 0 in options else []
    for number, name in enumerate(names, 1):
        if name == OTHER_NAMES and number > 1:
            written.append("others")
        elif number in options:
            written.append(", ".join((_extended(name, "", form), options[number])))
        else:
            written.append(name_to_bib(name, form))
    return " and ".join(written)


def read_options(text: str) -> dict[int, str]:
    """Return the options of a list as ``contributors.py`` keeps them ("nosortothers=true; 2: given-i=JP") by name."""
    found: dict[int, str] = {}
    for part in text.split("; "):
        number, colon, options = part.partition(": ")
        if colon and number.isdecimal():
            found[int(number)] = options
        else:
            found[0] = part
    return found


def name_to_bib(name: Name, form: NameForm) -> str:
    """Return one name in the plainest form that says it, else in the plainest of all."""
    if name.literal or not name.family:
        return f"{{{text_to_latex(name.literal or name.given or name.suffix, ascii_only=form.ascii_only)}}}"
    fair = text = ""  # the first that is one name, though another
    for text in _candidates(name, form):
        read = read_back(text, form)
        if alike(read, name):
            return text
        fair = fair or (text if read else "")
    return fair or text


def _whole(name: Name) -> str:
    """Return a name as it is written in running text, without its given name."""
    return " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family, name.suffix)))


def read_back(text: str, form: NameForm) -> Name | None:
    """Return what a reader makes of a name, ``None`` where it is not one name."""
    people = read_people(text)
    if len(people.persons) != 1 or people.others:
        return None
    return name_of(people.persons[0], use_prefix=form.use_prefix, decode=to_text)


def alike(first: Name | None, second: Name) -> bool:
    """Tell if two names are the same, but for the shape of apostrophes, which TeX makes typographic."""
    return first is not None and (first == second or _straight(first) == _straight(second))


def _straight(name: Name) -> tuple[object, ...]:
    parts = (getattr(name, part) for part in Name.__slots__)
    return tuple(part.replace("’", "'").replace("‘", "'") if isinstance(part, str) else part for part in parts)


def _candidates(name: Name, form: NameForm) -> Iterator[str]:
    """Yield the ways to write the name of a person, the plainest first."""
    written = partial(text_to_latex, ascii_only=form.ascii_only)
    family, given, suffix = written(name.family), written(name.given), written(name.suffix)
    prefix = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    heads = [family, f"{{{family}}}"]
    if prefix:
        heads = [f"{written(prefix)} {head}" for head in heads]
        if prefix[-1] in _JOINING:  # d'Alembert
            heads = [written(prefix + name.family)]
    if given:
        for one, other in ((given, suffix), (f"{{{given}}}", f"{{{suffix}}}")):
            for head in heads:
                yield f"{head}, {other}, {one}" if suffix else f"{head}, {one}"
    elif not suffix and " " not in family:
        yield from heads
    if form.extended and (given or suffix or prefix):
        yield _extended(name, "useprefix", form)
    yield f"{{{written(_whole(name))}}}"


def _extended(name: Name, use: str, form: NameForm) -> str:
    """Return the form with labels (biblatex manual, 3.4); *use* says "useprefix", where that has to be said."""
    prefix = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    labelled = []
    for label, part in (("family", name.family), ("given", name.given), ("prefix", prefix), ("suffix", name.suffix)):
        latex = text_to_latex(part, ascii_only=form.ascii_only)
        if latex:
            labelled.append(f"{label}={{{latex}}}" if _PARTING.search(latex) else f"{label}={latex}")
    use_prefix = bool(name.non_dropping_particle) and not name.dropping_particle
    if use and prefix and use_prefix != form.use_prefix:
        labelled.append(f"useprefix={str(use_prefix).lower()}")
    return ", ".join(labelled)
