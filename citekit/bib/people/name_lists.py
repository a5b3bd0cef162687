r"""Lists of names as BibTeX writes them: "von Last, Jr, First and others" -> people in four parts -> Name.

Sources: BibTeX's name grammar ("Tame the BeaST", N. Markey, 11); biblatex manual, 2.2.1 (``and``, ``and others``),
2.3.3 (names in braces), 3.4 (``family=Last, given=First``) and appendix E (options of lists and names); where they
leave something open, what biber 2.18 makes of it (``tests/bib/people/test_name_lists.py``). In short:

- "First von Last": the particle is the first run of words in small letters; the last word is always family name.
- "von Last, First" and "von Last, Jr, First": the particle is the words in small letters at the head.
- A word is in small letters when its first character is; an accent does not hide it (``{\'e}tienne``), braces do.
- A whole name in braces is an institution, if it has no labels in it.

Deviation: a tie parts words as in BibTeX ("D.~E.~Knuth"; biber makes all of it a family name), and a name all in small
letters keeps its family name ("own, own"; biber: a particle). What biber refuses is read and reported: an empty name,
too many commas, a part without content; so are a stray ``and`` at either end, "et al.", semicolons between names, and
entities of HTML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from citekit.bib.latex.decoding import to_text
from citekit.bib.latex.splitting import group_of, split_commas, split_list, split_semicolons, split_words
from citekit.patterns import pattern
from citekit.values import NamedTuple

# Hears what is odd about a list: rule, message, hint.
Report = Callable[[str, str, str], None]
Options = Mapping[str, str]

_NO_OPTIONS: Options = MappingProxyType({})
_PARTS = frozenset(("family", "given", "prefix", "suffix"))
# Biblatex manual, appendix E: what may be set for one list of names.
_LIST_OPTIONS = frozenset(
    "giveninits labelalphanametemplatename nametemplates nohashothers nosortothers sortingnamekeytemplatename "
    "terseinits uniquelist uniquename uniquenametemplatename useprefix".split()
)
# The most frequent kind of name: "Last, First Middle", with nothing that could mean anything else.
_USUAL = pattern(r"([^\W\d_]+), ([^{}\\~\"=&;,\s]+(?: [^{}\\~\"=&;,\s]+)*)")
_LABEL = pattern(r"\s*([A-Za-z][A-Za-z-]*)\s*=")
_EXTENDED = pattern(r"(?:^|[,\"])\s*(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_ET_AL = pattern(r"(?:^|[\s,]+)(?:et\.?[\s~]+al\.?|u\.[\s~]*a\.|и[\s~]+др\.?)$", re.IGNORECASE)
# "A. B.", "A.-B.", and "AB" as PubMed writes initials.
_INITIALS = pattern(r"(?:[^\W\d_]\.[\s~-]*)+|[^\W\d_](?:[\s~-]+[^\W\d_])*|(?!I+$|IV$|VI*$)[A-Z]{1,3}")
_ABBREVIATED = ("al.", "al", "a.", "др.", "др")  # as _ET_AL may end
_ENTITY = pattern(r"\\?&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# A letter with its accent, in braces or not; a command that is a letter, with the blanks that TeX swallows. Braces
# around a command of the second kind stay: they are a group as others (biber 2.18). All begin with a sign of two, so
# that a search goes from one to the next.
_ACCENTED = (
    r"(?:[`'^\"~=.]|[bcdfhkruvCGHU](?![A-Za-z]))\s*"
    r"(?:\{\s*(?:\\[ij]|[^\W\d_])\s*\}|\\[ij](?![A-Za-z])\s*|[^\W\d_])"
)
_LETTER = pattern(
    rf"[{{\\](?:(?<=\{{)\\{_ACCENTED}\s*\}}|(?<=\\){_ACCENTED}"
    r"|(?<=\\)(?:aa|AA|ae|AE|oe|OE|ss|SS|dh|DH|dj|DJ|th|TH|ng|NG|[oOlLij])(?![A-Za-z])(?:\{\}|\s*(?!\s|and\s))?)"
)


class Person(NamedTuple):
    """One name in its parts, each LaTeX text with single blanks.

    An *institution* was all in braces; its name is *family*. *options* is all else that the extended form says:
    ``useprefix``, initials (``given-i``), ``id``, ``hash``, parts of other data models.
    """

    family: str = ""
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    institution: bool = False
    options: Options = _NO_OPTIONS


class People(NamedTuple):
    """A list of names; *others* says that there are more of them ("and others"), *options* holds for all."""

    persons: tuple[Person, ...] = ()
    others: bool = False
    options: Options = _NO_OPTIONS


def read_people(text: str, report: Report | None = None) -> People:
    """Return the people that *text*, the LaTeX text of a field, lists.

    >>> [tuple(person[:4]) for person in read_people("van der Berg, Jr., Jan and Ludwig van Beethoven").persons]
    [('Berg', 'Jan', 'van der', 'Jr.'), ('Beethoven', 'Ludwig', 'van', '')]
    """
    report = report or _unheard
    return people_of(members_of(text, report), report)


def members_of(text: str, report: Report) -> list[str]:
    """Return the members of a list of names, none of them blank, ready for ``people_of``."""
    if "&" in text:
        text = _without_entities(text, report)
    if "\\" in text:
        text = _LETTER.sub(lambda found: _letter(found[0]), text)
    return _members(text, report)


def people_of(members: Iterable[str], report: Report) -> People:
    """Return the people that the *members* of a list are; each is read by itself."""
    persons: list[Person] = []
    others = False
    options: dict[str, str] = {}
    for member in members:
        if (usual := _USUAL.fullmatch(member)) and not member.endswith(_ABBREVIATED):
            persons.append(Person(usual[1], usual[2]))
        elif (group_of(member) or member).strip().lower() == "others":
            others = True
        elif "=" in member and (given := _list_options(member)):
            options |= given
        elif member.startswith("xdata") and member[5:].lstrip().startswith("="):
            report("name-xdata", f"{member!r} in a list of names: there is no such @xdata entry", "")
        elif member.lower().endswith(_ABBREVIATED) and (et_al := _ET_AL.search(member)):
            others = True
            report("name-others", f"'{et_al[0].strip(' ,')}' in a list of names", 'write "and others"')
            persons += _persons(member[: et_al.start()], report) if et_al.start() else ()
        else:
            persons += _persons(member, report)
    return People(tuple(persons), others, options or _NO_OPTIONS)


def _unheard(_rule: str, _message: str, _hint: str) -> None:
    """Report to nobody."""


def _members(text: str, report: Report) -> list[str]:
    members = split_list(text.strip())
    hint = "one 'and' between two names; a name in braces may hold it"
    if members[0].startswith(("and ", "and\t", "and\n")) or members[0] == "and":
        members[0] = members[0][3:].lstrip()
        report("name-list", "a list of names begins with 'and'", hint)
    if members[-1].endswith((" and", "\tand", "\nand")):
        members[-1] = members[-1][:-3].rstrip()
        report("name-list", "a list of names ends in 'and'", hint)
    elif not all(members) and any(members):
        report("name-list", "a list of names has two 'and' without a name between them", hint)
    return [member for member in members if member]


def _without_entities(text: str, report: Report) -> str:
    r"""Put the characters for entities of HTML: "M&uuml;ller", "Smith \&amp; Sons"."""
    import html  # noqa: PLC0415 - few lists have them

    def character(entity: re.Match[str]) -> str:
        found = html.unescape(f"&{entity[1]};")
        if found.startswith("&") and len(found) > 1:  # no entity of that name
            return entity[0]
        report("name-entity", f"an entity of HTML in a name: {entity[0].lstrip(chr(92))!r}", f"write {found!r}")
        return re.sub(r"[&%$#_{}]", r"\\\g<0>", found)

    return _ENTITY.sub(character, text)


def _list_options(member: str) -> Options:
    """Read ``useprefix=true, nosortothers=true``, which stands in a list like a name and holds for all of it."""
    pairs = [part.partition("=") for part in split_commas(member)]
    if all(equals and label.strip() in _LIST_OPTIONS for label, equals, _ in pairs):
        return {label.strip(): value.strip() for label, _, value in pairs}
    return _NO_OPTIONS


def _persons(member: str, report: Report) -> list[Person]:
    """Read one member of a list; it is several people where semicolons or commas stand in the place of "and"."""
    return [person for one in _apart(member, report) if any((person := _person(one, report))[:4])]


def _apart(member: str, report: Report) -> list[str]:
    hint = "put ' and ' between names"
    if ";" in member and len(pieces := split_semicolons(member)) > 1:
        report("name-semicolon", f"a semicolon in a name: {member!r}", hint)
        if all(len(split_commas(piece)) > 1 for piece in pieces):
            return pieces
    if member.count(",") > 2 and "=" not in member and len(parts := split_commas(member)) > 3:
        report("name-commas", f"too many commas in the name {member!r}", hint)
        if len(parts) % 2 == 0 and all(_INITIALS.fullmatch(part) for part in parts[1::2]):
            return [f"{last}, {first}" for last, first in zip(parts[::2], parts[1::2], strict=True)]
    return [member]


def _person(text: str, report: Report) -> Person:
    if (group := group_of(text)) is not None:
        if "=" in group and _EXTENDED.search(group):  # as some programs write it
            return _extended(group, report)
        return Person(family=group.strip(), institution=True)
    if "=" in text and _EXTENDED.search(text):
        return _extended(text, report)
    parts = split_commas(text) if "," in text else [text]
    if not all(parts[:-1]):
        report("name-empty-part", f"nothing before a comma in the name {text!r}", "")
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return _unswapped(split_words(parts[0])) if parts else Person()
    if len(parts) == 2:
        return _swapped(parts[0], "", parts[1])
    return _swapped(parts[0], parts[1], ", ".join(parts[2:]))


def _swapped(last: str, suffix: str, first: str) -> Person:
    """Return "von Last, suffix, First"."""
    words = split_words(last)
    cut = 0
    while cut < len(words) - 1 and _is_small(words[cut]):
        cut += 1
    return Person(_text(words[cut:]), _text(split_words(first)), _text(words[:cut]), _text(split_words(suffix)))


def _unswapped(words: Sequence[str]) -> Person:
    """Return "First von Last"."""
    end = len(words) - 1
    start = 0
    while start < end and not _is_small(words[start]):
        start += 1
    if start == end:
        return Person(_text(words[end:]), _text(words[:end]))
    cut = start
    while cut < end and _is_small(words[cut]):
        cut += 1
    return Person(_text(words[cut:]), _text(words[:start]), _text(words[start:cut]))


def _text(words: Sequence[str]) -> str:
    """Return words as one part; one that is all a group loses its braces."""
    if len(words) == 1 and words[0].startswith("{"):
        group = group_of(words[0])
        return words[0] if group is None else group.strip()
    return " ".join(words)


def _is_small(word: str) -> bool:
    """Is the first character of *word* a small letter?

    >>> [_is_small(word) for word in ("van", "{van}", "étienne", "'t", "фон")]
    [True, False, True, False, True]
    """
    first = word[0]
    return "a" <= first <= "z" or (first > "\x7f" and unicodedata.category(first) == "Ll")


@lru_cache(maxsize=1024)
def _letter(command: str) -> str:
    return to_text(command).strip()


def _extended(text: str, report: Report) -> Person:
    """Read ``family=Cohen, given={Stephen F.}, prefix=van, useprefix=true``; quotes protect commas as braces do."""
    values: dict[str, str] = {}
    label = ""
    for piece in _quoted_pieces(text):
        if found := _LABEL.match(piece):
            label, piece = found[1].lower(), piece[found.end() :]  # noqa: PLW2901 - what is left of it
            values[label] = ""
        else:
            report("name-parts", f"{piece!r} has no label in the name {text!r}", "a part with a comma stands in quotes")
        label = label or "family"
        values[label] = ", ".join(filter(None, (values.get(label, ""), piece.strip().strip('"').strip())))
    parts = {name: _text(split_words(values[name])) for name in _PARTS if name in values}
    options = {name: value for name, value in values.items() if name not in _PARTS and value}
    alone = set(parts) == {"family"} and group_of(values["family"]) is not None
    return Person(**parts, institution=alone, options=options or _NO_OPTIONS)


def _quoted_pieces(text: str) -> list[str]:
    """Return the parts between commas that are neither in braces nor in quotes; quotes around a part are gone."""
    if text[0] == text[-1] == '"' and text.count('"') == 2 and all(map(_LABEL.match, split_commas(text[1:-1]))):
        return split_commas(text[1:-1])
    pieces: list[str] = []
    quoted = False
    for part in split_commas(text):
        if quoted:
            pieces[-1] += f", {part}"
        else:
            pieces.append(part)
        quoted = pieces[-1].count('"') % 2 == 1
    return [piece[1:-1] if len(piece) > 1 and piece[0] == piece[-1] == '"' else piece for piece in pieces if piece]
