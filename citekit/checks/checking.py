"""What ``citekit check`` does with the user's files: reads them, runs the rules, and leaves out what is known."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citekit.checks import kept
from citekit.checks.baseline import read_baseline, without_accepted, write_baseline
from citekit.checks.catalogue import codes_of
from citekit.checks.control import Chosen, chosen
from citekit.checks.fixing import Fixing, Mended, mend, write_mended
from citekit.checks.problem import Problem, in_order
from citekit.checks.report import Report
from citekit.checks.targets import Target, Targets, find_targets
from citekit.checks.units import DocumentUnit, LibraryUnit, ProofUnit, Result, StyleUnit, Unit, done
from citekit.csl.catalogue import Style
from citekit.errors import CitekitError, StyleError, UsageError, raise_errors
from citekit.files import STDIN, is_file, read_bytes, read_instead
from citekit.findings import Finding, Severity
from citekit.model import Key
from citekit.project import Project, open_project
from citekit.quotations.proof.loading import SUFFIXES
from citekit.values import dataclass, field, replace

if TYPE_CHECKING:
    from citekit.checks.facts import EntryFact
    from citekit.checks.online.client import Client
    from citekit.checks.online.looking import Looking

Told = Callable[[str, int, int], None]
_PROOFS = frozenset(("CK401", "CK402", "CK403", "CK404", "CK405", "CK414", "CK415"))
"""The rules for which quotations are proved."""
DEFAULT_BASELINE = "citekit-baseline.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command was told; "", () and ``None`` leave it to the settings.

    *paths* are files and folders; none are those of the project. *select*, *extend_select* and *ignore* as in
    ``control.Chosen``. *fixing* makes fixes, *writing* writes them. *baseline* "" is the settings', *no_baseline* none.
    *jobs* is the number of processes, 0 for one to a core. *complete* says that the paths are all of the project, as
    none are. Standard input is checked as a file called *stdin_name*. Of folders the files *left_out* are not checked.
    """

    paths: tuple[str, ...] = ()
    bib: tuple[str, ...] = ()
    ledger: str = ""
    style: str = ""
    locale: str = ""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = ""
    baseline: str = ""
    no_baseline: bool = False
    update_baseline: bool = False
    fixing: Fixing | None = None
    writing: bool = True
    online: bool = False
    jobs: int = 1
    caching: bool = True
    complete: bool = False
    stdin_name: str = ""
    left_out: tuple[str, ...] = ()
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: the *report*, what was *mended*, and the files that could not be read.

    *baseline* is the file that was read or written, with the number of findings *accepted* in it. *typed* is standard
    input, by the name that it was checked under. *looked_up* counts the DOIs and addresses that servers were asked for,
    *unanswered* those of them that none knew about.
    """

    report: Report
    mended: Mended | None = None
    unread: tuple[Finding, ...] = ()
    baseline: str = ""
    accepted: int = 0
    typed: Mapping[str, bytes] = field(default_factory=dict)
    looked_up: int = 0
    unanswered: int = 0


def checked(asked: Asked, told: Told = lambda *_: None, client: Client | None = None) -> Checked:
    """Check what is *asked*; *told* hears what is done, how far it is, and of how much. *client* asks servers.

    Raises: UsageError for rules that are not there, nothing to check; UnreadableError for a path that is not there;
    InvalidInputError for settings that are wrong.
    """
    typed = _typed(asked)
    if typed:
        asked = replace(asked, paths=tuple(next(iter(typed)) if one == STDIN else one for one in asked.paths))
    project = _project(asked)
    choice = _choice(asked, project)
    with read_instead(typed):
        check = _Check(asked, project, choice, _targets(asked, project, choice), told, client=client)
    problems = check.problems(typed)
    mended = None
    if asked.fixing:
        mended = mend(problems, asked.fixing, lambda data: check.problems({**typed, **data}))
        problems = mended.problems
        if asked.writing:
            write_mended(mended)
    file = "" if asked.no_baseline else asked.baseline or _in(choice.folder, choice.baseline)
    accepted = 0
    if asked.update_baseline:
        file = file or _in(choice.folder, DEFAULT_BASELINE)
        write_baseline(file, problems, os.path.dirname(file))  # noqa: PTH120 - paths are texts here
        accepted, problems = len(problems), []
    elif file:
        known = read_baseline(file)
        count = len(problems)
        problems = without_accepted(problems, known, os.path.dirname(file))  # noqa: PTH120 - as above
        accepted = count - len(problems)
    report = Report(
        tuple(problems),
        check.files,
        check.suppressed,
        accepted,
        mended.fixed if mended else 0,
        None if choice.fail_on == "never" else Severity(choice.fail_on),
    )
    return Checked(report, mended, tuple(check.unread), file, accepted, typed, check.asked, check.unanswered)


def check(
    *paths: str | Path, bib: Sequence[str] = (), select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Report:
    """Return what is found in *paths*, files and folders, else in what the settings name; the settings hold.

    Raises: UnreadableError for a path that is not there, InvalidInputError for files that are damaged, UsageError for
    nothing to check or an unknown rule.
    """
    done = checked(Asked(tuple(map(str, paths)), tuple(bib), select=tuple(select), ignore=tuple(ignore)))
    raise_errors(done.unread)
    return done.report


def _typed(asked: Asked) -> dict[str, bytes]:
    """Return standard input by the name that it is checked under, where it is among the paths.

    Raises: UsageError where it would have to be written.
    """
    if STDIN not in asked.paths:
        return {}
    if asked.fixing and asked.writing:
        raise UsageError("standard input cannot be mended in place", hint="add --diff, or name a file")
    data = read_bytes(STDIN)
    return {asked.stdin_name or _name_of(data[:2000].decode("utf-8", "replace")): data}


def _name_of(start: str) -> str:
    """Return a name for standard input, by how it begins: what suffix it has says what it is."""
    begins = start.lstrip("\ufeff \t\r\n")
    if "citekit-ledger" in start or "citekit-quotations" in start:
        return "stdin.yaml"
    suffixes = ((("@", "%"), ".bib"), (("\\",), ".tex"), (("[", "{"), ".json"), (("<",), ".html"), (("TY  -",), ".ris"))
    return f"stdin{next((suffix for signs, suffix in suffixes if begins.startswith(signs)), '.md')}"


def watched_files(asked: Asked) -> tuple[str, ...]:
    """Return the files that a check depends on: what is checked, the references, the settings, the baseline.

    Raises: as ``checked`` does.
    """
    project = _project(asked)
    choice = _choice(asked, project)
    check = _Check(asked, project, choice, _targets(asked, project, choice), lambda *_: None)
    baseline = asked.baseline or _in(choice.folder, choice.baseline)
    return tuple(dict.fromkeys((*check.files, *project.settings.bib, project.settings.path, baseline)))


def _in(folder: str, path: str) -> str:
    return os.path.relpath(os.path.join(folder, path)) if path else ""  # noqa: PTH118 - as above


def _project(asked: Asked) -> Project:
    """Return the project that the paths belong to, else that of the folder you are in."""
    first = asked.paths[0] if asked.paths else ""
    start = Path(first) if not is_file(first) else Path(first).parent
    return open_project(
        start=start if first else None, bib=asked.bib, style=asked.style, locale=asked.locale, check_ledger=False
    )


def _choice(asked: Asked, project: Project) -> Chosen:
    choice = chosen(project.settings)
    given: dict[str, Any] = {
        "select": asked.select,
        "extend_select": (*choice.extend_select, *asked.extend_select),
        "ignore": (*choice.ignore, *asked.ignore),
        "fail_on": asked.fail_on,
    }
    return replace(choice, **{name: value for name, value in given.items() if value})


def _targets(asked: Asked, project: Project, choice: Chosen) -> Targets:
    """Return what is to be checked: the paths, else what the settings name.

    Raises: UsageError where there is nothing.
    """
    settings = project.settings
    pairs = [Target(settings.passage, ledger)] if (ledger := asked.ledger or settings.ledger) else []
    if asked.paths:
        return find_targets(asked.paths, (*choice.exclude, *asked.left_out), pairs)
    named = [one for one in (settings.passage, settings.ledger, *settings.bib, *settings.styles) if one]
    folder = Path(choice.folder or ".")
    for one in choice.files:
        found = sorted(map(str, folder.glob(one)))
        if not found:
            raise UsageError(
                f"no file is {one!r}", hint="'files' of [tool.citekit.check] has paths and patterns such as text/*.md"
            )
        named += [os.path.relpath(path) for path in found]
    if not named:
        raise UsageError("nothing to check", hint="name files or folders, or set 'bib', 'passage' … in citekit.toml")
    return find_targets(named, choice.exclude, pairs)


class _Check:
    """One check of all targets; it can be repeated with other contents of files."""

    def __init__(
        self,
        asked: Asked,
        project: Project,
        choice: Chosen,
        targets: Targets,
        told: Told,
        *,
        client: Client | None = None,
    ) -> None:
        self._asked = asked
        self._project = project
        self._choice = choice
        self._targets = targets
        self._told = told
        codes, online = choice.codes(online=asked.online), codes_of(("online",))
        self._codes = tuple(sorted(codes - online))
        self._online_codes = codes & online
        self._client = client
        self._looking: Looking | None = None
        self._today = asked.today or date.today()
        self.suppressed = 0
        self.asked, self.unanswered = 0, 0
        self.unread: list[Finding] = []

    @property
    def files(self) -> tuple[str, ...]:
        """All files that are checked."""
        targets = self._targets
        documents = [one for target in targets.documents for one in (target.path, target.ledger) if one]
        return tuple(dict.fromkeys((*documents, *targets.references, *targets.styles, *targets.quotations)))

    def problems(self, instead: Mapping[str, bytes]) -> list[Problem]:
        """Return what is found, *instead* in place of files."""
        seen = kept.Seen(instead)
        units = self._units(instead)
        whole = kept.digest_of(self._said(units), [one for unit in units for one in unit.files], seen)
        found = kept.kept(whole) if self._asked.caching else None
        if found is None or any(seen.digest(path) != digest for path, digest in found.depends):
            found = self._found(units, seen, instead)
            if self._asked.caching and not found.unread:
                kept.keep(whole, found)
        if self._asked.caching:
            seen.keep()
        self.unread = list(found.unread)
        if self._online_codes and self._targets.references:
            both = sorted((*found.problems, *self._looked_up(instead)), key=in_order)
            found = replace(found, problems=tuple(both))
        return self._told_of(found)

    def _looked_up(self, instead: Mapping[str, bytes]) -> list[Problem]:
        """Return what servers say of the DOIs and addresses of the references; it is never kept with the rest."""
        from citekit.checks.library import read_entries  # noqa: PLC0415 - what is kept does without
        from citekit.checks.online.looking import Looking  # noqa: PLC0415 - asked for alone
        from citekit.checks.running import rules_with, told_problems  # noqa: PLC0415 - as above

        if self._looking is None:
            self._looking = Looking(self._client, self._choice.contact, self._choice.doi_resolver)
        try:
            with read_instead(instead):
                entries = read_entries(self._targets.references, self._today)
        except CitekitError:  # told of the unit that has them
            return []
        made = self._looking.looked_up(entries.entries, lambda count, total: self._told("asking servers", count, total))
        self.asked, self.unanswered = made.asked, made.unanswered
        texts = {source.path: source for source in entries.sources}
        return told_problems(rules_with(self._online_codes), made.findings, texts)

    def _said(self, units: Sequence[Unit]) -> str:
        """Return all that decides what comes out but for the content of files."""
        settings = self._project.settings
        folders = {os.path.dirname(one.shown) for one in self._targets.documents}  # noqa: PTH120 - as above
        beside = sorted(
            (folder, name)
            for folder in folders
            for name in os.listdir(folder or ".")  # noqa: PTH208 - as above
            if name.lower().endswith(SUFFIXES)
        )
        others = (settings.style, settings.locale, settings.sources, self._targets.quotations, beside, self._complete)
        return repr(([_without_instead(unit) for unit in units], others))

    @property
    def _complete(self) -> bool:
        return self._asked.complete or not self._asked.paths

    def _depends(self, units: Iterable[Unit], seen: kept.Seen) -> tuple[tuple[str, str], ...]:
        """Return the files that were read beside those that were known before, with their digests."""
        style = self._project.style().path if self._project.settings.style else ""
        files = dict.fromkeys((*(one for unit in units for one in unit.files), *([style] if style else [])))
        return tuple((one, seen.digest(one)) for one in files)

    def _units(self, instead: Mapping[str, bytes]) -> list[Unit]:
        given = _given(instead)
        library = self._library((), instead)
        units: list[Unit] = [library] if library.references else []
        locale = self._project.settings.locale
        rules = self._project.rules()
        units += [DocumentUnit(one, self._codes, locale, rules, given) for one in self._targets.documents]
        units += [StyleUnit(one, self._codes, given) for one in self._targets.styles]
        return units

    def _library(self, asked: Iterable[str], instead: Mapping[str, bytes]) -> LibraryUnit:
        """Return the unit that reads the references: those that are checked, the project's, and *asked*."""
        files = dict.fromkeys((*self._targets.references, *self._references(), *asked))
        return LibraryUnit(tuple(files), self._targets.references, self._codes, self._today, _given(instead))

    def _proofs(self, results: Sequence[tuple[Unit, Result]], instead: Mapping[str, bytes]) -> list[Unit]:
        """Return the units that prove quotations: of documents and files of them whose works have sources."""
        if not frozenset(self._codes) & _PROOFS:
            return []
        from citekit.checks.proving import sources_of  # noqa: PLC0415 - as below
        from citekit.verifying import claims_in_file  # noqa: PLC0415 - as below

        settings, rules, given = self._project.settings, self._project.rules(), _given(instead)
        known = _known(results)
        units: list[Unit] = []
        asked = [
            (unit.target, {cite.key for cite in result.cites}, False)
            for unit, result in results
            if isinstance(unit, DocumentUnit)
        ]
        for path in self._targets.quotations:
            claims = claims_in_file(path).claims
            asked.append((Target(path), {Key(claim.key) for each in claims for claim in each}, True))
        for target, keys, is_file_ in asked:
            sources = sources_of(sorted(keys), settings.sources, known, target.shown)
            if sources or is_file_:
                listed = tuple(sorted(sources.items()))
                units.append(ProofUnit(target, listed, self._codes, settings.locale, rules, is_file_, given))
        return units

    def _references(self) -> list[str]:
        """Return the files of references of the project, which are read for the cites of documents."""
        if not self._project.settings.bib or not self._targets.documents:
            return []
        real = {os.path.realpath(one) for one in self._targets.references}
        return [one for one in self._project.reference_files() if os.path.realpath(one) not in real]

    def _found(self, units: Sequence[Unit], seen: kept.Seen, instead: Mapping[str, bytes]) -> Result:
        """Return all problems, suppressions, and what could not be read, as the result of the whole."""
        results = self._results(units, seen)
        asked = self._asked_by(results)
        if asked:
            own = [one for one in results if not isinstance(one[0], LibraryUnit)]
            results = [*self._results([self._library(asked, instead)], seen), *own]
        results += self._results(self._proofs(results, instead), seen)
        problems = [one for _, result in results for one in result.problems]
        problems += self._of_cites(results)
        return Result(
            tuple(sorted(problems, key=in_order)),
            tuple(one for _, result in results for one in result.suppressions),
            unread=tuple(one for _, result in results for one in result.unread),
            depends=self._depends((unit for unit, _ in results), seen),
        )

    def _asked_by(self, results: Iterable[tuple[Unit, Result]]) -> list[str]:
        """Return the files of references that documents name, and that are not read anyway."""
        read = {
            os.path.realpath(one) for unit, _ in results if isinstance(unit, LibraryUnit) for one in unit.references
        }
        asked = dict.fromkeys(one for _, result in results for one in result.asked)
        return [one for one in asked if is_file(one) and os.path.realpath(one) not in read]

    def _of_cites(self, results: Sequence[tuple[Unit, Result]]) -> list[Problem]:
        from citekit.checks.facts import Whole  # noqa: PLC0415 - what is kept does without
        from citekit.checks.running import rules_with, run_on_cites  # noqa: PLC0415 - as above

        whole = Whole(
            {unit.target.shown: result.cites for unit, result in results if isinstance(unit, DocumentUnit)},
            _known(results),
            self._style(),
            self._project.settings.path and os.path.relpath(self._project.settings.path),
            self._project.settings.locale,
            complete=self._complete,
            named=frozenset(one for _, result in results for one in result.named),
            aliases={alias: own for _, result in results for alias, own in result.aliases},
        )
        return run_on_cites(rules_with(self._codes), whole)

    def _style(self) -> Style | None:
        """Return the project's style; None where there is none, or it is broken, which is told of its file."""
        if not self._project.settings.style:
            return None
        from citekit.checks.styling import compiled_of  # noqa: PLC0415 - as above

        style = self._project.style()
        try:
            compiled_of(style, self._project.settings.locale)
        except StyleError:
            if style.path in self._targets.styles:
                return None
            raise
        return style

    def _results(self, units: Sequence[Unit], seen: kept.Seen) -> list[tuple[Unit, Result]]:
        """Return the results of *units*, in their order: those that are kept, and the others made in processes."""
        from citekit.book.processes import in_processes  # noqa: PLC0415 - as above

        found: dict[int, Result] = {}
        digests: dict[int, str] = {}
        for index, unit in enumerate(units):
            if self._asked.caching:
                digests[index] = kept.digest_of(repr(_without_instead(unit)), unit.files, seen)
                if (known := kept.kept(digests[index])) is not None:
                    found[index] = known
        left = [index for index in range(len(units)) if index not in found]
        jobs = self._asked.jobs or os.cpu_count() or 1
        done_before = len(units) - len(left)
        made = in_processes(
            done,
            [units[index] for index in left],
            jobs,
            lambda count: self._told("checking", done_before + count, len(units)),
            _size,
        )
        for index, result in zip(left, made, strict=True):
            found[index] = result
            if self._asked.caching and not result.unread:
                kept.keep(digests[index], result)
        return [(unit, found[index]) for index, unit in enumerate(units)]

    def _told_of(self, found: Result) -> list[Problem]:
        """Return the problems that are told: not ignored for their file, not kept quiet by a comment, in severity."""
        from citekit.checks.suppressions import kept_quiet  # noqa: PLC0415 - as above

        codes = (*self._codes, *self._online_codes)
        severities = self._choice.severities()
        problems = [
            replace(one, severity=severities[one.code]) if one.code in severities else one for one in found.problems
        ]
        ignored = {path: self._choice.ignored_in(path) for path in {one.where.path for one in problems}}
        problems = [one for one in problems if one.code not in ignored[one.where.path]]
        told, self.suppressed, wrong = kept_quiet(problems, found.suppressions, codes)
        return sorted([*told, *self._of_comments(wrong)], key=in_order) if wrong else told

    def _of_comments(self, findings: Sequence[Finding]) -> list[Problem]:
        from citekit.checks.running import rules_with, told_problems  # noqa: PLC0415 - as above

        return told_problems(rules_with(self._codes), findings)


def _given(instead: Mapping[str, bytes]) -> tuple[tuple[str, bytes], ...]:
    """Return contents in place of files as units have them."""
    return tuple(sorted(instead.items()))


def _known(results: Iterable[tuple[Unit, Result]]) -> dict[Key, EntryFact]:
    """Return what is known of each key: a library's, as it comes first, before what a document itself describes."""
    known: dict[Key, EntryFact] = {}
    for _, result in results:
        for fact in result.facts:
            known.setdefault(fact.key, fact)
    return known


def _without_instead(unit: Unit) -> Unit:
    return replace(unit, instead=())


def _size(unit: Unit) -> int:
    return sum(os.path.getsize(one) for one in unit.files if is_file(one))  # noqa: PTH202 - as above
