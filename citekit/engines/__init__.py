"""Engines that set citations in a style, behind one small interface.

An engine is a module of this package with ``NAME`` and ``set_document``; it is loaded when it is asked for.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, cast

from citekit.csl.catalogue import Style
from citekit.errors import UsageError
from citekit.findings import Finding
from citekit.model import Bibliography, Citation, Key, Reference
from citekit.nearest import did_you_mean
from citekit.richtext import Inlines
from citekit.values import dataclass

DEFAULT = "citekit"


@dataclass(frozen=True, slots=True)
class SetCitation:
    """One citation, set.

    *stop* is the full stop a note style puts after the whole citation ("." or ""), kept apart from *content*
    because prose that follows in the same note may take its place. *author* is what running text names of a composite
    citation whose note a note style sets.
    """

    content: Inlines
    stop: str = ""
    author: Inlines = ()


@dataclass(frozen=True, slots=True)
class SetDocument:
    """All citations of a document, in the order given, and its bibliography.

    *punctuation_in_quote* is the locale's rule (CSL 1.0.2, Style Options of a locale): whoever adds a stop or
    comma after a closing quotation mark has to follow it. *prints_note_numbers* where the style refers to notes by
    their numbers (``first-reference-note-number``).
    """

    citations: tuple[SetCitation, ...]
    bibliography: Bibliography
    language: str = "en-US"
    punctuation_in_quote: bool = False
    prints_note_numbers: bool = False
    findings: tuple[Finding, ...] = ()


class Engine(Protocol):
    """What a module of this package offers."""

    NAME: str

    def set_document(
        self,
        style: Style,
        references: Mapping[Key, Reference],
        citations: Sequence[Citation],
        *,
        uncited: Sequence[Key] = (),
        locale: str = "",
        listed: Collection[Key] | None = None,
    ) -> SetDocument:
        """Set *citations* and the bibliography of all they cite, and of *uncited*; of these only *listed*, if given.

        Every key must be in *references*. An empty *locale* means the style's own, then en-US.

        Raises: StyleError for a style that cannot be read, EngineError for what the engine cannot render.
        """
        ...


def names() -> tuple[str, ...]:
    """Return the names of the engines, sorted."""
    return tuple(
        sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if module.name[0] != "_")
    )


def load(name: str = DEFAULT) -> Engine:
    """Return the engine called *name*.

    Raises: UsageError for an unknown name.
    """
    if name not in names():
        hint = did_you_mean(name, names()) or f"engines: {', '.join(names())}"
        raise UsageError(f"unknown engine {name!r}", hint=hint)
    return cast("Engine", importlib.import_module(f"{__name__}.{name.replace('-', '_')}"))
