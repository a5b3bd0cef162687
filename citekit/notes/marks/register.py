"""Technical texts: notes on software and the like, where words end in numbers that are their own ("utf8", "ua1").

Told by the signs of code and by the words of the trade, counted against the length of the text. A long text is judged
by stretches of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_SIGNS = re.compile(
    r"""
      https?://\S* | www\.\S*
    | ` | (?<![\w.])@\w | \w@\w | (?<!\S)--?[A-Za-z]\w | \w\(\) | ::\w | [^\W_]_[^\W_] | (?<![\w&])\#\d
    | (?<!\S)[~.]?/?[.\w-]*[a-z]/[a-z_.]            # a path
    | (?<!\w)\w{0,30}[a-z][A-Z][a-z]\w*              # camelCase
    | ^[ \t]*[-+*][ ] | (?<=\s)[*+][ ](?=\w)         # lists of items
    | </?[a-z][\w-]{0,20}[ />]
    | (?<![\w.])v?\d{1,4}\.\d{1,4}\.\d               # a version
    | [\w-]\.(?:py|cc?|h|cpp|js|ts|rs|go|java|txt|md|html?|xml|json|toml|ya?ml|cfg|ini|sh|so|jar|tex|bib|bst|csl|el|
        p[lm]|conf|org|com|net|io|rst|css|sty|cls|log|exe|dll)\b
    | \w=\w | [=!<>]= | [-=]> | && | \|\| | \b[A-Z]{2,8}-\d{3}
    """,
    re.VERBOSE | re.MULTILINE,
)
_WORD = re.compile(r"[a-z]+")
_WORDS = frozenset(
    """
    api apis bug bugs bugfix bugfixes upstream deprecated install installs installed installing installation configure
    configured configuration compile compiled compiler compiling parser parsers parsing backend backends regex plugin
    plugins module modules package packages command commands option options directory directories unicode string
    strings boolean default defaults runtime linux windows debian github git python java javascript html xml json css
    utf url urls cli gui ascii config callback callbacks database file files filename filenames software code user
    users error errors warning warnings crash crashes fix fixes fixed refactor refactored refactoring changelog release
    releases version versions server client shell stdin stdout header headers metadata syntax locale wrapper debug
    debugging endpoint async test tests build builds builtin cache cached dependency dependencies tcp ssl
    kernel patch patches
    """.split()
)
"""Words that notes on software are full of; in a history or an article there is one of them on a page."""

_DENSE = 7.0
"""Signs and words to a thousand characters, from which a text is technical; one article in a hundred is so."""

_LEAST = 4
_NAME, _REPEATED = 5, 2
"""A name of so many letters and more counts twice at most: an article may be about one protein."""
_STRETCH, _STRETCHES = 4000, 8


def is_technical(text: str) -> bool:
    """Tell whether *text* is about software, in a time that does not grow with it.

    >>> is_technical("Fixed a crash in `parse_file()` of python3. Added the option --quiet to the build.")
    True
    """
    count = length = 0
    for stretch in _stretches(text):
        signs = Counter(_SIGNS.findall(stretch))
        count += sum(times if len(sign) < _NAME else min(times, _REPEATED) for sign, times in signs.items())
        count += sum(word in _WORDS for word in _WORD.findall(stretch.lower()))
        length += len(stretch)
    return count >= _LEAST and 1000 * count >= _DENSE * length


def _stretches(text: str) -> Iterator[str]:
    if len(text) <= _STRETCH * _STRETCHES:
        yield text
        return
    for at in range(_STRETCHES):
        start = at * (len(text) - _STRETCH) // (_STRETCHES - 1)
        yield text[start : start + _STRETCH]
