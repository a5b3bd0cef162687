"""Which entry type a CSL type is written as, for biblatex and for BibTeX.

The way back from ``mapping/entry_types.py``: where no type of biblatex is a CSL type, the nearest one is written, and
``entrysubtype`` says the rest. BibTeX has fourteen types (btxdoc, 3.1); ``@misc`` is all that they are not.
"""

from __future__ import annotations

# CSL type -> entry type of biblatex, with the subtype that makes the difference.
BIBLATEX: dict[str, tuple[str, str]] = {
    "article": ("online", "preprint"),
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "bill": ("legislation", "bill"),
    "book": ("book", ""),
    "broadcast": ("video", "broadcast"),
    "chapter": ("incollection", ""),
    "classic": ("book", "classic"),
    "collection": ("misc", "archivalcollection"),
    "dataset": ("dataset", ""),
    "document": ("misc", ""),
    "entry": ("entry", ""),
    "entry-dictionary": ("inreference", "dictionaryentry"),
    "entry-encyclopedia": ("inreference", ""),
    "event": ("misc", "event"),
    "figure": ("image", "figure"),
    "graphic": ("artwork", ""),
    "hearing": ("jurisdiction", "hearing"),
    "interview": ("misc", "interview"),
    "legal_case": ("jurisdiction", ""),
    "legislation": ("legislation", ""),
    "manuscript": ("unpublished", ""),
    "map": ("misc", "map"),
    "motion_picture": ("movie", ""),
    "musical_score": ("music", "score"),
    "pamphlet": ("booklet", ""),
    "paper-conference": ("inproceedings", ""),
    "patent": ("patent", ""),
    "performance": ("performance", ""),
    "periodical": ("periodical", ""),
    "personal_communication": ("letter", ""),
    "post": ("online", "post"),
    "post-weblog": ("online", "blog"),
    "regulation": ("legislation", "regulation"),
    "report": ("report", ""),
    "review": ("review", ""),
    "review-book": ("review", "bookreview"),
    "software": ("software", ""),
    "song": ("audio", ""),
    "speech": ("unpublished", "speech"),
    "standard": ("standard", ""),
    "thesis": ("thesis", ""),
    "treaty": ("legal", ""),
    "webpage": ("online", ""),
}
# The same for BibTeX; a type that is not here is @misc, and its subtype the name that entry_types.py knows.
BIBTEX: dict[str, tuple[str, str]] = {
    **{kind: ("misc", subtype or entry_type) for kind, (entry_type, subtype) in BIBLATEX.items()},
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "book": ("book", ""),
    "chapter": ("incollection", ""),
    "classic": ("book", "classic"),
    "document": ("misc", ""),
    "entry-dictionary": ("incollection", "dictionaryentry"),
    "entry-encyclopedia": ("incollection", "inreference"),
    "manuscript": ("unpublished", ""),
    "pamphlet": ("booklet", ""),
    "paper-conference": ("inproceedings", ""),
    "report": ("techreport", ""),
    "review": ("article", "review"),
    "review-book": ("article", "bookreview"),
    "speech": ("unpublished", "speech"),
    "thesis": ("phdthesis", ""),
}
# CSL types whose container is a journal, or the like.
JOURNALS = frozenset(
    "article article-journal article-magazine article-newspaper periodical post post-weblog review review-book".split()
)
PARTS = frozenset("chapter entry entry-dictionary entry-encyclopedia paper-conference".split())
