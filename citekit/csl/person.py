"""One name, printed: the order of its parts, initials, particles.

Source: CSL 1.0.2, Name, Name-part Order, Name-part Formatting. Lists of names are the matter of ``names``.
"""

from __future__ import annotations

import re
from typing import Literal

from citekit.csl.dress import decorated
from citekit.csl.fieldtext import tokens_of
from citekit.csl.nodes import PLAIN, Dress
from citekit.csl.output import Token, Tokens
from citekit.markup import parse_markup
from citekit.model import Name
from citekit.patterns import pattern
from citekit.values import NamedTuple, replace

Demotion = Literal["never", "sort-only", "display-and-sort"]
_JOINS_ON = ("'", "’", "ʼ", "-", "‐")

# Letters of scripts that set given names first, with a space, and have initials.
_ROMANESQUE = pattern(r"[A-Za-z\u00aa-\u058f\u0590-\u06ff\u0900-\u097f\u0e00-\u0e5b\u1e00-\u1fff]")


class PersonStyle(NamedTuple):
    """How single names are set. *initialize_with* is ``None`` where given names are printed as they are; *sorting*
    leaves the particle out of short names too, where the style demotes it.
    """

    form: Literal["long", "short"] = "long"
    initialize_with: str | None = None
    initialize: bool = True
    initialize_with_hyphen: bool = True
    sort_separator: str = ", "
    demotion: Demotion = "display-and-sort"
    family: Dress = PLAIN
    given: Dress = PLAIN
    sorting: bool = False


def printed(  # noqa: PLR0911 - one for each script and form
    name: Name, style: PersonStyle, *, inverted: bool, given: int = 0
) -> Tokens:
    """Return *name* as tokens.

    *given* is what disambiguation asks for: 1 initials beside a short name, 2 the given name in full.
    """
    if style.initialize_with is not None and "." not in style.initialize_with and "." in name.suffix:
        name = replace(name, suffix=name.suffix.replace(".", ""))  # "Doe JQ Jr": a style without stops has none
    if name.literal:
        return tuple(decorated(_text(name.literal), style.family._replace(prefix="", suffix="")))
    given_text = _given(name, style, given)
    script = _script(name)
    if script == 0 and style.form == "short" and not given:
        return _part(style.family, name.family)
    if script == 0:
        return (*_part(style.family, name.non_dropping_particle + name.family), *_part(style.given, given_text))
    if style.form == "short" and not given:
        if style.sorting and style.demotion != "never":
            return _part(style.family, name.family) or _part(style.given, name.given)
        return _part(style.family, name.non_dropping_particle, name.family) or _part(style.given, name.given)
    if script == 1 or name.static_ordering:
        family = _part(style.family, name.non_dropping_particle, name.family)
        return _between(" ", family, _part(style.given, given_text))
    return _inverted(name, style, given_text) if inverted else _direct(name, style, given_text)


def _given(name: Name, style: PersonStyle, given: int) -> str:
    if style.initialize_with is None or given == 2 or not name.given or not name.family:
        return name.given  # a name of one part alone is no given name to cut short
    shown = initials(
        name.given, style.initialize_with, initialize=style.initialize, hyphen=style.initialize_with_hyphen
    )
    return shown.rstrip(" ")


def _script(name: Name) -> int:
    """Return 2 for a name in letters, 0 for one in another script (Chinese, Japanese …), 1 for a mixture."""
    if not name.family or _begins_with_letter(name.family) or _ROMANESQUE.search(name.family.replace('"', "")):
        return 2
    return 1 if name.given and _begins_romanesque(name.given) else 0


def _begins_romanesque(text: str) -> bool:
    return _begins_with_letter(text) or bool(_ROMANESQUE.match(text))


def _begins_with_letter(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha()


def _direct(name: Name, style: PersonStyle, given: str) -> Tokens:
    """Return "Jean de La Fontaine III"."""
    family, dropping, particle = name.family, name.dropping_particle, name.non_dropping_particle
    if dropping and family and not particle and dropping.endswith(_JOINS_ON):
        family, dropping = dropping + family, ""
    suffix = ((f", {name.suffix}" if name.comma_suffix else f" {name.suffix}"),) if name.suffix else ()
    if not family or not (style.family.prefix or style.family.suffix):
        surname = (*_part(style.family, particle, family), *suffix)
        return _between(" ", _part(style.given, given, dropping), surname)
    # Affixes of the family name enclose the particles before it, and its suffix.
    worn = style.family._replace(prefix="", suffix="")
    before = decorated(_text(dropping), style.given._replace(prefix="", suffix=""))
    enclosed = _between(" ", tuple(before), _part(worn, particle, family, suffix))
    surname = tuple(decorated(list(enclosed), Dress(style.family.prefix, style.family.suffix)))
    return _between(" ", _part(style.given, given), surname)


def _inverted(name: Name, style: PersonStyle, given: str) -> Tokens:
    """Return "La Fontaine, Jean de, III", or "Fontaine, Jean de La, III" with the particle demoted."""
    particle = name.non_dropping_particle
    if style.demotion == "display-and-sort":
        before = _part(style.family, name.family)
        after = _part(style.given, given, name.dropping_particle, particle=particle, of=style.family)
    else:
        before = _part(style.family, particle, name.family)
        after = _part(style.given, given, name.dropping_particle)
    suffix = (name.suffix,) if name.suffix else ()
    return _between(style.sort_separator, _between(style.sort_separator, before, after), suffix)


def _part(
    dress: Dress, first: str, second: str = "", suffix: Tokens = (), *, particle: str = "", of: Dress = PLAIN
) -> Tokens:
    """Return a name part and its particle: each in the part's format, both inside its affixes.

    *particle* of another part, dressed as *of*, may stand inside too.
    """
    if dress == PLAIN and of == PLAIN:
        return (*_text(_joined(_joined(first, second), particle)), *suffix)
    bare = dress._replace(prefix="", suffix="")
    tokens: list[Token] = decorated(_text(first), bare)
    for text, worn in ((second, bare), (particle, of._replace(prefix="", suffix=""))):
        if text:
            joint = [] if not tokens or (text == second and first.endswith(_JOINS_ON)) else [" "]
            tokens = [*tokens, *joint, *decorated(_text(text), worn)]
    if not tokens:
        return suffix
    return tuple(decorated([*tokens, *suffix], Dress(dress.prefix, dress.suffix)))


def _text(text: str) -> list[Token]:
    """Return a name's text: apostrophes set, markup read."""
    if not text:
        return []
    found = tokens_of(parse_markup(text)) if "<" in text or '"' in text else text.replace("'", "’")
    return [found] if isinstance(found, str) else list(found)


def _between(joint: str, first: Tokens, second: Tokens) -> Tokens:
    return (*first, joint, *second) if first and second else first or second


def sort_name(name: Name, demotion: Demotion, *, form: str = "long") -> tuple[str, ...]:
    """Return what a name is sorted by: family name, then given name, then suffix (CSL 1.0.2, Sorting)."""
    if name.literal:
        return (name.literal,)
    particle, family = name.non_dropping_particle, name.family
    if demotion == "never":
        first, second = _joined(particle, family), _joined(name.given, name.dropping_particle)
    else:
        first = family
        second = _joined(_joined(name.given, name.dropping_particle), particle)
    return (first,) if form == "short" else tuple(part for part in (first, second, name.suffix) if part)


def _joined(first: str, second: str) -> str:
    if not first or not second:
        return first or second
    return first + second if first.endswith(_JOINS_ON) else f"{first} {second}"


_SPLIT = pattern(r"(\s*-\s*|\s+)")
_WORD = pattern(r"^([^\W\d_])([^\W\d_]*)(\.*)(.*)$", re.DOTALL)


def initials(given: str, terminator: str, *, initialize: bool = True, hyphen: bool = True) -> str:
    """Return *given* with its names cut to initials, each followed by *terminator*.

    ``initialize=False`` only sets the initials that are there. Lower-case words stay; a hyphen before a
    lower-case letter does not begin a name. Source: CSL 1.0.2, Name (``initialize-with``).

    >>> initials("Jean-Luc B.", ". ")
    'J.-L. B.'
    >>> initials("Jean Luc B", ".", initialize=False)
    'Jean Luc B.'
    """
    if not _begins_romanesque(given):
        return given
    text = given if hyphen else given.replace("-", " ")
    text = re.sub(r"-(?=[a-z])", "\u2013", text)
    text = re.sub(r"\.(?=[^\W\d_])", ". ", text)  # "J.R.R." is three initials
    pieces = _SPLIT.split(text.strip())
    set_ = _initialized(pieces, terminator) if initialize else _normalized(pieces, terminator)
    return re.sub(r"\s+", " ", set_.replace("\u2013", "-")).strip()


def _initialized(pieces: list[str], terminator: str) -> str:
    result = ""
    for index in range(0, len(pieces), 2):
        word = pieces[index]
        separator = pieces[index - 1].strip() if index else ""
        match = _WORD.match(word)
        if word.endswith(".") and len(word) > 2:
            result = (result.rstrip() + "-" if separator == "-" else result) + word[:-1] + terminator
        elif match and match[1] == match[1].upper():
            if separator == "-":
                result = result.rstrip() + "-"
            result += _initial(match[1], match[2]) + terminator
        elif word:
            result = f"{result.rstrip()} {word} " if result else f"{word} "
    return re.sub(r"\s+", " ", result).strip() if result.endswith(" ") else result


def _initial(first: str, rest: str) -> str:
    """Return a name's initial: its first letter, with the rest of a digraph typed in capitals ("TRaci" -> "Tr")."""
    capitals = re.match(r"[^\W\d_]*", rest)
    upper = ""
    for letter in capitals.group() if capitals else "":
        if letter != letter.upper():
            break
        upper += letter
    return first + (upper.lower() if len(upper) < len(rest) else "")


def _normalized(pieces: list[str], terminator: str) -> str:
    result = ""
    previous_short = False
    for index in range(0, len(pieces), 2):
        word, separator = pieces[index], pieces[index - 1] if index else ""
        bare = word.removesuffix(".")
        short = (len(bare) == 1 and bare == bare.upper()) or (word.endswith(".") and len(bare) > 0)
        if index:
            if separator.strip() == "-":
                result = result.rstrip() + "-"
            elif not (previous_short and short) and not result.endswith(" "):
                result += " "
        result += bare + terminator if short else word
        previous_short = short
    return re.sub(r"\s+", " ", result).rstrip()
