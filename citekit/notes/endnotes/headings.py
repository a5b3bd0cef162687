"""Headings: of notes, of what follows notes, and of chapters."""

from __future__ import annotations

import re

from citekit.patterns import pattern

# The words over a section of notes, casefolded.
NOTES = frozenset(
    """notes|endnotes|footnotes|notes and references|references and notes|notes to the text
    |anmerkungen|endnoten|fußnoten|fussnoten|einzelnachweise|belege
    |notes et références|notes de bas de page|notas|notas finales|notas al pie|notas de rodapé|notas finais
    |note|note al testo|noten|eindnoten|voetnoten|przypisy|noter|fotnoter|slutnoter|poznámky|jegyzetek
    |примечания|сноски|комментарии и примечания|примітки""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# And over what comes after it.
_AFTER = pattern(
    r"(?:select(?:ed)? )?bibliograph\w*|works cited|references|sources|index|abbreviations|acknowledg\w+|appendix\b.*"
    r"|literatur\w*|quellen\w*|register|personenregister|bibliografía|bibliografia|referências|índice|indice|literatuur"
    r"|библиография|литература|источники|указатель.*|список литературы"
)
_PAGE_HEAD = pattern(
    r"\W*(?:\d+\s+)?(?:notes?|anmerkungen|notas|noten|примечания)\s+(?:to|for|zu|zur|aux?|des|a|à|al|alle|к)\s+"
    r"(?:pages?|pp?\.?|pág(?:ina)?s?\.?|seiten?|s\.|pagine|с\.|стр\.)\s*[\d–—-]+\W*(?:\d+\W*)?",
    re.IGNORECASE,
)
_MARKED = pattern(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_TITLE = pattern(r"(?=[^\n]*[^\W\d_]|[IVXLC\d]{1,5}\.?$)[^\n]{1,90}")
# The end of a sentence, with the mark of its note.
_SENTENCE = pattern(r"[^\W_]{2}[.!?…][”’»\")]*(?:\[\^?\w{1,4}\]|[\d¹²³⁰⁴-⁹]{1,4})$")
_CHAPTER = pattern(
    r"(?:chapter|kapitel|chapitre|capítulo|capitolo|глава|rozdział|hoofdstuk|part|teil|partie|parte|часть|book|buch)\b.*",
    re.IGNORECASE,
)


def heading(text: str) -> str:
    """Return the heading that *text* ends with, "" where its last line is none; one of notes alone is no title."""
    lines = [line.strip() for line in text.strip().split("\n")]
    line = lines[-1] if lines else ""
    marked = _MARKED.match(line)
    title = (marked[2] if marked else line).strip("*_ \t").rstrip(":")
    if is_notes_heading(title) or not _TITLE.fullmatch(title) or _SENTENCE.search(title):
        return ""
    if marked or _CHAPTER.fullmatch(title):
        return title
    if title[-1:] in ".,;!?" and not title.rstrip(".").isdigit():
        return ""
    first = title.lstrip("“„«‘\"'0123456789. ")[:1]
    return title if (first.isupper() or title.isdigit()) and not re.search(r"\d{1,4}$", title.partition(" ")[2]) else ""


def is_notes_heading(line: str) -> bool:
    """Tell whether *line* is the heading of a section of notes."""
    words = _MARKED.sub(r"\2", line.strip()).strip("*_ :.\t").casefold()
    return words in NOTES


def is_page_head(line: str) -> bool:
    """Tell whether *line* is the head of a page of notes: "Notes to pages 12–15"."""
    return _PAGE_HEAD.fullmatch(line) is not None


def ends_notes(line: str, level: int) -> bool:
    """Tell whether *line* begins what comes after a section of notes, whose heading has *level* (0 for a bare line)."""
    line = line.strip()
    if marked := _MARKED.match(line):
        return level == 0 or len(marked[1]) <= level
    return bool(_AFTER.fullmatch(line.strip("*_ :").casefold()))


def level_of(line: str) -> int:
    """Return how deep a heading is: the number of its signs in Markdown, 0 for a bare line."""
    marked = _MARKED.match(line.strip())
    return len(marked[1]) if marked else 0
