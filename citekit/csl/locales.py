"""Terms, date formats and options of a language, merged by CSL's fallback.

Source: CSL 1.0.2, Locale Fallback, Terms, Ordinal Suffixes, Localized Date Formats, Locale Options. The locale
files are those of the installed citeproc-py; this is the one module that knows where they lie.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from citekit.csl.catalogue import locale_names, locales_folder
from citekit.csl.nodes import DateNode, LocaleNode, TermText

_ROOT = "en-US"
_FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}


class Locale:
    """What a style can ask of a language; the merged sum of a style's own ``cs:locale`` and the locale files."""

    def __init__(self, language: str, layers: Iterable[LocaleNode]) -> None:
        """Merge *layers*, the most general first."""
        self.language = language
        self._terms: dict[tuple[str, str, str], TermText] = {}
        self._dates: dict[str, DateNode] = {}
        self.options: dict[str, str] = {}
        for layer in layers:
            if any(_is_ordinal(name) for name, _, _ in layer.terms):  # ordinal terms are replaced as one set
                self._terms = {key: term for key, term in self._terms.items() if not _is_ordinal(key[0])}
            for name, form, gender in layer.terms:  # "primeira, primeiro" leave no room for the "first" below
                if gender and name.startswith("long-ordinal-") and (name, form, "") not in layer.terms:
                    self._terms.pop((name, form, ""), None)
            self._terms.update(layer.terms)
            self._dates.update(layer.dates)
            self.options.update(layer.options)

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str | None:
        """Return a term's text, falling back to other forms; ``None`` where no locale has it, "" where it is empty."""
        found = self._find(name, form, gender)
        if found is None:
            return None
        return found.multiple if plural else found.single

    @property
    def ampersand(self) -> str:
        """Return the sign for "and": the language's own symbol, "&" where it has but the word."""
        symbol = self.term("and", "symbol")
        return symbol if symbol and symbol != self.term("and") else "&"

    def _find(self, name: str, form: str, gender: str) -> TermText | None:
        step: str | None = form
        while step is not None:
            found = self._terms.get((name, step, gender))
            if found is None and gender:
                found = self._terms.get((name, step, ""))
            if found is not None:
                return found
            step = _FORM_FALLBACK.get(step)
        return self._find(name.replace(" ", "-"), form, gender) if " " in name else None  # "sub verbo" of CSL 1.0

    def gender(self, name: str) -> str:
        """Return the gender of a term that may be counted ("issue" in "3rd issue"), "" for none."""
        found = self._terms.get((name, "long", ""))
        return found.gender if found else ""

    def ordinal(self, name: str, gender: str) -> tuple[str, str] | None:
        """Return the text and the ``match`` of an ordinal term, the neuter one where *gender* has none.

        A language without a neuter, such as Catalan, takes its first gender for words of which none is known.
        """
        found = self._terms.get((name, "long", gender)) or self._terms.get((name, "long", ""))
        if found is None and not gender and (name == "ordinal" or name.startswith("long-")):
            found = self._terms.get((name, "long", "feminine")) or self._terms.get((name, "long", "masculine"))
        return (found.single, found.match) if found else None

    def date(self, form: str) -> DateNode | None:
        """Return a localized date format, "text" or "numeric"."""
        return self._dates.get(form)

    def option(self, name: Literal["punctuation-in-quote", "limit-day-ordinals-to-day-1"]) -> bool:
        """Return a locale option, false where nothing is said."""
        return self.options.get(name) == "true"


def _is_ordinal(name: str) -> bool:
    return name == "ordinal" or (name.startswith("ordinal-") and name[8:].isdigit())


def merged(language: str, in_style: Iterable[LocaleNode]) -> Locale:
    """Return the locale for *language* ("de-AT", "de"; an unknown one is English) under a style's own locales."""
    chosen = _file_name(language)
    tag = chosen if "-" not in language and chosen.startswith(language) else language
    root, *layers = [locale_file(name) for name in dict.fromkeys((_ROOT, *files_of(language)))]
    layers.insert(0, root if tag.startswith("en") else _lacking(root, layers))
    own = list(in_style)
    base = tag.partition("-")[0]
    for wanted in ("", base, tag):
        layers += [locale for locale in own if locale.language == wanted]
        own = [locale for locale in own if locale.language != wanted]
    return Locale(language, layers)


def files_of(language: str) -> tuple[str, ...]:
    """Return the locale files for *language*, the primary dialect's before its own; English for an unknown one."""
    chosen = _file_name(language)
    tag = chosen if "-" not in language and chosen.startswith(language) else language
    return _primary().get(tag.partition("-")[0], _ROOT), chosen


def _lacking(root: LocaleNode, layers: Sequence[LocaleNode]) -> LocaleNode:
    """Return *root* without terms that *layers* have in a form to fall back to: no "fr." where a language has "von".

    A language's own forms come before another language's (citeproc-js and pandoc; CSL 1.0.2, Terms, is silent).
    """
    known = {(name, form) for layer in layers for name, form, _ in layer.terms}

    def has(name: str, form: str | None) -> bool:
        while form is not None:
            if (name, form) in known:
                return True
            form = _FORM_FALLBACK.get(form)
        return False

    return root._replace(terms={key: term for key, term in root.terms.items() if not has(key[0], key[1])})


@lru_cache
def locale_file(name: str) -> LocaleNode:
    """Return the locale file called *name* ("en-US")."""
    from citekit.csl.parse import parse_locale  # noqa: PLC0415 - not needed for what is kept on disk

    path = f"{locales_folder()}/locales-{name}.xml"
    with open(path, "rb") as stream:
        return parse_locale(stream.read(), path)


def _file_name(language: str) -> str:
    """Return the locale file nearest to *language*: itself, its language's primary dialect, any dialect, English."""
    if language in locale_names():
        return language
    base = language.partition("-")[0].lower()
    by_case = {name.lower(): name for name in locale_names()}
    if found := by_case.get(language.lower()) or by_case.get(base):
        return found
    if (primary := _primary().get(base)) in locale_names() and primary:
        return primary
    return next((name for name in locale_names() if name.partition("-")[0] == base), _ROOT)


def locale_paths() -> tuple[str, ...]:
    """Return the files whose change changes every merged locale: the folder, and the default language's."""
    return (locales_folder(), f"{locales_folder()}/locales-{_ROOT}.xml")


@lru_cache
def _primary() -> Mapping[str, str]:
    """Return the primary dialect of each language."""
    with open(f"{locales_folder()}/locales.json", encoding="utf-8") as stream:
        listed: dict[str, dict[str, str]] = json.load(stream)
    return listed["primary-dialects"]
