"""Lists of names, as the rules look at them; what recurs is read once.

Most lists are as they should be, and ``is_odd`` tells so before anything is looked at closely.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from citekit.bib.latex.splitting import split_commas, split_list, split_semicolons
from citekit.bib.people.name_lists import Person, read_people
from citekit.checks.entry import Entry
from citekit.patterns import pattern
from citekit.values import NamedTuple

NAME_FIELDS = frozenset(
    "author editor translator bookauthor editora editorb editorc holder director annotator commentator introduction "
    "foreword afterword".split()
)

# Words that people are not called by. Names that people have, too ("Church", "Bank"), are not among them.
_INSTITUTIONS = frozenset(
    "Ministry Department University Universität Université Universidad Università Universidade Universiteit "
    "Universitet Uniwersytet Univerzita Organization Organisation Organización Committee Comité Komitee "
    "Commission Kommission Comisión Commissione Association Associazione Asociación Institute Institut "
    "Institution Instituto Istituto Instytut Bundesamt Bundesministerium Bundesanstalt Landesamt Ministerium "
    "Ministère Ministerio Ministero Ministerstwo Académie Akademie Academy Accademia Akademia Society Société "
    "Società Sociedad Gesellschaft Council Conseil Consejo Consortium Foundation Stiftung Fondation Fundación "
    "Fondazione Federation Fédération Federación Agency Bureau Authority Museum Musée Museo Library Bibliothek "
    "Bibliothèque Biblioteca Biblioteka Archives Laboratory Corporation Government Parliament Collaboration Team "
    "Company Inc. Ltd. GmbH Министерство Институт Академия Университет Комитет Комиссия Общество Комиссариат".split()
)
_OTHER_WORDS = frozenset(
    "et et. etal etal. al. al ET AL. AL u.a. u. др. др ed. eds. ed eds Ed. Eds. Hrsg. Hg. hrsg. hg. éd. éds. "
    "{et {and".split()
)
_LEAST = 4
"""Letters of a name in capitals that is told: shorter ones may be initials, or an acronym."""
_NUMERAL = pattern(r"[IVXLC]+")
_NO_LETTER = str.maketrans("", "", "-'’ ")
_SIGN = pattern(r"[;&@*†‡§¶$(0-9¹²³]")
_CAPITALS = pattern(r"[A-ZÀ-ÖØ-ÞА-Я]{3}")
_CAPITAL = r"[^\W\d_a-zß-ÿа-я][\w.'’-]*"
_LIKE_NAMES = pattern(rf"{_CAPITAL}(?:[\s~]+{_CAPITAL}){{1,3}}")
_WITH_INITIALS = pattern(rf"(?:[^\W\d_]\.[\s~-]*)+{_CAPITAL}")


class Flaw(NamedTuple):
    """What is wrong with characters *start* to *end* of a list of names; *new* is what mends it, ``None`` unknown."""

    start: int
    end: int
    message: str
    hint: str = ""
    new: str | None = None
    safe: bool = False


@lru_cache(maxsize=1)  # the rules ask for it one behind the other
def name_lists(entry: Entry) -> list[tuple[str, str]]:
    """Return the lists of names of an entry that may be odd, each with its field's name."""
    return [(name, field.value) for name, field in entry.fields.items() if name in NAME_FIELDS and is_odd(field.value)]


@lru_cache(maxsize=16384)
def is_odd(names: str) -> bool:
    """Tell whether there may be anything in a list but "Last, First" and "First Last"."""
    commas = names.count(",")
    if commas and (names[1:2] == "." or commas > names.count(" and ") + 1 or _is_mixed(names)):
        return True
    words = names.split()
    return (
        not words
        or words[0] == "and"
        or words[-1] == "and"
        or words[0][0] == ","
        or " ," in names
        or "~al" in names
        or "and and" in names
        or not _INSTITUTIONS.isdisjoint(words)
        or not _OTHER_WORDS.isdisjoint(words)
        or _SIGN.search(names) is not None
        or _CAPITALS.search(names) is not None
    )


def _is_mixed(names: str) -> bool:
    """Tell whether there is a comma before the first "and" and none behind the last."""
    first = names.find(" and ")
    return (
        first != -1
        and not names.endswith("others")
        and names.find(",") < first
        and names.find(",", names.rfind(" and ")) == -1
    )


@lru_cache(maxsize=16384)
def people(names: str) -> tuple[Person, ...]:
    """Return the persons of a list of names."""
    return read_people(names).persons


def members(names: str) -> Iterator[tuple[int, str]]:
    """Yield the members of a list of names, each with the place that it begins at."""
    place = 0
    for member in split_list(names):
        found = names.find(member, place)
        if member and found != -1:
            place = found + len(member)
            yield found, member


@lru_cache(maxsize=4096)
def capitals(names: str) -> tuple[str, ...]:
    """Return the family names of a list that are all in capitals; one that is the whole name may be an acronym."""
    if not _CAPITALS.search(names):
        return ()
    families = (one.family for one in read_people(names).persons if one.given and "\\" not in one.given)
    odd = (one for one in families if _is_in_capitals(one.translate(_NO_LETTER)) and one in names)
    return tuple(dict.fromkeys(odd))


def _is_in_capitals(family: str) -> bool:
    return len(family) >= _LEAST and family.isupper() and family.isalpha() and not _NUMERAL.fullmatch(family)


@lru_cache(maxsize=4096)
def not_parted(names: str) -> tuple[Flaw, ...]:
    """Return the members of a list that are several names."""
    found: list[Flaw] = []
    parts = list(members(names))
    for place, member in parts:
        if "{" in member or "=" in member:
            continue
        pieces, safe = _pieces(member, alone=len(parts) == 1, last=parts[-1][1])
        if not pieces and member.count(",") > 2 and len(split_commas(member)) > 3:
            message = f"too many commas in the name {' '.join(member.split())!r}"
            found.append(Flaw(place, place + len(member), message, "put ' and ' between names"))
        elif pieces:
            new = " and ".join(pieces)
            message = f"{len(pieces)} names in one: {' '.join(member.split())!r}"
            found.append(Flaw(place, place + len(member), message, "put ' and ' between names", new, safe))
    return tuple(found)


def _pieces(member: str, *, alone: bool, last: str) -> tuple[list[str], bool]:
    r"""Return the names that a member is, and whether they are read as such; none for a single name.

    >>> _pieces("Lee, Ann; Kay, Bo", alone=True, last="")
    (['Lee, Ann', 'Kay, Bo'], True)
    >>> _pieces("A. Lee, B. Kay", alone=False, last="C. Day")
    (['A. Lee', 'B. Kay'], False)
    """
    if ";" in member:
        pieces = split_semicolons(member)
        safe = all(len(split_commas(piece)) > 1 for piece in pieces)
        return [piece for piece in pieces if piece], safe
    if "&" in member:
        sides = [side.strip(" \\") for side in member.split("&")]
        return (sides, False) if all("," in side or _LIKE_NAMES.fullmatch(side) for side in sides) else ([], False)
    return (_between_commas(member, sure=not alone and _LIKE_NAMES.fullmatch(last) is not None), False)


def _between_commas(member: str, *, sure: bool) -> list[str]:
    """Return the names between commas, none where it may be one name; *sure* says that others have none in them."""
    parts = [part for part in split_commas(member) if part]
    if len(parts) < 2:
        return []
    if all(map(_WITH_INITIALS.fullmatch, parts)) or (
        (sure or len(parts) > 2) and all(map(_LIKE_NAMES.fullmatch, parts))
    ):
        return parts
    if len(parts) > 3 and len(parts) % 2 == 0 and not any(" " in part for part in parts[::2]):
        return [f"{last}, {first}" for last, first in zip(parts[::2], parts[1::2], strict=True)]
    return []


_DOUBLED = pattern(r"(?<=\s)[aA][nN][dD]\s+(?=[aA][nN][dD]\s)")
_FIRST = pattern(r"\s*[aA][nN][dD]\s+(?=\S)")
_LAST = pattern(r"\s+[aA][nN][dD]\s*$")
_COMMA = pattern(r"(?:^\s*|(?<=\s)and\s+),\s*|\s*,(?=\s*(?:,|$|and\s))")


@lru_cache(maxsize=4096)
def gaps(names: str) -> tuple[Flaw, ...]:
    """Return what stands in a list of names without a name beside it: "and", a comma."""
    found: list[Flaw] = []
    hint = "one 'and' between two names; a name in braces may hold it"
    if first := _FIRST.match(names):
        found.append(Flaw(0, first.end(), "a list of names begins with 'and'", hint, "", safe=True))
    if last := _LAST.search(names):
        found.append(Flaw(*last.span(), "a list of names ends in 'and'", hint, "", safe=True))
    doubled = "two 'and' without a name between them"
    found += [Flaw(*one.span(), doubled, hint, "", safe=True) for one in _DOUBLED.finditer(names)]
    if "," in names and "=" not in names:
        for one in _COMMA.finditer(names):
            new = "and " if "and" in one[0] else ""
            found.append(Flaw(*one.span(), "a comma without a name beside it", "take it out", new, safe=True))
    return tuple(found)


@lru_cache(maxsize=4096)
def institutions(names: str) -> tuple[Flaw, ...]:
    """Return the members of a list of names that are institutions and have no braces."""
    if _INSTITUTIONS.isdisjoint(names.replace(",", " ").split()):
        return ()
    found: list[Flaw] = []
    parts = list(members(names))
    for place, member in parts:
        head = member.partition(",")[0].split()
        if "{" not in member and len(head) > 1 and not _INSTITUTIONS.isdisjoint(head):
            # "Ministry of Trade and Industry" is two members: which "and" is in a name cannot be told
            new = f"{{{member}}}" if len(parts) == 1 else None
            message = f"{' '.join(member.split())!r} is read as a person"
            hint = "put it in braces" if new else "put the whole name in braces, an 'and' in it too"
            found.append(Flaw(place, place + len(member), message, hint, new))
    return tuple(found)
