"""Which CSL type an entry is.

Sources: biblatex manual, 2.1 (Entry Types: regular, aliases, non-standard); CSL 1.0.2, Appendix III (Types).
Types that neither BibTeX nor biblatex defines are those that reference managers and users write.

Deviation from pandoc, which knows no better type: ``@standard`` is CSL's standard, ``@performance`` a performance,
``@periodical`` a periodical, ``@misc`` and ``@bibnote`` a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.findings import Finding, Severity
from citekit.nearest import did_you_mean

if TYPE_CHECKING:
    from citekit.bib.draft import Draft  # loads what reads .bib files, and the names of types do without

# CSL type -> entry types of BibTeX and biblatex.
_DEFINED: dict[str, str] = {
    "article-journal": "article suppperiodical",
    "book": "book mvbook collection mvcollection proceedings mvproceedings reference mvreference commentary",
    "pamphlet": "booklet",
    "chapter": "inbook bookinbook suppbook incollection suppcollection",
    "paper-conference": "inproceedings conference",
    "entry-encyclopedia": "inreference",
    "webpage": "online electronic www",
    "periodical": "periodical",
    "report": "report techreport manual",
    "thesis": "thesis phdthesis mastersthesis",
    "manuscript": "unpublished",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "document": "misc set custom customa customb customc customd custome customf bibnote",
    "graphic": "artwork image",
    "song": "audio music",
    "motion_picture": "movie video",
    "performance": "performance",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "treaty": "legal",
    "personal_communication": "letter",
    "review": "review",
    "standard": "standard",
}
# The same for entry types seen in the wild, written together ("blog-post" is "blogpost").
_SEEN: dict[str, str] = {
    "article": "preprint workingpaper arxiv eprint discussionpaper",
    "article-journal": "journalarticle scholarlyarticle",
    "article-magazine": "magazine magazinearticle",
    "article-newspaper": "newspaper newspaperarticle newsarticle news",
    "bill": "bill",
    "book": "monograph editedbook anthology ebook textbook atlas festschrift catalog catalogue exhibitioncatalog "
    "exhibitioncatalogue conferenceproceedings edition dictionary encyclopedia",
    "broadcast": "broadcast podcast podcastepisode tvshow tvseries tvbroadcast tvepisode television radio "
    "radiobroadcast radioepisode episode",
    "chapter": "chapter bookchapter booksection bookpart insection introduction foreword preface afterword",
    "classic": "classic classical ancienttext ancientwork",
    "collection": "archivalcollection archivecollection",
    "dataset": "data database statistics",
    "document": "document generic other unknown miscellaneous",
    "entry": "entry databaseentry catalogentry",
    "entry-dictionary": "dictionaryentry dictionaryarticle indictionary",
    "entry-encyclopedia": "encyclopediaarticle encyclopediaentry inencyclopedia wiki wikipedia",
    "event": "event exhibition",
    "figure": "figure chart table illustration",
    "graphic": "graphic photograph photo painting drawing sculpture engraving print picture",
    "hearing": "hearing",
    "interview": "interview oralhistory",
    "legal_case": "case legalcase courtcase courtdecision decision",
    "legislation": "statute law act constitution ordinance decree",
    "manuscript": "manuscript archival archive archivalmaterial archivalsource archivaldocument archivaldoc ms codex "
    "typescript diary charter papyrus inscription inarchive",
    "map": "map",
    "motion_picture": "film documentary videorecording dvd onlinevideo",
    "musical_score": "score musicalscore sheetmusic",
    "pamphlet": "pamphlet brochure leaflet flyer broadside broadsheet",
    "paper-conference": "conferencepaper conferencearticle paper",
    "performance": "concert opera play",
    "periodical": "periodicalissue journalissue specialissue journal",
    "personal_communication": "correspondence email personal personalcommunication instantmessage memo memorandum "
    "telegram postcard",
    "post": "post forumpost forum socialmedia tweet message",
    "post-weblog": "blog blogpost blogentry weblog",
    "regulation": "regulation directive executiveorder",
    "report": "government governmentdocument govdoc whitepaper technicalreport pressrelease deliverable",
    "review-book": "bookreview",
    "software": "computerprogram program app code softwareversion softwaremodule codefragment videogame game",
    "song": "song album recording audiorecording soundrecording sound cd",
    "speech": "speech talk presentation poster lecture keynote seminar slides conferencetalk",
    "standard": "norm",
    "thesis": "dissertation doctoralthesis doctoraldissertation masterthesis bachelorthesis bachelorsthesis "
    "bathesis mathesis habilitation diplomathesis",
    "treaty": "treaty",
    "webpage": "webpage website web internet webdocument",
}


def _by_entry_type(*tables: dict[str, str]) -> dict[str, str]:
    return {name: kind for table in tables for kind, names in table.items() for name in names.split()}


DEFINED: dict[str, str] = _by_entry_type(_DEFINED)
TYPES: dict[str, str] = _by_entry_type(_SEEN) | DEFINED

# ``entrysubtype`` says more than the type where it names one of these. Those of the next line count for articles
# alone: "newspaper" as the subtype of a book is no article, nor is an encyclopedia that is "online" a web page.
_ARTICLES = frozenset(("article-magazine", "article-newspaper", "webpage"))
_SUBTYPES: dict[str, str] = {
    name: kind
    for name, kind in TYPES.items()
    if kind not in ("article-journal", "book", "chapter", "document", "entry")
} | {"letters": "personal_communication", "speeches": "speech", "tv": "broadcast", "archives": "manuscript"}
_ARTICLE_TYPES = frozenset(("article-journal", "review", "document", "webpage", "periodical"))

# The type of a thesis or report, where the entry type says it.
GENRES: dict[str, str] = {
    "phdthesis": "phdthesis",
    "mastersthesis": "mathesis",
    "doctoralthesis": "phdthesis",
    "doctoraldissertation": "phdthesis",
    "masterthesis": "mathesis",
    "mathesis": "mathesis",
    "bathesis": "bathesis",
    "bachelorthesis": "bathesis",
    "bachelorsthesis": "bathesis",
    "habilitation": "Habilitation",
}

_PRESENTED = ("eventtitle", "eventdate", "venue")
_PUBLISHED = ("publisher", "isbn")
# Fields that only what lies in an archive has.
ARCHIVAL_FIELDS = frozenset(
    "archive archivecollection archive_collection archivelocation archive_location archiveplace archive-place fond "
    "collection fonds opis delo bestand box folder carton repository".split()
)


def read_type(draft: Draft) -> None:
    """Give *draft* its CSL type; a type that nobody knows is a document, and a finding."""
    entry_type = draft.entry.type
    kind = TYPES.get(entry_type) or TYPES.get(entry_type.replace("-", "").replace("_", ""))
    if kind is None:
        _report_unknown(draft)
        kind = "document"
    draft.kind = _by_subtype(draft, kind) or _by_fields(draft, entry_type, kind)


def _report_unknown(draft: Draft) -> None:
    entry = draft.entry
    hint = did_you_mean(entry.type, DEFINED) or "it is set as a document"
    draft.findings.append(
        Finding("unknown-type", f"unknown entry type '@{entry.type}'", entry.where, Severity.WARNING, hint)
    )


def _by_subtype(draft: Draft, kind: str) -> str:
    if "entrysubtype" not in draft.left:
        return ""
    subtype = draft.text("entrysubtype").lower().replace("-", "").replace(" ", "")
    found = _SUBTYPES.get(subtype, "")
    if not found or (found in _ARTICLES and kind not in _ARTICLE_TYPES):
        draft.keep("entrysubtype")
        return ""
    return found


def _by_fields(draft: Draft, entry_type: str, kind: str) -> str:
    """Return the type where fields tell more than the entry's type does."""
    fields = draft.entry.fields
    if entry_type == "unpublished":
        return "speech" if any(name in fields for name in _PRESENTED) else kind
    if entry_type == "manual":  # technical documentation is a report (CSL), the manual of a publishing house a book
        return "book" if any(name in fields for name in _PUBLISHED) else kind
    if kind == "document" and not ARCHIVAL_FIELDS.isdisjoint(fields):
        return "manuscript"
    return kind
