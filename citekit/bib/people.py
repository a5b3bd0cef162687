"""Names as BibTeX writes them: "von Last, Jr, First" -> Name.

Source: BibTeX's name grammar as in "Tame the BeaST" (N. Markey), 11; biblatex manual, 2.3.3 (``and``, ``others``)
and 3.14 (name parts with ``family=``, ``given=``). A part that starts with a lower-case letter is a particle.

biblatex's ``useprefix`` decides which particle it is: false (the default there) makes it a *dropping* particle, which
CSL leaves out where a family name stands alone; true a *non-dropping* one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citekit.bib.latex import to_text
from citekit.model import Name

_Decode = Callable[[str], str]
_EXTENDED = re.compile(r"^\s*\"?\s*(family|given|prefix|suffix|useprefix)(?:-i)?\s*=", re.IGNORECASE)


def split_names(text: str) -> tuple[tuple[str, ...], bool]:
    """Split a name list at ``and``; the second value says whether it ends in ``and others``.

    >>> split_names("Danilov, V. and {Marks and Spencer} and others")
    (('Danilov, V.', '{Marks and Spencer}'), True)
    """
    names = [name for part in _split(text, re.compile(r"\s+and(?=\s)", re.IGNORECASE)) if (name := part.strip())]
    others = bool(names) and names[-1].lower() == "others"
    return tuple(names[:-1] if others else names), others


def parse_name(text: str, *, use_prefix: bool = False, decode: _Decode = to_text) -> Name:
    """Return one name.

    >>> parse_name("Cohen, Stephen F.").given
    'Stephen F.'
    >>> parse_name("{Red Army}").literal
    'Red Army'
    """
    text = text.strip()
    if _is_braced(text):
        return Name(literal=decode(text[1:-1]).strip())
    if _EXTENDED.match(text):
        return _extended(text, use_prefix=use_prefix, decode=decode)
    parts = [part.strip() for part in _split(text, re.compile(","))]
    if len(parts) == 1:
        first, von, last, suffix = _unswapped(parts[0])
    else:
        von, last = _von_last(_words(parts[0]))
        first = parts[-1]
        suffix = parts[1] if len(parts) > 2 else ""
    family, given, prefix = decode(last).strip(), decode(first).strip(), decode(von).strip()
    if not family and not given:
        return Name(literal=prefix)
    return _with_prefix(Name(family=family, given=given, suffix=decode(suffix).strip()), prefix, use_prefix=use_prefix)


def _with_prefix(name: Name, prefix: str, *, use_prefix: bool) -> Name:
    if use_prefix:
        return Name(name.family, name.given, non_dropping_particle=prefix, suffix=name.suffix)
    return Name(name.family, name.given, dropping_particle=prefix, suffix=name.suffix)


def _extended(text: str, *, use_prefix: bool, decode: _Decode) -> Name:
    """Read ``family=Cohen, given={Stephen F.}, prefix=van, useprefix=true``."""
    values: dict[str, str] = {}
    for part in _split(text, re.compile(",")):
        label, _, value = part.strip().strip('"').partition("=")
        values[label.strip().lower()] = decode(value.strip().strip('"')).strip()
    use_prefix = values.get("useprefix", str(use_prefix)).lower() == "true"
    name = Name(values.get("family", ""), values.get("given", ""), suffix=values.get("suffix", ""))
    return _with_prefix(name, values.get("prefix", ""), use_prefix=use_prefix)


def _unswapped(text: str) -> tuple[str, str, str, str]:
    """Split "First von Last"; the last word is always of the last name."""
    words = _words(text)
    lower = [position for position, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower:
        return " ".join(words[:-1]), "", " ".join(words[-1:]), ""
    first, von, last = words[: lower[0]], words[lower[0] : lower[-1] + 1], words[lower[-1] + 1 :]
    return " ".join(first), " ".join(von), " ".join(last), ""


def _von_last(words: Sequence[str]) -> tuple[str, str]:
    """Split "von Last": the particle goes to the last lower-case word before the final one."""
    if not words or not _is_lower(words[0]):
        lower = [position for position, word in enumerate(words[:-1]) if _is_lower(word)]
        if not lower:
            return "", " ".join(words)
    lower = [position for position, word in enumerate(words[:-1]) if _is_lower(word)]
    cut = lower[-1] + 1 if lower else 0
    return " ".join(words[:cut]), " ".join(words[cut:])


def _is_lower(word: str) -> bool:
    """Does *word* start with a lower-case letter, outside braces or as a special character?"""
    depth = 0
    position = 0
    while position < len(word):
        character = word[position]
        if character == "{":
            if depth == 0 and word.startswith("{\\", position):
                return to_text(word[position:])[:1].islower()
            depth += 1
        elif character == "}":
            depth -= 1
        elif depth == 0 and character == "\\":
            return to_text(word[position:])[:1].islower()
        elif depth == 0 and character.isalpha():
            return character.islower()
        position += 1
    return False


def _words(text: str) -> list[str]:
    return [word for word in _split(text, re.compile(r"[\s~]+")) if word]


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split at *separator* outside braces."""
    parts = []
    depth = start = position = 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 2
            continue
        if character == "{":
            depth += 1
        elif character == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and (match := separator.match(text, position)) and match.end() > position:
            parts.append(text[start:position])
            start = position = match.end()
            continue
        position += 1
    return [*parts, text[start:]]


def _is_braced(text: str) -> bool:
    """Is all of *text* one group that is no special character?"""
    if not (text.startswith("{") and text.endswith("}")) or text.startswith("{\\"):
        return False
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return position == len(text) - 1
    return False
