"""Titles on all levels: of the work, of the volume or issue it is in, of the whole it is part of.

Sources: biblatex manual, 2.2.2 (title, booktitle, maintitle, journaltitle, issuetitle, eventtitle with their subtitles
and addons); CSL 1.0.2, Appendix IV (``title``, ``container-title``, ``volume-title``, ``title-short``).

| entry | title | volume-title | container-title |
|---|---|---|---|
| a whole in one volume | title | | booktitle |
| one volume of a whole | maintitle | title | booktitle |
| a part | title | | booktitle |
| a part of a volume | title | booktitle | maintitle |
| an article | title | issuetitle | journaltitle |
| an issue | title | issuetitle | |
"""

from __future__ import annotations

from citekit.bib.draft import Draft
from citekit.patterns import pattern
from citekit.richtext import Inline, Inlines, concat, plain

FIELDS = frozenset(
    "title subtitle titleaddon booktitle booksubtitle booktitleaddon maintitle mainsubtitle maintitleaddon "
    "journaltitle journal journalsubtitle journaltitleaddon issuetitle issuesubtitle issuetitleaddon shorttitle "
    "eventtitle eventtitleaddon".split()
)
ROMANIZED = ("romanizedtitle", "titleromanized", "transliteratedtitle", "titletransliteration", "transliteration")
_PARTS = frozenset(("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"))
_OTHER_SCRIPT = pattern(r"[\u0370-\u1cff\u1f00-\u1fff\u2e80-\ud7ff]")
_STOPS = "?!.:;,…–—"  # a title that ends so needs no other stop
_CLOSING = "”’»\"')]"


def read_titles(draft: Draft) -> None:
    """Read all fields of titles; those for which an entry has no room are left."""
    main, title = _level(draft, "title", "subtitle", "titleaddon")
    if romanized := _romanized(draft, title):
        main = title = romanized
    if short := draft.inlines("shorttitle") or _shortened(main, title):
        draft.texts["title-short"] = short
    container, volume, whole = _containers(draft)
    if whole:
        volume, title = title, whole
    if not volume:
        _, volume = _level(draft, "issuetitle", "issuesubtitle", "issuetitleaddon")
    if container == title:  # wholes repeat their title for the parts that inherit it
        container = ()
    for variable, value in (("title", title), ("container-title", container), ("volume-title", volume)):
        if value:
            draft.texts[variable] = value
    if "eventtitle" in draft.left or "eventtitleaddon" in draft.left:
        _read_event(draft)


def _containers(draft: Draft) -> tuple[Inlines, Inlines, Inlines]:
    """Return what the entry is in, the volume of it, and the whole that the entry itself is a volume of."""
    _, journal = _level(draft, _journal(draft), "journalsubtitle", "journaltitleaddon")
    book: Inlines = ()
    if not journal:
        _, book = _level(draft, "booktitle", "booksubtitle", "booktitleaddon")
    if "maintitle" not in draft.left:
        return journal or book, (), ()
    _, whole = _level(draft, "maintitle", "mainsubtitle", "maintitleaddon")
    if journal or not (book or draft.kind in _PARTS):
        return journal, (), whole
    return whole, book, ()


def _journal(draft: Draft) -> str:
    """Return the field of the journal's title; BibTeX's ``journal`` is an alias (biblatex manual, 2.2.5)."""
    return "journaltitle" if draft.has("journaltitle") else "journal"


def _level(draft: Draft, title: str, subtitle: str, addon: str) -> tuple[Inlines, Inlines]:
    """Return a title alone, and with its subtitle and addon: "Title: Subtitle. Addon"."""
    left = draft.left
    if title not in left and (title != "title" or left.keys().isdisjoint((subtitle, addon))):
        return (), ()  # a subtitle alone is the title of no book or journal
    main = whole = draft.inlines(title)
    if subtitle in left and (under := draft.inlines(subtitle)):
        whole = join(whole, ": ", under)
    if addon in left and (added := draft.inlines(addon)):
        whole = join(whole, ". ", _capitalized(added))
    return main, whole


def join(title: Inlines, stop: str, rest: Inlines) -> Inlines:
    """Return *rest* after *title*, with a blank alone where the title brings its own stop.

    >>> join(("Who?",), ": ", ("A Study",)), join(("Works",), ". ", ("Reprint",))
    (('Who? A Study',), ('Works. Reprint',))
    """
    if not title or not rest:
        return title or rest
    end = plain(title).rstrip().rstrip(_CLOSING)[-1:]
    return concat(title, (" " if end and end in _STOPS else stop,), rest)


def _capitalized(addon: Inlines) -> Inlines:
    """Return an addon, which is a sentence of its own, with a capital."""
    if isinstance(addon[0], str) and addon[0][0].islower():
        return (addon[0][0].upper() + addon[0][1:], *addon[1:])
    return addon


def _shortened(main: Inlines, title: Inlines) -> Inlines:
    """Return the title before its colon, where that is less than the whole title.

    biblatex prints the title without its subtitle where it cites in short; reference managers keep both in one field.
    """
    short: list[Inline] = []
    for place, run in enumerate(main):
        if isinstance(run, str) and (head := _before_colon(run, place > 0)) is not None:
            short += [head] if head else []
            break
        short.append(run)
    found = tuple(short)
    return found if found != title else ()


def _before_colon(run: str, follows: bool) -> str | None:
    """Return what stands before the first colon in *run* that a blank follows, outside brackets; else ``None``."""
    at = run.find(": ")
    if at < 0 or (at == 0 and not follows):
        return None
    head = run[:at]
    opened = any(head.count(pair[0]) > head.count(pair[1]) for pair in _pairs(head))
    return None if opened else head.rstrip()


def _pairs(text: str) -> tuple[str, ...]:
    """Return the brackets and quotation marks of *text*; “ closes in German what „ opens."""
    return ("()", "[]", "«»", "„“" if "„" in text else "“”")


def _romanized(draft: Draft, title: Inlines) -> Inlines:
    """Return the title in Latin letters, where a field has it; the one in the work's own script is native-title."""
    if not draft.left.keys().isdisjoint(ROMANIZED) and _OTHER_SCRIPT.search(plain(title)):
        draft.texts["native-title"] = title
        return draft.first(ROMANIZED)
    return ()


def _read_event(draft: Draft) -> None:
    """Read the event's title; its addon is mostly the acronym."""
    event = draft.inlines("eventtitle")
    if addon := draft.inlines("eventtitleaddon"):
        bracketed = addon if plain(addon).startswith("(") else concat(("(",), addon, (")",))
        event = concat(event, (" ",), bracketed) if event else addon
    if event:
        draft.texts["event-title"] = event
