"""References from one note to another by its number: "see n. 9", "(wie Anm. 7)", "supra, note 12", "см. прим. 7".

Such a number goes stale when notes are numbered anew, and points to nothing when its note was cut away. A number is
taken for one only where something next to it says so: a word that sends the reader there ("see", "vgl.", "in"), one
that says where in this text it is ("above", "supra", "ci-dessous"), a bracket around it, or the note before it in a
list. In doubt it is the locator of a cite, which must not change: "p. 45 n. 12", "123n4", "Cohen, n. 22". Nor is a
note of another chapter taken, whose numbers are others: "n. 5 to chapter 3".

Sources: CMOS 17, 14.29-31 ("see note 3 above"); OSCOLA 4, 1.2.1 ("(n 5)"); Bluebook 21, rule 4.2 ("supra note 5").
It does not know which notes there are, and does not read references without a number ("the previous note").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from citekit.changes import Change, apply
from citekit.patterns import pattern
from citekit.values import NamedTuple


class NoteReference(NamedTuple):
    """``text[start:end]`` is the number that refers; *number* is what it says, "114" in "nn. 112–14" too."""

    start: int
    end: int
    number: str


def references_to_notes(text: str) -> tuple[NoteReference, ...]:
    """Return every number in the note *text* that refers to another note of the same chapter, in order.

    >>> [one.number for one in references_to_notes("Cohen, n. 9 above; see notes 3 and 5. Lih, p. 45 n. 12.")]
    ['9', '3', '5']
    """
    return tuple(_references(text))


def renumbered(text: str, numbers: Mapping[str, str]) -> str:
    """Return *text* with its references to notes as *numbers* has them, old number to new; others stay.

    >>> renumbered("See n. 9 above; Cohen, 9.", {"9": "3"})
    'See n. 3 above; Cohen, 9.'
    """
    found = references_to_notes(text)
    return apply(text, [Change(one.start, one.end, numbers[one.number]) for one in found if one.number in numbers])


# The words for a note, casefolded; with a number behind them they are candidates.
_WORDS = r"""
    nn?\.? | notes? | (?:foot|end)notes? | ft?ns?\.? | ftnt?s?\.?
  | anmm?\.? | anmerkung(?:en)? | fu(?:ß|ss)n(?:\.|oten?)? | endnoten
  | notas? | noot | noten | przyp\. | pozn\.
  | прим(?:еч)?\. | примечани[еяийю]\w{0,2} | сн\. | сноск[аиуе]\w{0,2} | сносок
"""
_PLURAL = pattern(r"(?i:nn|notes|notas|noten|.*notes|anmm|.*ungen|.*noten|fns|примечания\w*|сноск[иа]\w{1,2})\.?")
_NUMBER = r"(?:\d{1,4}(?!\d)(?:[a-z](?!\w))?|(?:\*{1,3}|†{1,3}|‡)(?=[\s.,;:)\]]|$))"
_CANDIDATE = pattern(rf"(?<![\w.])(?P<word>(?i:{_WORDS}))[ \t\n\u00a0]{{0,3}}(?P<number>{_NUMBER})", re.VERBOSE)
_FULL_WORD = pattern(r"(?:Foot|End)?[Nn]otes?|Anmerkung(?:en)?|Fußnoten?|Notas?|Примечани[ея]|Сноск[аи]")

_CONJUNCTION = r"(?:and|&|und|u\.|et|e|y|ed|i|o|or|oder|ou|и|или|to|bis|à|a|al)"
_ON = pattern(
    rf"\s*,\s*(?P<comma>{_NUMBER})|\s?[-–—]\s?(?P<dash>\d{{1,4}})(?!\w)|,?\s+{_CONJUNCTION}\s+(?P<and>{_NUMBER})"
)

_DIRECTIONS = r"""
    (?:the\s)?above|below|supra|infra|hereafter|earlier|later
  | oben|unten|s\.\s?[ou]\.|ci-dessus|ci-dessous|plus\shaut|plus\sbas|supra|infra
  | (?:más\s)?arriba|(?:más\s)?abajo|acima|abaixo|(?:di\s)?sopra|(?:di\s)?sotto|выше|ниже|boven|onder|wyżej|niżej
"""
_ARTICLES = r"""
    the|my|our|this\schapter'?s|der|die|das|den|dem|meine|meiner|la|le|les|l['’]|el|los|las|a|o|as|os|il|lo|gli
"""
_SENDERS = r"""
    see|cf\.?|compare|vide|viz\.|as(?:\s(?:for|with|at|in))?|cited|quoted|consult
  | siehe|s\.|vgl\.?|vergleiche|wie
  | voir|v\.|comparer|véase|véanse|vid\.|cfr\.?|ver|veja|vejam|vejam-se|confira|vedi|si\sveda|zie|zob\.|por\.
  | см\.|ср\.|смотри|сравни
"""
_PREPOSITIONS = r"""
    in|at|under|from|to|zu|unter|aus|dans|à|en|sous|na|nas|no|nella|nelle|alla|alle|в|к|во|из
"""
_FILLERS = r"""
    also|esp\.|especially|further|again|e\.g\.|auch|bes\.|insb\.|etwa|noch|ferner|aussi|notamment|également|encore
  | también|especialmente|também|anche|soprattutto|также|ook
"""
_BEFORE = pattern(
    rf"""(?:^|(?<=[^\w.]))
    (?: (?: (?P<direction>{_DIRECTIONS}) [,:]?\s+(?:(?:{_PREPOSITIONS})\s+)?
          | (?:{_SENDERS})(?:,?\s+(?:{_FILLERS}))?[,:]?\s+(?:(?:{_PREPOSITIONS})\s+)?
          | (?P<weak>{_PREPOSITIONS})\s+ )
        (?:(?:{_ARTICLES})(?:\s+|(?<=['’])))?
      | (?P<bracket>[(\[])\s?
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_PAGE_BEFORE = pattern(r"\d+(?:f{1,2}\.?)?,?\s*$")
_YEAR_BEFORE = pattern(r"(?<!\d)1[5-9]\d\d\s*$|(?<!\d)20\d\d\s*$")
_OP_CIT_BEFORE = pattern(r"(?i)(?:cit\.?|a\.\s?a\.\s?O\.?|aaO\.?|соч\.)\s*,?\s+$")
_PAGE_AFTER = pattern(r"(?i)\s*[,:]\s*(?:at\s+)?(?:pp?\.|s\.|с\.|pág|\d)")
_SENTENCE_BEFORE = pattern(r"(?:^|[.!?][”’»)]?\s+)$")

# A note of something else: "n. 5 of that book", "note 5 du chapitre 2", "Anm. 3 bei Müller", "n. 3 on p. 45".
_OF = r"""
    of|de|du|d['’]|des|del|della|delle|dello|dei|degli|di|da|do|das|dos|von|vom|bei|beim|der|zu|zum|zur|im|к|из|у|
    van|on|auf|sur|sobre|sulla|su|на
  | (?:in|to|dans|en|em|no|na|nel|nella|в)
    (?=\s+(?:[^\W\d_a-zа-яß-ÿ]|the|his|her|their|its|that|chap|p\.|dem|seine|ihre|son|sa|su|suo|el|la|гл))
"""
_HERE = r"""
    this|these|the\spresent|my|our|dies\w{1,2}|vorliegend\w{0,2}|der\svorliegenden|ce|cet|cette|(?:le|la)\sprésente?
  | est[ea]|(?:el|la|il)\spresente|dest[ea]|nest[ea]|quest[oa]|наст|данн|эт
"""
_HERE_AFTER = pattern(
    rf"(?:\s*,)?\s+(?:(?:{_DIRECTIONS})(?!\w)|(?:{_OF}|in|to|dans|en|em)\s+(?:{_HERE}))", re.VERBOSE | re.IGNORECASE
)
_ELSEWHERE_AFTER = pattern(rf"(?:\s*,)?\s+(?:{_OF})(?:\s+|(?<=['’]))(?!(?:{_HERE}))", re.VERBOSE)

_WINDOW = 48
"""Characters before a candidate that are looked at: the longest lead with its filler and article."""


def _references(text: str) -> Iterator[NoteReference]:
    done = before = -1
    for candidate in _CANDIDATE.finditer(text):
        if candidate.start() < done:
            continue
        numbers = tuple(_listed(text, candidate.start("number"), candidate["number"], candidate["word"]))
        end = numbers[-1].end
        if _refers(text, candidate.start(), end, candidate["word"], before):
            yield from numbers
            done = before = end


def _listed(text: str, start: int, first: str, word: str) -> Iterator[NoteReference]:
    """Yield the numbers that the word for a note has: one, two with "and", a range; after a plural a whole list."""
    several = _PLURAL.fullmatch(word) is not None
    position = start + len(first)
    yield NoteReference(start, position, first)
    last = first
    while match := _ON.match(text, position):
        group = next(name for name in ("comma", "dash", "and") if match[name])
        number = _in_full(last, match[group]) if group == "dash" else match[group]
        if not _rises(last, number) or (
            group == "comma" and not several and not _LIST_TO_ITS_END.match(text, position)
        ):
            return
        position = match.end(group)
        yield NoteReference(match.start(group), position, number)
        last = number
        if group == "and":
            return


# A list after a singular word is one all the same where it closes with "and": "Anm. 3, 5 und 7".
_LIST_TO_ITS_END = pattern(rf"(?:\s*,\s*\d{{1,4}}){{1,9}},?\s+{_CONJUNCTION}\s+\d{{1,4}}(?!\w)")


def _rises(last: str, number: str) -> bool:
    digits = last.rstrip("abcdefghijklmnopqrstuvwxyz"), number.rstrip("abcdefghijklmnopqrstuvwxyz")
    return all(one.isdecimal() for one in digits) and int(digits[0]) <= int(digits[1])


def _in_full(first: str, last: str) -> str:
    """Return the end of a range as it would be written in full: 14 after 112 is 114."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) and first.isdecimal() else last


def _refers(text: str, start: int, end: int, word: str, before: int) -> bool:
    """Do the words around ``text[start:end]`` ("n. 9") make it a reference? *before* is where the last one ended."""
    ahead = text[max(0, start - _WINDOW) : start].replace("*", "").replace("_", "")
    behind = text[end : end + _WINDOW].replace("*", "").replace("_", "")
    if _HERE_AFTER.match(behind):
        return True
    if _ELSEWHERE_AFTER.match(behind):
        return False
    if before != -1 and start - before <= _WINDOW and _BETWEEN.fullmatch(text, before, start):
        return True
    if lead := _BEFORE.search(ahead):
        return not (lead["bracket"] or lead["weak"]) or not _has_page(ahead[: lead.start()])
    if _OP_CIT_BEFORE.search(ahead):
        return _PAGE_AFTER.match(behind) is not None
    return _FULL_WORD.fullmatch(word) is not None and _SENTENCE_BEFORE.search(ahead) is not None and word[0].isupper()


_BETWEEN = pattern(rf"(?:\s*,)?(?:\s+(?:{_DIRECTIONS}))?[,;]?\s*(?:{_CONJUNCTION}\s+)?", re.VERBOSE | re.IGNORECASE)


def _has_page(ahead: str) -> bool:
    """Does the text before a bracket end in a page, whose note is meant: "45 (n. 5)"? A year is none."""
    return _PAGE_BEFORE.search(ahead) is not None and _YEAR_BEFORE.search(ahead) is None
