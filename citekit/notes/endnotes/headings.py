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
# The notes of one chapter: "Notes to Chapter 3", "Anmerkungen zum Vorwort", "Примечания к главе 3".
_NOTES_OF = pattern(
    r"(?:(?:end|foot)?notes?|anmerkungen|endnoten|fu(?:ß|ss)noten|notas|note|noten|przypisy|примечания|сноски)\s+"
    r"(?:to|for|on|zu|zum|zur|aux?|à|du|de|del|della|des|d[’']|al|alla|all[’']|ao|à|bij|op|do|к)\s*"
    r"(?:the\s+|la\s+|le\s+|l[’']|el\s+|het\s+)?"
    r"(?:chapters?|part|introduction|preface|prologue|epilogue|conclusion|afterword|appendix|foreword"
    r"|kapitel|teil|einleitung|einführung|vorwort|nachwort|schluss|schluß|anhang"
    r"|chapitre|partie|préface|avant-propos|capítulo|parte|introducción|prefacio|prólogo|epílogo|conclusión"
    r"|introdução|prefácio|conclusão|capitolo|introduzione|prefazione|conclusione|hoofdstuk|inleiding|rozdziału"
    r"|глав[ае]|част[иь]|введени[юе]|предислови[юе]|заключени[юе]|послеслови[юе])\b.{0,80}",
    re.IGNORECASE,
)
_MARKED = pattern(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_TITLE = pattern(r"(?=[^\n]*[^\W\d_]|[IVXLC\d]{1,5}\.?$)[^\n]{1,90}")
_LAST_NUMBER = pattern(r"\s\D*\d{1,4}$")
# The end of a sentence, with the mark of its note.
_SENTENCE = pattern(r"[^\W_]{2}[.!?…][”’»\")]*(?:\[\^?\w{1,4}\]|[\d¹²³⁰⁴-⁹]{1,4})$")
_CHAPTER = pattern(
    r"(?:chapter|kapitel|chapitre|capítulo|capitolo|глава|rozdział|hoofdstuk|part|teil|partie|parte|часть|book|buch)\b.*",
    re.IGNORECASE,
)


def heading(text: str, *, alone: bool = False) -> str:
    """Return the heading that *text* ends with, "" where its last line is none; one of notes alone is no title.

    A line *alone* between blank lines may end with a number: "The Turn 2".
    """
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
    first = title.lstrip("“„«‘\"'0123456789.:) ")[:1]
    if title.isdigit() or (first.isupper() and (not _LAST_NUMBER.search(title) or (alone and "," not in title))):
        return title
    return ""


def is_notes_heading(line: str) -> bool:
    """Tell whether *line* is the heading of a section of notes."""
    words = _bare(line)
    return words.casefold() in NOTES or _NOTES_OF.fullmatch(words) is not None


def notes_of(line: str) -> str:
    """Return the heading of one chapter's notes, "Notes to Chapter 3"; "" for a heading of notes that names none."""
    words = _bare(line)
    return words if _NOTES_OF.fullmatch(words) else ""


def _bare(line: str) -> str:
    return _MARKED.sub(r"\2", line.strip()).strip("*_ :.\t")


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
