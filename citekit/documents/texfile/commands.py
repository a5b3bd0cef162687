r"""The commands of LaTeX that matter to citations and notes, and how each family of ``\cite`` cites.

Sources: the manuals of natbib, biblatex (3.8, Citation Commands), biblatex-chicago, jurabib, apacite, csquotes,
endnotes, enotez, footmisc, sidenotes, chngcntr, memoir.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from citekit.values import NamedTuple

Mode: TypeAlias = Literal["", "composite", "author-only", "suppress-author"]


class Family(NamedTuple):
    r"""How a command cites.

    *own_note* makes a note of its own. A *bare* one prints no parentheses, so that those around it are its own.
    *infix* stands between author and the rest. One that is *near* prints more, or less, than any citation of a style;
    one that is *left* cannot be set, and stays. *volume* has a volume as its first argument, *several* has the
    arguments of any number of citations.
    """

    mode: Mode = ""
    own_note: bool = False
    bare: bool = False
    infix: str = ""
    near: bool = False
    left: bool = False
    volume: bool = False
    several: bool = False


_FAMILIES: dict[str, Family] = {
    **dict.fromkeys(
        "parencite autocite smartcite supercite citep shortcite shorthandcite shortrefcite shorthandrefcite "
        "parenshortcite citenumns bracketcite".split(),
        Family(),
    ),
    "cite": Family(bare=True),
    **dict.fromkeys(("fullcite", "parenfullcite", "citejournal", "citenum"), Family(near=True)),
    **dict.fromkeys(("textcite", "citet", "citeA", "shortciteA", "fullciteA", "citeasnoun"), Family("composite")),
    "gentextcite": Family("composite", infix="’s"),
    **dict.fromkeys(("citealt", "citealp", "citeNP", "shortciteNP", "fullciteNP"), Family("composite", bare=True)),
    **dict.fromkeys(("citeauthor", "citefullauthor", "citeauthorNP"), Family("author-only")),
    **dict.fromkeys(("citeyear", "citedate", "citeyearNP"), Family("suppress-author", bare=True)),
    **dict.fromkeys(
        "citeyearpar headlesscite headlessfullcite headlessparencite headlessparenshortcite".split(),
        Family("suppress-author"),
    ),
    **dict.fromkeys("footcite footcitetext foottextcite footshortcite".split(), Family(own_note=True)),
    "footfullcite": Family(own_note=True, near=True),
    **dict.fromkeys("volcite pvolcite tvolcite avolcite svolcite".split(), Family(volume=True)),
    "tvolcite": Family("composite", volume=True),
    **dict.fromkeys(("fvolcite", "ftvolcite"), Family(own_note=True, volume=True)),
    **dict.fromkeys(
        "citetitle citeurl citefield citename citelist notecite pnotecite fnotecite citetalias citepalias surnamecite "
        "citetitleonly footcitetitle textcquote textelp blockcquote hyphentextcquote citeissue citeincite".split(),
        Family(left=True),
    ),
}
# With a star biblatex leaves out the author; natbib and the others print all authors.
_STARRED_WITHOUT_AUTHOR = frozenset("cite parencite autocite footcite smartcite headlesscite".split())
_NOT_SEVERAL = frozenset(("citeauthor", "citeyear", "citedate", "citenum"))

ALIASED = frozenset(("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "let"))
DEFINING = frozenset(
    "newcommand renewcommand providecommand DeclareRobustCommand def edef gdef xdef newenvironment renewenvironment "
    "NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand NewDocumentEnvironment "
    "DeclareCiteCommand DeclareMultiCiteCommand DeclareFieldFormat DeclareBibliographyDriver newbibmacro renewbibmacro "
    "AtBeginDocument AtEndDocument AtEveryCitekey AtEveryBibitem defbibheading defbibnote newrobustcmd renewrobustcmd "
    "providerobustcmd DeclareAutoCiteCommand newtheorem".split()
)
NOTES: dict[str, str] = {  # the counter that numbers them
    "footnote": "footnote",
    "endnote": "endnote",
    "pagenote": "endnote",
    "sidenote": "sidenote",
    "thanks": "thanks",
}
NOTE_MARKS = {f"{name}mark": NOTES[name] for name in ("footnote", "endnote", "sidenote")}
NOTE_TEXTS = {f"{name}text": NOTES[name] for name in ("footnote", "endnote", "sidenote")}
CHAPTERS = frozenset(("chapter", "addchap"))
HEADINGS = CHAPTERS | frozenset(("part", "section", "subsection", "subsubsection"))
# Commands that write their arguments to a list of contents as well, where a note has to be protected.
MOVING = HEADINGS | frozenset(("paragraph", "subparagraph", "caption", "addpart", "addsec", "markboth", "markright"))
MATTERS = frozenset(("frontmatter", "mainmatter", "backmatter"))
COUNTERS = frozenset(
    "setcounter addtocounter stepcounter refstepcounter counterwithin counterwithout @addtoreset "
    "@removefromreset".split()
)
INPUTS = frozenset("input include subfile import subimport includefrom InputIfFileExists".split())
PACKAGES = frozenset(("documentclass", "usepackage", "RequirePackage"))
LANGUAGES = frozenset(("setmainlanguage", "setdefaultlanguage", "babelprovide"))
FILES = frozenset(("addbibresource", "addglobalbib", "addsectionbib", "bibliography", "bibliographystyle"))
LISTS = frozenset(
    "printbibliography printshorthands printbiblist bibbysection bibbysegment bibbycategory newrefsection "
    "newrefsegment endrefsection endrefsegment".split()
)
TITLES = frozenset(("title", "author", "subtitle", "date"))
_OTHERS = frozenset(("nocite", "ExecuteBibliographyOptions", "MakePerPage"))
_KNOWN = frozenset().union(
    DEFINING, NOTES, NOTE_MARKS, NOTE_TEXTS, MOVING, MATTERS, COUNTERS, INPUTS, PACKAGES, LANGUAGES, FILES, LISTS,
    TITLES, _OTHERS,
)  # fmt: skip


@lru_cache(maxsize=1024)
def is_known(name: str) -> bool:
    """Tell whether a command matters."""
    return name in _KNOWN or family(name) is not None


@lru_cache(maxsize=1024)
def family(name: str) -> Family | None:
    r"""Return how the command *name* cites, ``None`` where it does not: in capitals and for several works, too."""
    for spelled in (name, name[:1].lower() + name[1:]):
        if found := _FAMILIES.get(spelled):
            return found
        one = spelled.removesuffix("s")
        found = _FAMILIES.get(one)
        if found and one != spelled and one not in _NOT_SEVERAL:
            return found._replace(several=True)
    return None


def starred(name: str, own: Family, *, is_biblatex: bool) -> Family:
    r"""Return how *name* cites with a star, as in ``\cite*``."""
    base = name[:1].lower() + name[1:]
    if is_biblatex and base in _STARRED_WITHOUT_AUTHOR:
        return own._replace(mode="suppress-author")
    return own
