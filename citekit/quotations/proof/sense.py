"""What a word is to the sense of a sentence: a negation, a number, a name; and whether two are one word, misread.

The words are those of each language's grammar. They only say how a difference is called: it is one in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

_NEGATIONS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "not no never none nor neither nothing nobody nowhere cannot",
        "de": "nicht nichts nie niemals niemand niemanden niemandem nirgends nirgendwo weder kein keine keinen keinem "
        "keiner keines keineswegs",
        "fr": "ne pas jamais rien aucun aucune nul nulle ni point nullement",
        "es": "no nunca jamás nada nadie ningún ninguno ninguna ni tampoco",
        "it": "non mai nulla niente nessun nessuno nessuna né neanche nemmeno neppure",
        "pt": "não nunca jamais nada ninguém nenhum nenhuma nem",
        "ru": "не нет ни никогда никто никого никому ничего ничто ничем никак никакой никакая никакие нельзя нигде "
        "никуда",
        "uk": "не ні ніколи ніхто нікого нічого ніде",
        "pl": "nie nigdy nikt nikogo nic niczego żaden żadna żadne ani",
        "cs": "ne nikdy nikdo nikoho nic ničeho žádný žádná ani",
        "nl": "niet nooit geen niets niemand nergens noch",
        "sv": "inte icke ej aldrig ingen inget inga ingenting varken",
        "fi": "ei en et emme ette eivät älä koskaan",
        "ja": "不 無 未 非",
        "zh": "不 没 沒 無 无 未 非 莫 勿",
        "la": "non nec neque numquam nunquam nihil nemo nullus nulla nullum haud",
    }.items()
}
# Negations that negate by themselves, in languages whose other ones go with them: "никто не", "nikt nie".
_ALONE: Mapping[str, frozenset[str]] = {
    "ru": frozenset(("не", "нет", "нельзя")),
    "uk": frozenset(("не",)),
    "pl": frozenset(("nie",)),
    "cs": frozenset(("ne",)),
}
# Verbs that a negation behind them negates: "was never", "hatte nicht".
_NEGATED: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "am is are was were be been being have has had do does did can could shall should will would may might "
        "must need dare ought",
        "de": "bin bist ist sind seid war warst waren sei seien wäre wären werde wirst wird werden wurde wurden würde "
        "würden habe hast hat haben hatte hatten hätte hätten kann können konnte konnten könnte soll sollen sollte "
        "sollten will wollen wollte wollten muss muß müssen musste mußte mussten mußten darf dürfen durfte durften mag "
        "mögen mochte mochten",
        "nl": "ben bent is zijn was waren heb heeft hebben had hadden kan kunnen kon konden zal zullen zou zouden wil "
        "willen wilde moet moeten moest mag mogen mocht word wordt worden werd werden",
        "sv": "är var vore har hade kan kunde ska skall skulle vill ville måste får fick bör borde blir blev",
    }.items()
}
# Beginnings and ends that negate: contractions.
_BEGINNINGS: Mapping[str, tuple[str, ...]] = {"fr": ("n'",)}
_ENDS: Mapping[str, tuple[str, ...]] = {"en": ("n't",)}

_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion first second third fourth fifth sixth seventh eighth ninth tenth half dozen "
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend million millionen "
    "deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent "
    "mille два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать двадцать тридцать сорок "
    "сто тысяча тысяч миллион dos tres cuatro cinco seis siete ocho nueve diez ciento mil due tre quattro cinque sei "
    "sette otto nove dieci cento mille".split()
)

# Letters that a scanner takes for each other, each as the first.
_MISREAD = (("m", "rn"), ("d", "cl"), ("w", "vv"), ("u", "ii"), ("h", "li"), ("nn", "im"), ("o", "0"), ("l", "1"),
            ("l", "i"), ("l", "|"), ("s", "5"), ("b", "6"), ("s", "f"), ("e", "c"), ("n", "u"), ("ш", "щ"),
            ("и", "н"), ("ü", "ii"))  # fmt: skip


def negates(word: str, language: str) -> bool:
    """Tell whether *word*, in its form for comparing, is a negation.

    >>> negates("didn't", "en-US"), negates("n'est", "fr"), negates("Keine", "de-CH"), negates("note", "en")
    (True, True, True, False)
    """
    base = language.lower().partition("-")[0]
    small = word.lower()
    if base not in _NEGATIONS:
        base = "en"
    return (
        small in _NEGATIONS[base]
        or small.endswith(_ENDS.get(base, ("\0",)))
        or small.startswith(_BEGINNINGS.get(base, ("\0",)))
    )


def negates_alone(word: str, language: str) -> bool:
    """Tell whether *word* is a negation that needs no other.

    >>> negates_alone("не", "ru"), negates_alone("никто", "ru"), negates_alone("nobody", "en")
    (True, False, True)
    """
    alone = _ALONE.get(language.lower().partition("-")[0])
    return word.lower() in alone if alone is not None else negates(word, language)


def is_negated_behind(word: str, language: str) -> bool:
    """Tell whether *word* is a verb that a negation right behind it negates.

    >>> is_negated_behind("was", "en-GB"), is_negated_behind("cheered", "en")
    (True, False)
    """
    return word.lower() in _NEGATED.get(language.lower().partition("-")[0], frozenset())


def is_number(word: str) -> bool:
    """Tell whether *word* is a number, in figures or letters."""
    return any(sign.isdigit() for sign in word) or word.lower() in _NUMBERS


@lru_cache(maxsize=4096)
def _seen(word: str) -> str:
    word = word.lower()
    for one, other in _MISREAD:
        word = word.replace(other, one)
    return word


def may_be_misread(one: str, other: str) -> bool:
    """Tell whether a scanner may make one word of the other.

    >>> may_be_misread("modern", "rnodern"), may_be_misread("1928", "1929"), may_be_misread("all", "a1l")
    (True, False, True)
    """
    if one.isdigit() and other.isdigit():
        return False
    return one != other and _seen(one) == _seen(other)


def is_respelled(one: str, other: str) -> bool:
    """Tell whether two words differ in a letter or two only, so that one may be the other, spelled otherwise."""
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 2:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start + end > 0 and max(len(one), len(other)) - start - end <= 2
