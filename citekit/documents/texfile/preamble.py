r"""What a manuscript says of itself: its packages and class, its files of references, its language, its style.

A style of BibTeX's or biblatex's is taken for one of CSL's only where both follow the same manual. Sources: the manuals
of babel (1.6: the last option is the main language), polyglossia, biblatex (3.1.2, 3.7.1) and biblatex-chicago
(``notes`` is its default, ``authordate`` the other system); the documentation of apacite, IEEEtran and acmart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from os.path import basename, splitext

from citekit.bib.mapping.languages import language_tag, locale_tag
from citekit.documents.texfile.arguments import Argument, Arguments, uncommented, words
from citekit.documents.texfile.citing import Habits
from citekit.documents.texfile.scan import Command, Scan
from citekit.values import NamedTuple

_OPTION = re.compile(r"([\w@./+-]+)\s*(?:=\s*(?:\{((?>(?:[^{}]|\{[^{}]*+\})*))\}|([^,{}]*+)))?\s*+(?:,|\Z)")
_STYLES = {
    **dict.fromkeys(("apa", "apacite", "apa6", "apa7"), "apa"),
    **dict.fromkeys(("IEEEtran", "IEEEtranN", "IEEEtranS", "ieeetr", "ieee"), "ieee"),
    "ACM-Reference-Format": "association-for-computing-machinery",
    "mla": "modern-language-association",
    "chem-acs": "american-chemical-society",
    "achemso": "american-chemical-society",
    "nature": "nature",
    "science": "science",
    "chicago-notes": "chicago-notes-bibliography",
    **dict.fromkeys(("chicago", "chicago-authordate"), "chicago-author-date"),
}
_GERMAN = re.compile(r"n?german|germanb|n?austrian|n?swissgerman")
_NUMERIC_CLASSES = frozenset(("elsarticle", "revtex4", "revtex4-1", "revtex4-2"))


class Loaded(NamedTuple):
    """A package, or the class, and its options by name; "" is the value of one without."""

    name: str
    options: Mapping[str, str]
    is_class: bool = False


class Preamble:
    """What stands before the text, and what the manuscript asks for wherever it says so."""

    def __init__(self, scan: Scan, path: str) -> None:
        self._scan, self._path = scan, path
        self.loaded: list[Loaded] = []
        self.bib: dict[str, None] = {}
        self.remote: list[Argument] = []
        self._styles: list[str] = []
        self._language = ""
        for command in scan.commands:
            self._take(command)

    def has(self, *names: str) -> bool:
        """Is one of the packages loaded?"""
        return any(one.name in names for one in self.loaded if not one.is_class)

    def options(self, *names: str) -> dict[str, str]:
        """Return all options of the packages called *names*."""
        return {key: value for one in self.loaded if one.name in names for key, value in one.options.items()}

    @property
    def document_class(self) -> str:
        """The name of the class, "" where none is given."""
        return next((one.name for one in self.loaded if one.is_class), "")

    @property
    def habits(self) -> Habits:
        r"""What readers of citations need to know."""
        is_biblatex = self.has("biblatex", "biblatex-chicago")
        numeric = {"numbers", "super"} & self.options("natbib").keys()
        by_class = self.document_class in _NUMERIC_CLASSES
        is_natbib = self.has("natbib") or by_class
        author_year = self.has("natbib") and not numeric and not by_class
        return Habits(is_biblatex, is_natbib, author_year, self.has("apacite"), self._has_german_shorthands())

    @property
    def style(self) -> str:
        """The CSL style that is surely the one that is asked for, else ""."""
        known = [_STYLES[name] for name in self._styles if name in _STYLES]
        if known:
            return known[-1]
        if self.has("biblatex-chicago"):
            authordate = {"authordate", "authordate-trad"} & self.options("biblatex-chicago").keys()
            return "chicago-author-date" if authordate else "chicago-notes-bibliography"
        return ""

    @property
    def language(self) -> str:
        """The main language (BCP 47), "" where none is told or known."""
        if self._language:
            return self._language
        options = self.options("babel")
        if options.get("main"):
            return _locale(options["main"])
        of_class = next((list(one.options) for one in self.loaded if one.is_class), [])
        for name in (*reversed(options), *(reversed(of_class) if self.has("babel") else ())):
            if tag := _locale(name):
                return tag
        return ""

    def _has_german_shorthands(self) -> bool:
        of_class = next((one.options for one in self.loaded if one.is_class), {})
        names = (*self.options("babel"), *self.options("babel").values(), *of_class)
        return self.has("german", "ngerman") or (self.has("babel") and any(map(_GERMAN.fullmatch, names)))

    # --- commands ---

    def _take(self, command: Command) -> None:
        arguments = Arguments(self._scan, command.end)
        match command.name:
            case "documentclass" | "usepackage" | "RequirePackage":
                options = self._options(arguments.option())
                for name in self._words(arguments.group()):
                    self._load(name, options, is_class=command.name == "documentclass")
            case "ExecuteBibliographyOptions":
                arguments.option()
                self._load("biblatex", self._options(arguments.group()), is_class=False)
            case "setmainlanguage" | "setdefaultlanguage":
                option = arguments.option()
                self._set_language(arguments.group(), self._raw(option))
            case "babelprovide":
                if "main" in self._options(arguments.option()):
                    self._set_language(arguments.group(), "")
            case "bibliography":
                self._add_files(self._words(arguments.group()))
            case "addbibresource" | "addglobalbib" | "addsectionbib":
                is_remote = self._options(arguments.option()).get("location") == "remote"
                argument = arguments.group()
                if is_remote and argument:
                    self.remote.append(argument)
                elif argument:
                    self._add_files([self._raw(argument)])
            case "bibliographystyle":
                self._styles += self._words(arguments.group())

    def _load(self, name: str, options: Mapping[str, str], *, is_class: bool) -> None:
        self.loaded.append(Loaded(name, options, is_class))
        if name == "biblatex":
            self._styles += [value for key, value in options.items() if key in ("style", "citestyle")]
        if name == "apacite":
            self._styles.append(name)

    def _set_language(self, argument: Argument | None, options: str) -> None:
        self._language = _locale(self._raw(argument), options) or self._language

    def _add_files(self, names: list[str]) -> None:
        for name in names:
            if file := file_name(name, self._path):
                self.bib[file if file.lower().endswith((".bib", ".json", ".ris")) else f"{file}.bib"] = None

    def _raw(self, argument: Argument | None) -> str:
        return uncommented(self._scan.text[argument.start : argument.end]).strip() if argument else ""

    def _words(self, argument: Argument | None) -> list[str]:
        return [word.strip() for word in self._raw(argument).split(",") if word.strip()]

    def _options(self, argument: Argument | None) -> dict[str, str]:
        return dict(options_of(self._raw(argument)))


def file_name(said: str, path: str) -> str:
    r"""Return the name of a file as the manuscript at *path* means it, which is ``\jobname`` to itself."""
    stem = splitext(basename(path))[0]  # noqa: PTH119, PTH122 - a path here is a text
    return words(said.replace("\\jobname", stem)).strip()


def options_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the options in ``key=value, key={value}, key``; "" is the value of one without."""
    for found in _OPTION.finditer(text):
        yield found[1], (found[2] if found[2] is not None else found[3] or "").strip()


def _locale(name: str, options: str = "") -> str:
    """Return the tag of one of babel's languages, "" where there is none of that name."""
    name = name.strip()
    if len(name) < 4 or language_tag(name) == name:
        return ""
    return locale_tag(name, options=options)
