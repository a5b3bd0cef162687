"""The words of a note and of a library in one spelling, so that they can be compared.

Cyrillic is read as Latin, and ways to write a Russian name in Latin letters are one: Троцкий, Trotsky, Trotskii and
Trotzki.
"""

from __future__ import annotations

from functools import lru_cache

from citekit.folding import folded
from citekit.patterns import pattern
from citekit.values import NamedTuple

_WORD = pattern(r"[^\W_]+")
_CYRILLIC = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэіґў", "abvgdeziklmnoprstufyeigu", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
    | {"й": "i", "ё": "e", "ї": "i", "є": "ie"}
)
# From one way of writing a sound to another; the order counts.
_SOUNDS = (
    ("tsch", "ch"),
    ("schtsch", "shch"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("yu", "iu"),
    ("ju", "iu"),
    ("ya", "ia"),
    ("ja", "ia"),
    ("yo", "e"),
    ("ye", "e"),
    ("je", "e"),
    ("tz", "ts"),
    ("j", "i"),
    ("y", "i"),
    ("w", "v"),
    ("x", "ks"),
    ("ck", "k"),
    ("ph", "f"),
    ("kh", "h"),
    ("ch", "h"),
    ("ii", "i"),
    ("ie", "e"),
)


class Word(NamedTuple):
    """``text[start:end]`` of a note; *word* is its common spelling."""

    start: int
    end: int
    word: str


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words and numbers of *text*.

    >>> [one.word for one in words_of("Троцкий, “Über” 1928")]
    ['trotskii', 'uber', '1928']
    """
    return tuple(Word(match.start(), match.end(), spelled(match[0])) for match in _WORD.finditer(text))


@lru_cache(maxsize=2**16)
def spelled(word: str) -> str:
    """Return *word* folded, in Latin letters."""
    return folded(word).translate(_CYRILLIC).replace(" ", "")


@lru_cache(maxsize=2**16)
def sound(word: str) -> str:
    """Return a spelled *word* so that ways of writing one name are one.

    >>> {sound(spelled(name)) for name in ("Троцкий", "Trotsky", "Trotskii", "Trotzki")}
    {'trotski'}
    """
    for one, other in _SOUNDS:
        word = word.replace(one, other)
    return "".join(letter for place, letter in enumerate(word) if word[place - 1 : place] != letter)


# Words that tell nothing of a work: closed classes, and what every description of a book has.
NEUTRAL = frozenset(
    """
    a an the of and in on to for by with from at as or its his her their into between under over
    der die das des dem den ein eine einer eines und im am zu zur zum von vom mit fur uber aus bei auf
    le la les l de du des d et un une au aux en dans par sur sous pour
    el los las del y e o da do dos das no na em um uma il lo gli i di della delle dei degli nel nella
    i v na s k o iz ot do po za u ob vo so ne
    ed eds edited editor editors trans transl translated translator hrsg hg herausgegeben ubers ubersetzt dir sous
    direction
    red sost pod per izd tom t vol vols volume band bd bde no nr nos heft issue p pp s ff f c cc str chap ch kap
    al others ua u
    series rev revised edition edn auflage aufl th nd rd st repr reprint vols new series ser
    press university verlag publishers publishing books company co inc ltd
    january february march april may june july august september october november december
    """.split()
)
