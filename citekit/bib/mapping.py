"""Which CSL type and variable a BibTeX or biblatex type and field becomes.

Sources: biblatex manual, 2.1 (Entry Types), 2.2 (Entry Fields), appendix B (Default Inheritance Setup); CSL 1.0.2,
Appendix III (Types) and Appendix IV (Variables).
"""

from __future__ import annotations

TYPES: dict[str, str] = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "review": "review",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "manual": "book",
    "commentary": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "inreference": "entry",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "webpage": "webpage",
    "periodical": "periodical",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "unpublished": "manuscript",
    "archival": "manuscript",
    "manuscript": "manuscript",
    "letter": "personal_communication",
    "interview": "interview",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "artwork": "graphic",
    "image": "graphic",
    "audio": "song",
    "music": "song",
    "video": "motion_picture",
    "movie": "motion_picture",
    "performance": "performance",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "legal": "treaty",
    "map": "map",
    "misc": "document",
}

# entrysubtype -> type; the subtype says more than the type.
SUBTYPES: dict[str, str] = {
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "letter": "personal_communication",
    "interview": "interview",
    "speech": "speech",
}

# Fields that are one CSL text variable whatever the type is.
TEXTS: dict[str, str] = {
    "abstract": "abstract",
    "annotation": "annote",
    "annote": "annote",
    "archive": "archive",
    "archiveplace": "archive-place",
    "archivelocation": "archive_location",
    "archive_location": "archive_location",
    "archive_collection": "archive_collection",
    "collection": "archive_collection",
    "doi": "DOI",
    "eventtitle": "event-title",
    "isbn": "ISBN",
    "issn": "ISSN",
    "keywords": "keyword",
    "library": "call-number",
    "location": "publisher-place",
    "address": "publisher-place",
    "nativetitle": "native-title",
    "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher",
    "origtitle": "original-title",
    "pubstate": "status",
    "series": "collection-title",
    "shortjournal": "container-title-short",
    "shorttitle": "title-short",
    "type": "genre",
    "url": "URL",
    "usere": "translated-title",
    "venue": "event-place",
    "version": "version",
}

NUMBERS: dict[str, str] = {
    "chapter": "chapter-number",
    "edition": "edition",
    "issue": "issue",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "part": "part-number",
    "volume": "volume",
    "volumes": "number-of-volumes",
}
VERBATIM = frozenset(("doi", "url", "eprint", "file", "isbn", "issn", "pdf", "verba", "verbb", "verbc", "urlraw"))


# Who published it, first found first; several are joined.
PUBLISHERS = ("publisher", "school", "institution", "organization", "howpublished")

# Types in which ``number`` is the number of the issue, and those in which it is the work's own.
ISSUED = frozenset(("article", "periodical", "suppperiodical", "review", "newspaper", "magazine"))
NUMBERED = frozenset(
    ("report", "techreport", "patent", "standard", "manual", "legislation", "jurisdiction", "legal", "misc", "dataset")
)
GENRES: dict[str, str] = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
    "patent": "Patent",
    "patreq": "Patent request",
}
STATUSES: dict[str, str] = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}

LANGUAGES: dict[str, str] = {
    "american": "en-US", "arabic": "ar", "australian": "en-AU", "austrian": "de-AT", "brazilian": "pt-BR",
    "british": "en-GB", "bulgarian": "bg", "canadian": "en-CA", "catalan": "ca", "chinese": "zh", "croatian": "hr",
    "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi", "french": "fr",
    "german": "de", "germanb": "de", "greek": "el", "hebrew": "he", "hungarian": "hu", "italian": "it",
    "japanese": "ja", "korean": "ko", "latin": "la", "latvian": "lv", "lithuanian": "lt", "magyar": "hu",
    "naustrian": "de-AT", "newzealand": "en-NZ", "ngerman": "de", "norsk": "nb", "norwegian": "nb", "nswissgerman":
    "de-CH", "nynorsk": "nn", "persian": "fa", "polish": "pl", "portuguese": "pt", "portuges": "pt", "romanian": "ro",
    "russian": "ru", "serbian": "sr", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "spanish": "es",
    "swedish": "sv", "swissgerman": "de-CH", "turkish": "tr", "ukenglish": "en-GB", "ukrainian": "uk",
    "usenglish": "en-US",
}  # fmt: skip
