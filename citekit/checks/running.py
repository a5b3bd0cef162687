"""Rules run on what they are for, and what they find made into problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from citekit.checks.catalogue import all_rules
from citekit.checks.document import Document
from citekit.checks.facts import Cited, Whole
from citekit.checks.library import Entries
from citekit.checks.problem import WORST_FIRST, Problem
from citekit.checks.rule import Found, Rule, Told
from citekit.findings import Finding, Severity, Source, Span

_AROUND = 24
"""Characters before and behind a place that are part of its context."""
_LONGEST = 120
"""Characters of the place itself that are."""
_OF_DOCUMENTS = ("notes", "cites")
"""The families whose rules tell what readers of documents have found."""


def rules_with(codes: Iterable[str]) -> list[Rule]:
    """Return the rules that have *codes*."""
    wanted = frozenset(codes)
    return [rule for rule in all_rules() if rule.code in wanted]


def run_on_entries(rules: Sequence[Rule], entries: Entries) -> list[Problem]:
    """Return what *rules* find in the entries, one by one and together, and what the readers have told."""
    sources = {source.path: source for source in entries.sources}
    found = list(_told(rules, entries.findings, sources))
    wanting = [(rule, frozenset(rule.fields)) for rule in rules if rule.scope == "entry"]
    asked: dict[frozenset[str], list[Rule]] = {}  # by the names of fields: there are few sets of them
    for entry in entries.entries:
        names = frozenset(entry.fields)
        if names not in asked:
            asked[names] = [rule for rule, wanted in wanting if not wanted or not wanted.isdisjoint(names)]
        for rule in asked[names]:
            for one in rule.check(entry):
                found.append((rule, one))  # noqa: PERF401 - a list for each of 100,000 calls takes longer
    for rule in rules:
        if rule.scope == "entries":
            found += [(rule, one) for one in rule.check(entries)]
    return [_problem(rule, one, sources) for rule, one in found]


def run_on_document(rules: Sequence[Rule], document: Document) -> list[Problem]:
    """Return what *rules* find in a document, and what its readers have told."""
    sources = {source.path: source for source in document.sources}
    found = list(_told(rules, document.told, sources, of_document=True))
    for rule in rules:
        if rule.scope == "document":
            found += [(rule, one) for one in rule.check(document)]
    return [_problem(rule, one, sources) for rule, one in found]


def run_on_cites(rules: Sequence[Rule], whole: Whole) -> list[Problem]:
    """Return what *rules* find in cites and what they cite, and in all that there is."""
    found: list[tuple[Rule, Found]] = []
    cite_rules = [rule for rule in rules if rule.scope == "cite"]
    for path, cites in whole.cites.items():
        for cite in cites:
            own = whole.aliases.get(cite.key, cite.key)
            cited = Cited(cite, whole.known.get(own), whole.known, path)
            for rule in cite_rules:
                found += [(rule, one) for one in rule.check(cited)]
    for rule in rules:
        if rule.scope == "whole":
            found += [(rule, one) for one in rule.check(whole)]
    return [_problem(rule, one, {}) for rule, one in found]


def told_problems(
    rules: Sequence[Rule], findings: Iterable[Finding], sources: Mapping[str, Source] | None = None
) -> list[Problem]:
    """Return what *rules* pass on of *findings* in the texts *sources*."""
    texts = sources or {}
    return [_problem(rule, one, texts) for rule, one in _told(rules, findings, texts)]


def _told(
    rules: Sequence[Rule],
    findings: Iterable[Finding],
    sources: Mapping[str, Source],
    *,
    of_document: bool = False,
) -> Iterator[tuple[Rule, Found]]:
    telling = dict(_telling(rules, of_document=of_document))
    for finding in findings:
        rule = telling.get(finding.rule)
        if rule is not None:
            told = Told(finding, sources.get(finding.where.path))
            yield from ((rule, one) for one in rule.check(told))


def _telling(rules: Sequence[Rule], *, of_document: bool) -> Iterator[tuple[str, Rule]]:
    """Yield names of findings and the rules that pass them on.

    Readers of documents and of references have some names in common: each has its own rules for them.
    """
    own = {name for rule in all_rules() if rule.family in _OF_DOCUMENTS for name in rule.tells} if of_document else ()
    for rule in rules:
        if rule.scope == "told":
            names = rule.tells
            if (rule.family in _OF_DOCUMENTS) != of_document:
                names = tuple(name for name in names if of_document and name not in own)
            yield from ((name, rule) for name in names)


def _problem(rule: Rule, found: Found, sources: Mapping[str, Source]) -> Problem:
    severity = _milder(rule.severity, found.severity) if found.severity else rule.severity
    around = 0 if found.key else _AROUND  # a key says well enough where it is
    context = found.context or _context(found.where, sources.get(found.where.path), around)
    return Problem(
        rule.code,
        rule.name,
        severity,
        found.message,
        found.where,
        found.hint,
        found.fix,
        found.key,
        found.note,
        context,
    )


def _milder(first: Severity, second: Severity) -> Severity:
    return max(first, second, key=WORST_FIRST.index)


def _context(where: Span, source: Source | None, around: int = _AROUND) -> str:
    """Return the words at a place and those *around* them, however lines are broken; "" where they are not known."""
    if source is None or not where.line:
        return ""
    start = source.offset(where)
    end = start + min(max(where.end_column - where.column, 1), _LONGEST)
    return " ".join(source.text[max(start - around, 0) : end + around].split())
