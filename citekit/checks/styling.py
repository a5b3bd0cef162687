"""What a style prints of a work of each type, seen by setting one made up of words that nothing else has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citekit.csl.cache import compiled_text
from citekit.csl.catalogue import Style
from citekit.csl.locales import files_of, locale_file
from citekit.csl.processor import CompiledStyle, set_document
from citekit.csl.xmltree import read_tree
from citekit.model import Citation, Cite, Date, Key, Name, Reference
from citekit.richtext import Inlines, Link, Styled, plain
from citekit.values import NamedTuple

_KEY = Key("work")
_TEXTS = {
    "title": "Zqtitle",
    "container-title": "Zqcontainer",
    "publisher": "Zqpublisher",
    "URL": "https://zqaddress.example/",
    "DOI": "10.5555/zqdoi",
    "archive": "Zqarchive",
    "archive_location": "Zqbox",
    "event-title": "Zqevent",
    "genre": "Zqgenre",
    "note": "Zqnote",
    "number": "Zqnumber",
}
_NUMBERS = {"volume": "7341", "page": "8125-8126"}
_TOKENS = {
    **{name: text.lower().strip("/").removeprefix("https://") for name, text in _TEXTS.items()},
    "author": "zqauthor",
    "issued": "1847",
    "volume": "7341",
    "page": "8125",
}


_OF_KIND = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "title container-title volume page"),
    **dict.fromkeys(("chapter", "entry-encyclopedia", "entry-dictionary"), "title container-title publisher page"),
    **dict.fromkeys(("webpage", "post", "post-weblog"), "title container-title"),
    **dict.fromkeys(("dataset", "software", "book"), "title publisher"),
    "paper-conference": "title container-title event-title publisher page",
    "manuscript": "title genre archive archive_location",
    "thesis": "title genre publisher",
    "report": "title genre number publisher",
    "standard": "title number publisher",
    "patent": "title number",
}
"""What a usual work of a type has. A style may take a page on the Web with a volume for an article, and rightly."""


def printed(style: Style, locale: str, kind: str, also: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the variables of a work of the CSL type *kind* that a style prints, in a citation or its bibliography.

    The work has what is usual of the type, and what is *also* said.

    Raises: StyleError.
    """
    compiled = compiled_of(style, locale)
    has = (*_OF_KIND.get(kind, "title publisher note").split(), *also)
    texts: dict[str, Inlines] = {name: (_TEXTS[name],) for name in has if name in _TEXTS}
    numbers = {name: _NUMBERS[name] for name in has if name in _NUMBERS}
    dates = {"issued": Date((1847,))} | ({"accessed": Date((2003, 4, 5))} if "URL" in has else {})
    reference = Reference(_KEY, kind, texts, numbers, {"author": (Name("Zqauthor", "Zqgiven"),)}, dates)
    made = set_document(compiled, {_KEY: reference}, [Citation((Cite(_KEY),), note=1)], [])
    shown = [*made.citations, *(entry.content for entry in made.bibliography.entries)]
    text = " ".join(f"{plain(one)} {' '.join(_targets(one))}" for one in shown).lower()
    return frozenset(name for name, token in _TOKENS.items() if token in text)


def compiled_of(style: Style, locale: str) -> CompiledStyle:
    """Return a style, ready to set with, as its file is now. Raises: StyleError."""
    with open(style.path, "rb") as stream:  # noqa: PTH123 - paths are texts here
        return compiled_text(stream.read(), locale or style.default_locale, style.path)


def _targets(inlines: Iterable[object]) -> Iterable[str]:
    """Yield the addresses of links, which a style prints without their words."""
    for one in inlines:
        if isinstance(one, Link):
            yield one.target
        if isinstance(one, Link | Styled):
            yield from _targets(one.children)


def terms_of(path: str) -> tuple[tuple[str, str], ...]:
    """Return the terms that a style prints by name, with the form it asks for, each once."""
    with open(path, "rb") as stream:  # noqa: PTH123 - paths are texts here
        root = read_tree(stream.read(), path)
    found: dict[tuple[str, str], None] = {}
    waiting = [child for child in root.children if child.tag != "locale"]
    while waiting:
        element = waiting.pop()
        if element.tag == "text" and "term" in element.attributes:
            found.setdefault((element.attributes["term"], element.attributes.get("form", "long")))
        waiting += element.children
    return tuple(sorted(found))


def outdated(style: Style) -> str:
    """Return why a style should not be used any longer; "" where nothing says so."""
    title = style.info.title.lower()
    if found := next((word for word in ("deprecated", "superseded", "obsolete") if word in title), ""):
        return f"says that it is {found}"
    with open(style.info.path, "rb") as stream:  # noqa: PTH123 - as above
        root = read_tree(stream.read(), style.info.path)
    info = root.find("info")
    for link in info.all("link") if info is not None else ():
        if link.attributes.get("rel") == "successor":
            return f"names another that has taken its place: {link.attributes.get('href', '')}"
    version = root.attributes.get("version", "1.0")
    return f"is of version {version}" if version.startswith("0") else ""


class Lacking(NamedTuple):
    """A *term* that a style prints and its *language* does not have; *in_english* is printed then, "" for nothing."""

    term: str
    language: str
    in_english: str


def lacking(style: Style, locale: str) -> Iterator[Lacking]:
    """Yield the terms that a style prints and that its language does not have, nor the style for it."""
    compiled = compiled_of(style, locale)
    language = compiled.locale.language
    is_english = language.lower().startswith("en")
    own = {term for name in files_of(language) for term, _, _ in locale_file(name).terms}
    own |= {term for node in compiled.style.locales for term, _, _ in node.terms}
    for term in dict.fromkeys(term for term, _ in terms_of(style.path)):
        english = compiled.locale.term(term) or ""
        if term not in own and not (english and is_english):
            yield Lacking(term, language, english)
