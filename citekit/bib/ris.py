"""RIS files -> Library.

Source: as ``risfile/tags.py``, which says what tags mean. rispy reads the records (``risfile/lines.py``). A tag with no
home in CSL is kept in ``Reference.extra`` under its name; several of its values are joined by "; ".
"""

from __future__ import annotations

import re

from citekit.bib.dates.edtf import Reading
from citekit.bib.keys import free_key, make_key
from citekit.bib.mapping.identifiers import bare_doi
from citekit.bib.mapping.languages import language_tags
from citekit.bib.risfile import tags
from citekit.bib.risfile.dates import parse_ris_date, read_ris_date
from citekit.bib.risfile.names import read_names
from citekit.bib.risfile.record import Draft
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Date, Key, Library, Reference
from citekit.nearest import did_you_mean
from citekit.patterns import pattern
from citekit.values import replace

NAME = "ris"
SUFFIXES = (".ris",)

_DOI = pattern(r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ISSN = pattern(r"\b\d{4}-?\d{3}[\dXx]\b")
_ISBN = pattern(r"\b(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\b")
_PAGE_COUNT = pattern(r"(?:[ivxlcdm]+,?\s*)?\d+\s*(?:pp?|pages|leaves|S|Seiten|с|с)?\.?")
_PAGES = pattern(r"(\S+?)\s*[-–—]+\s*(\S+)")
_PMC = pattern(r"PMC\d+", re.IGNORECASE)
_PUBMED = pattern(r"pubmed|medline|\bnlm\b", re.IGNORECASE)


def read(source: Source) -> Library:
    """Return the references of a RIS file, in file order; one without a usable ``ID`` gets a key made for it."""
    from citekit.bib.risfile.lines import read_records  # noqa: PLC0415 - rispy is needed for such files only

    findings: list[Finding] = []
    drafts = [_reference(Draft(record, source, findings)) for record in read_records(source, findings)]
    # Keys that a file gives stay what they are, so those that are made keep clear of them.
    given = frozenset(draft.key for draft in drafts if draft.key)
    references: dict[Key, Reference] = {}
    for draft in drafts:
        key = free_key(draft.key, references) if draft.key else make_key(draft, {*given, *references})
        if draft.key and key != draft.key:
            message = f"the ID {str(draft.key)!r} is used again; this record has the key {str(key)!r}"
            hint = f"first in {references[draft.key].where}"
            findings.append(Finding("duplicate-key", message, draft.where or Span(""), Severity.WARNING, hint))
        references[key] = replace(draft, key=key)
    if not references:
        wrong = Severity.ERROR if source.text.strip() else Severity.WARNING  # an empty file is one without records
        hint = "a record starts with 'TY  - BOOK', or the like"
        findings[:] = [Finding("ris", "no records in this file", Span(source.path), wrong, hint)]
    findings.sort(key=lambda finding: (finding.where.line, finding.where.column))
    return Library(references, tuple(findings))


def _reference(draft: Draft) -> Reference:
    """Return a record's reference; its key is empty where the record has none."""
    _read_type(draft)
    key = draft.first("ID") if len(draft.peek("ID").split()) == 1 else ""  # a key is one word
    read_names(draft)
    _read_titles(draft)
    _read_dates(draft)
    _read_identifiers(draft)
    _read_pages(draft)
    _read_variables(draft)
    _read_notes(draft)
    return draft.reference(key)


def _read_type(draft: Draft) -> None:
    for table, variable in ((tags.GENRES, "genre"), (tags.STATUSES, "status")):
        if draft.type in table:
            draft.texts[variable] = (table[draft.type],)
    if draft.type not in tags.TYPES:
        hint = did_you_mean(draft.type, tags.TYPES) or "it is set as a document"
        message = f"unknown type {draft.type!r}" if draft.type else "a record without a type"
        draft.report("unknown-type", message, draft.start, hint)
    for tag in draft.tags():
        if tag not in tags.KNOWN:
            start = draft.starts(tag)
            draft.report("unknown-field", f"unknown tag {tag!r}", start, "its value is kept as it is")
    draft.kind = tags.TYPES.get(draft.type, "document")
    if draft.type in ("DICT", "ENCYC", "SER"):  # the whole work, or a part of it
        part = draft.kind if draft.type != "SER" else "chapter"
        draft.kind = part if draft.peek("T2") or draft.peek("BT") else "book"


def _read_titles(draft: Draft) -> None:
    draft.text("title", draft.first("TI", "T1", "CT"), "TI")
    if not draft.texts.get("title"):
        draft.text("title", draft.first("BT"), "BT")
    second = tags.SECOND_TITLES.get(draft.type, "container-title")
    if draft.type == "CONF" and draft.peek("C3"):  # EndNote: the conference; its proceedings are C3
        second = "event-title"
    draft.text(second, draft.first("T2"), "T2")
    draft.text("container-title", draft.first("BT"), "BT")
    draft.text(tags.THIRD_TITLES.get(draft.type, "collection-title"), draft.first("T3"), "T3")
    draft.text("translated-title", draft.first("TT"), "TT")
    _read_journal(draft)


def _read_journal(draft: Draft) -> None:
    """Read the names of a journal: JF and JO may have it in full, JA, J1 and J2 have it short."""
    full = list(dict.fromkeys(name for tag in ("JF", "JO") if (name := draft.first(tag))))
    short = [name for tag in ("JA", "J2", "J1") if (name := draft.first(tag))]
    full.sort(key=len, reverse=True)
    if draft.type == "JFULL" and "title" not in draft.texts and full:
        draft.text("title", full.pop(0), "JF")
    if "container-title" not in draft.texts and (full or short):
        draft.text("container-title", (full or short).pop(0), "JF")
    for name in dict.fromkeys((*full, *short)):
        if (name,) != draft.texts.get("container-title"):
            draft.text("container-title-short", name, "J2")


def _read_dates(draft: Draft) -> None:
    issued = _issued(draft)
    if draft.type == "CONF" and re.fullmatch(r"\d{4}", draft.peek("C2")):  # EndNote: the year of the proceedings
        draft.dates["event-date"] = issued
        issued = Date((int(draft.first("C2")),))
    draft.dates["issued"] = issued
    draft.dates["submitted" if draft.type == "PAT" and not draft.peek("UR") else "accessed"] = _date(draft, "Y2")[1]
    if draft.type in tags.PERIODICALS and re.match(r"\d{4}[-/]\d", draft.peek("ET")):  # EndNote: published ahead
        draft.dates["available-date"] = _date(draft, "ET")[1]
    draft.dates = {variable: date for variable, date in draft.dates.items() if date.start or date.literal}
    year = draft.peek("C1")
    if draft.type in ("ELEC", "EBOOK") and "accessed" not in draft.dates and re.fullmatch(r"\d{4}", year):
        cited = parse_ris_date(f"{draft.peek('C2')} {year}".strip())  # EndNote: when it was cited
        if cited.start:
            draft.dates["accessed"] = cited
            draft.take("C1")
            draft.take("C2")


def _issued(draft: Draft) -> Date:
    """Return the date of PY or Y1, to the day where DA gives it for that year; what says another year is kept."""
    read = [(tag, *_date(draft, tag)) for tag in ("PY", "Y1", "DA")]
    dates = [date for _, _, date in read if date.start] or [date for _, _, date in read if date.literal]
    if not dates:
        return Date()
    issued = max((date for date in dates if date.start[:1] == dates[0].start[:1]), key=_detail)
    for tag, text, date in read:
        if text and (date.start[:1] != issued.start[:1] or (date.literal and date != issued)):
            draft.keep(tag, text)
    return issued


def _date(draft: Draft, tag: str) -> tuple[str, Date]:
    """Take a tag's text and return it with its date, empty where there is none; text that is no date is reported."""
    start = draft.starts(tag)
    text = draft.first(tag)
    date, whole, _ = read_ris_date(text) if text else Reading(Date())
    if not whole:
        draft.keep(tag, text)
    if date.literal and re.search(r"\d", text):  # "in press" and the like are no slip
        draft.report("date", f"{text!r} is no date", start, "YYYY/MM/DD/ is")
    return text, date


def _detail(date: Date) -> tuple[int, bool]:
    return len(date.start), date.season is not None


def _read_identifiers(draft: Draft) -> None:
    doi = draft.first("DO")
    for tag in ("M3", "N1"):  # where some publishers put it
        if found := _DOI.fullmatch(draft.peek(tag)):
            doi = doi or found[1]
            if bare_doi(doi) == found[1]:
                draft.first(tag)
    draft.text("DOI", bare_doi(doi), "DO")
    _read_serial_numbers(draft)
    if _PMC.fullmatch(draft.peek("C2")):
        draft.text("PMCID", draft.first("C2"), "C2")
    if draft.peek("AN").isdecimal() and (_PUBMED.search(draft.peek("DB")) or _PUBMED.search(draft.peek("DP"))):
        draft.text("PMID", draft.first("AN"), "AN")
    draft.text("URL", draft.first("UR", "LK"), "UR")


def _read_serial_numbers(draft: Draft) -> None:
    """Read ``SN``: an ISBN or ISSN by its form, else the number of a report, patent or standard."""
    found: dict[str, list[str]] = {}
    for value in draft.take("SN"):
        numbers = {"ISBN": _ISBN.findall(value.text), "ISSN": []}
        numbers["ISSN"] = [] if numbers["ISBN"] else _ISSN.findall(value.text)
        if numbers["ISBN"] or numbers["ISSN"]:
            for name, ones in numbers.items():
                found.setdefault(name, []).extend(ones)
        elif draft.kind in ("report", "patent", "standard"):
            draft.number("number", value.text, "SN")
        else:
            draft.keep("SN", value.text)
    draft.texts |= {name: (" ".join(dict.fromkeys(numbers)),) for name, numbers in found.items() if numbers}


def _read_pages(draft: Draft) -> None:
    start, end = draft.first("SP"), draft.first("EP")
    if start and not end and draft.type in tags.COUNTED_IN_PAGES and _PAGE_COUNT.fullmatch(start):
        draft.numbers["number-of-pages"] = start.rstrip(" .pPsScс")
        return
    if not start and draft.type in tags.PERIODICALS and draft.peek("SE") and draft.type != "NEWS":
        start = draft.first("SE")  # EndNote: where the article starts
    if span := _PAGES.fullmatch(start):
        start, end = span[1], end or span[2]
        end = span[2] if end == span[2] else end
    draft.number("page", f"{start}–{end}" if start and end and start != end else start or end, "SP")


def _read_variables(draft: Draft) -> None:
    _read_places(draft)
    for tag in tags.TEXTS:
        if variable := tags.meaning(tags.TEXTS, tag, draft.type):
            draft.text(variable, draft.first(tag), tag)
    for tag in tags.NUMBERS:
        if variable := tags.meaning(tags.NUMBERS, tag, draft.type):
            draft.number(variable, draft.first(tag), tag)
    if language := draft.first("LA"):
        known = language_tags(language)
        draft.text("language", known[0] if len(known) == 1 else language, "LA")
    keywords = [word.strip() for value in draft.take("KW") for word in re.split(r"[;\n]", value.text)]
    if any(keywords):
        draft.texts["keyword"] = (", ".join(filter(None, keywords)),)


def _read_places(draft: Draft) -> None:
    """Read CY, PP and, where they are places, C1 and CP: at a conference CY is where it was held."""
    if draft.type == "CONF" and draft.peek("C1"):
        draft.text("event-place", draft.first("CY"), "CY")
        draft.text("publisher-place", draft.first("C1"), "C1")
    draft.text("publisher-place", draft.first("CY", "PP"), "CY")
    if draft.type not in tags.PERIODICALS:
        draft.text("publisher-place", draft.first("CP"), "CP")


def _read_notes(draft: Draft) -> None:
    notes = [value.text for value in draft.take("N1")]
    if notes:
        draft.text("note", "\n".join(notes), "N1")
