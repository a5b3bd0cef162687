"""From what the user names to what the passes need: the one place that opens the user's files.

The functions here are the library's front door; the command line calls nothing else. Whatever is wrong in a
file is raised as one InvalidInputError with every finding, before anything is written. Libraries alone may have broken
entries, as those of thousands have: only what is cited must be right.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from citekit import bib, engines, output
from citekit.aliases import own_keys, with_own_keys
from citekit.csl.catalogue import Style, check_locale, find_style
from citekit.documents.manuscript import Selection
from citekit.engines import SetDocument
from citekit.errors import UnreadableError, UsageError, raise_errors
from citekit.excerpt import AS_PRINTED, Composed, ExcerptOptions, Numbering, compose, errors_of, headings, unknown_keys
from citekit.files import STDIN, is_file, is_folder, read_source
from citekit.findings import Finding, Span
from citekit.listing import Lister
from citekit.model import Bibliography, Excerpt, Headings, Key, Ledger, Library, Passage
from citekit.quotations.rules import Rules, rules_named
from citekit.scope import Scope
from citekit.settings import Settings, find_settings
from citekit.values import dataclass, replace

if TYPE_CHECKING:
    from citekit.bib.search.find import Search
    from citekit.notes.marks.recognise import Mode

DEFAULT_STYLE = "chicago-notes-bibliography"


def open_library(*paths: str | Path) -> Library:
    """Read the references in *paths*, files or folders of files, as one library in that order; each file once.

    What is wrong with single entries is left in the library's findings, with the entry's key; ``render`` and
    ``compose`` raise what concerns the entries that are cited.

    Raises: UnreadableError, UsageError for a folder without reference files, InvalidInputError when there are errors
    and no reference could be read.
    """
    library = bib.open_library(reference_files(map(str, paths)))
    if not library.references:
        raise_errors(library.findings)
    return library


def reference_files(paths: Iterable[str]) -> list[str]:
    """Return the files of references in *paths*, files or folders of files, each file once, where it comes first.

    Raises: as ``open_library`` does.
    """
    files: dict[str, str] = {}
    for file in (one for path in paths for one in _reference_files(path)):
        files.setdefault(os.path.realpath(file) if file != STDIN else file, file)
    return list(files.values())


def _reference_files(path: str) -> list[str]:
    if not is_folder(path):
        return [path]
    try:
        files = sorted(str(file) for file in Path(path).iterdir() if file.is_file() and bib.has_references(file))
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror or error}"
        raise UnreadableError(message, where=Span(path), hint="check its mode and owner") from None
    if not files:
        raise UnreadableError(
            "a folder without reference files", where=Span(path), hint=f"looked for {', '.join(bib.suffixes())}"
        )
    return files


def read_passage(path: str | Path, *, mode: Mode = "auto") -> Passage:
    """Read a passage and find its note marks; ``"-"`` is standard input.

    *mode* says what to look for: notes that count up (``"prose"``), citation numbers (``"science"``), or either.
    """
    from citekit.notes.marks.recognise import read_marks  # noqa: PLC0415 - not needed to set a bibliography

    return read_marks(read_source(path), mode=mode)


def read_ledger(path: str | Path) -> Ledger:
    """Read a note ledger.

    Raises: UnreadableError, InvalidInputError with everything wrong in it.
    """
    from citekit.notes.ledger import forms  # noqa: PLC0415 - ruamel.yaml takes longer to load than most commands run

    ledger = forms.read(read_source(path))
    raise_errors(ledger.findings)
    return ledger


def render(
    passage: Passage,
    ledger: Ledger,
    library: Library,
    style: str | Style = DEFAULT_STYLE,
    to: str = "text",
    *,
    locale: str = "",
    engine: str = engines.DEFAULT,
    options: ExcerptOptions = AS_PRINTED,
) -> str:
    """Return the passage as an excerpt in the format *to*, its notes and bibliography set in *style*.

    Raises: InvalidInputError when the ledger cites a key that *library* does not have, or an entry that is wrong, or
    the passage has a mark that the ledger does not; StyleError, EngineError, UsageError. Use ``compose`` for the
    excerpt as data.
    """
    chosen = style if isinstance(style, Style) else find_style(style)
    composed = compose(passage, ledger, library, chosen, engine=engine, locale=locale, options=options)
    raise_errors(composed.findings)
    writer = output.writer(to)
    if output.is_binary(writer):
        hint = "use compose, and output.writer(…).write(…)"
        raise UsageError(f"the format {to!r} is no text", hint=hint)
    return writer.write(composed.excerpt).decode()


# --- what a command was asked to do ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Project:
    """Settings of the place, changed by what the command line says, with files where the custom has them."""

    settings: Settings
    chapter: str = ""
    quotations: str = ""

    def library(self) -> Library:
        """Return the references of the project."""
        return open_library(*self._bib())

    def _bib(self) -> tuple[str, ...]:
        if not self.settings.bib:
            raise UsageError(
                "no references", hint="name a .bib file or a folder with --bib, or set 'bib' in citekit.toml"
            )
        return self.settings.bib

    def reference_files(self) -> list[str]:
        """Return the files that the references are in.

        Raises: UsageError where there are none.
        """
        return reference_files(self._bib())

    def ledger_file(self) -> str:
        """Return the path of the note ledger, "" where there is none."""
        if self.settings.ledger:
            return self.settings.ledger
        return next((str(path) for path in _ledgers_beside(self.settings.passage) if is_file(path)), "")

    def find(self, texts: Sequence[str], limit: int) -> tuple[Library, Search]:
        """Search the references for words; *limit* 0 is no limit.

        Raises: UsageError for a query without a word.
        """
        from citekit.bib.search.find import search  # noqa: PLC0415 - not needed to set anything

        library = self.library()
        return library, search(library.references, texts, limit)

    def passage(self, mode: Mode = "auto") -> Passage:
        """Return the passage, its marks found; *mode* as in ``read_passage``."""
        if not self.settings.passage:
            raise UsageError("no passage", hint="name a text file, or set 'passage' in citekit.toml")
        return read_passage(self.settings.passage, mode=mode)

    def ledger(self) -> Ledger:
        """Return the note ledger: the one named, else the one that lies beside the passage."""
        if path := self.ledger_file():
            return read_ledger(path)
        beside = _ledgers_beside(self.settings.passage)
        looked = f" (looked for {', '.join(path.name for path in beside)} beside the passage)" if beside else ""
        raise UsageError(f"no note ledger{looked}", hint="name one with --notes, or set 'ledger' in citekit.toml")

    def cited(self) -> list[Key]:
        """Return the keys that the note ledger cites, in its order."""
        return [cite.key for cite in self.ledger().cites]

    def check_ledger(self) -> tuple[Finding, ...]:
        """Return what is wrong with the note ledger: in itself, beside its passage, and beside the library.

        The passage is the one named or the one that the ledger names; references are looked up where there are any.

        Raises: UnreadableError, UsageError where there is no ledger.
        """
        from citekit.notes.ledger import checking, forms  # noqa: PLC0415 - as in read_ledger

        path = self.ledger_file()
        source = read_source(path)
        ledger = forms.read(source)
        if ledger.findings:
            return ledger.findings
        passage = read_passage(self.settings.passage) if self.settings.passage else None
        findings = list(checking.check(source, ledger, passage))
        if self.settings.bib:
            library = self.library()
            ledger = with_own_keys(ledger, library)
            findings += unknown_keys([(cite.key, cite.where or Span(path)) for cite in ledger.cites], library)
            findings += errors_of(library, [cite.key for cite in ledger.cites], and_others=False)
        return tuple(findings)

    def style(self) -> Style:
        """Return the style, a project's own before an installed one."""
        return find_style(self.settings.style or DEFAULT_STYLE, self.style_folders())

    def style_folders(self) -> tuple[Path, ...]:
        """Return the folders with the project's own styles."""
        return tuple(Path(folder) for folder in self.settings.styles)

    def compose(self) -> Composed:
        """Return the excerpt; the passage's oddities and the library's warnings are among its findings."""
        style, passage, ledger, library = self.style(), self.passage(), self.ledger(), self.library()
        composed = compose(
            passage,
            ledger,
            library,
            style,
            engine=self.settings.engine or engines.DEFAULT,
            locale=self.settings.locale,
            options=ExcerptOptions(
                cast("Numbering", self.settings.numbering or "kept"),
                cast('Scope | Literal[""]', self.settings.scope),
                self.chapter,
                self.settings.marks or "kept",
                self.settings.bibliographies,
                self._quotation_rules(),
            ),
        )
        return replace(composed, findings=(*library.findings, *passage.findings, *composed.findings))

    def _quotation_rules(self) -> Rules | Literal["auto"] | None:
        """Return the rule set for quotations in excerpts, ``"auto"`` for that of the language, ``None`` for none."""
        name = self.quotations or self.settings.quotations.excerpts
        if name in ("", "kept"):
            return None
        return (self.rules() or "auto") if name == "auto" else self.rules(name)

    def rules(self, name: str = "") -> Rules | None:
        """Return the rule set for quotations called *name*, else that of the settings; ``None`` where there is none.

        Raises: UsageError for an unknown one.
        """
        chosen = self.settings.quotations
        name = name or chosen.rules
        return rules_named(name, chosen.own) if name else None

    def bibliographies(
        self, keys: Sequence[str], *, cited: bool, lists: Sequence[Selection] = ()
    ) -> tuple[tuple[Bibliography, ...], Headings, str, tuple[Finding, ...]]:
        """Return bibliographies alone, their headings and language: of *keys*, of what the ledger cites, or of all.

        There is one for each of *lists*, else those of the settings, else one.

        Raises: InvalidInputError for unknown keys, and for errors in entries that are named or cited.
        """
        style, library = self.style(), self.library()
        chosen = [Key(key) for key in keys]
        if cited:
            chosen += self.cited()
        own = own_keys(chosen, library)
        chosen = [own.get(key, key) for key in chosen]
        missing = unknown_keys([(key, Span("")) for key in chosen], library)
        raise_errors([*missing, *errors_of(library, chosen, and_others=bool(missing))])
        engine = engines.load(self.settings.engine or engines.DEFAULT)
        uncited = list(dict.fromkeys(chosen)) if chosen or cited else list(library.references)

        def set_all(listed: Sequence[Key] | None) -> SetDocument:
            return engine.set_document(
                style, library.references, (), uncited=uncited, locale=self.settings.locale, listed=listed
            )

        document = set_all(None)
        lister = Lister(document.bibliography, library.references, lambda part: set_all(part).bibliography)
        made = lister.all(lists or self.settings.bibliographies)
        return made, headings(document.language), document.language, (*library.findings, *document.findings)


def seen_from(file: str, excerpt: Excerpt) -> Excerpt:
    """Return *excerpt* with the paths of its references as the folder of *file* has them; absolute ones stay."""
    folder = os.path.dirname(file) or "."  # noqa: PTH120 - paths are texts here
    paths = (one if os.path.isabs(one) else os.path.relpath(one, folder) for one in excerpt.references)  # noqa: PTH117
    return replace(excerpt, references=tuple(paths))


def _ledgers_beside(passage: str) -> tuple[Path, ...]:
    if not passage or passage == STDIN:
        return ()
    path = Path(passage)
    return tuple(path.with_name(name) for name in (f"{path.stem}.notes.yaml", "notes.yaml", "notes.yml"))


def open_project(
    passage: str = "",
    *,
    bib: Sequence[str] = (),
    ledger: str = "",
    chapter: str = "",
    quotations: str = "",
    start: Path | None = None,
    check_ledger: bool = True,
    **given: str,
) -> Project:
    """Return the project that *passage* (else the folder you are in) belongs to; what is given here wins.

    *given* are other settings by their names: style, locale, engine, numbering … (docs/configuration.md); "" leaves one
    as it is. Without settings, a folder ``references/`` or ``styles/`` where you are is the project's. *start* is the
    folder whose settings hold, where it is not the passage's. Without *check_ledger* the ledger is not read yet.
    """
    if start is None:
        start = Path(passage).parent if passage and passage != STDIN else Path()
    found = find_settings(start)
    home = Path(found.folder) if found.folder else Path()
    wanted: dict[str, Any] = {**given, "passage": passage, "bib": tuple(bib), "ledger": ledger}  # of several types
    # A ledger belongs to its passage: the configured one is not used for another text.
    if passage and not ledger and not _same_file(passage, found.passage):
        found = replace(found, ledger="")
    found = replace(
        found,
        bib=found.bib or _custom(home / "references"),
        styles=found.styles or _custom(home / "styles"),
    )
    settings = replace(found, **{name: value for name, value in wanted.items() if value})
    if settings.locale:
        check_locale(settings.locale)
    if check_ledger and settings.ledger and not settings.passage:
        read = read_ledger(settings.ledger)  # from standard input it is read once
        named = str(Path(settings.ledger).parent / read.passage) if read.passage else ""
        settings = replace(settings, passage=named, ledger=read.path)
    return Project(settings, chapter, quotations)


def _custom(folder: Path) -> tuple[str, ...]:
    return (str(folder),) if is_folder(folder) else ()


def _same_file(first: str, second: str) -> bool:
    return bool(second) and first != STDIN and Path(first).resolve() == Path(second).resolve()
