"""``citekit verify``: quotations proved against their sources, word by word."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from citekit.commands.options import BIB, FORMAT
from citekit.commands.printing import FINDINGS, FINE, exit_code, progress_bar, report

if TYPE_CHECKING:
    from citekit.quotations.proof.changes import Change
    from citekit.quotations.proof.verdict import Proof, Segment
    from citekit.verifying import Verified


@click.command(
    "verify",
    short_help="Prove quotations against their sources, word by word.",
    epilog="""\b
Examples:
  citekit verify quotations.yaml --source sources/
  citekit verify --text "words of the source" --source book.pdf --locator 290
  citekit verify chapter.md --source kotkin2017=stalin.epub --rules mla
  citekit verify passage.txt --notes passage.notes.yaml --source sources/ --format json
docs/verify.md tells more.""",
)
@click.argument("file", required=False, default="")
@click.option("--text", default="", metavar="WORDS", help="A quotation, as it is printed, without the marks around it.")
@click.option("--key", default="", metavar="KEY", help="The work that --text is of.")
@click.option("--locator", default="", metavar="PAGE", help="Where in it --text stands: 290, 290-91, 'p. xiv'.")
@click.option("--language", default="", metavar="LANG", help="The language of --text, such as de-CH.")
@click.option("--markup", is_flag=True, help="--text is written in markup (docs/quotations.md).")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="FILE|FOLDER|KEY=FILE",
    help="A source, or a folder with files named by key; may be given again.",
)
@click.option("--rules", default="", metavar="NAME", help="chicago, mla, apa, bluebook …: what may change unsaid.")
@BIB
@click.option("--notes", "-n", "ledger", default="", metavar="LEDGER", help="What the passage's notes cite (YAML).")
@click.option("--allow-no-source", is_flag=True, help="A quotation whose source is not there is no failure.")
@click.option("--all", "every", is_flag=True, help="Print the quotations that are verified, too.")
@FORMAT
def command(*, allow_no_source: bool, every: bool, format_: str, **given: Any) -> int:
    """Prove the quotations of FILE, which is a file of quotations, a passage or a manuscript, against their sources.

    Exit code 0: all are verified. 1: one is altered, not found, ambiguous or without a source. 2: wrong use.
    """
    from citekit.verifying import Asked, findings_of, verified

    with progress_bar() as progress:
        made = verified(Asked(**given), progress)
    findings = tuple(findings_of(made.proofs, allow_no_source=allow_no_source))
    if format_ == "json":
        click.echo(json.dumps(_as_json(made), ensure_ascii=False, indent=2))
    else:
        report(made.findings)
        for line in _lines(made.proofs, every=every):
            click.echo(line)
        click.echo(_summary(made))
    # A quotation that is never closed is none that was verified, though a passage may be printed with it.
    return FINDINGS if exit_code(findings) or exit_code(made.findings, warnings_count=True) else FINE


# --- for people ------------------------------------------------------------------------------------------

_TOLD = ("goes-on", "negation-omitted", "long-omission", "empty-omission")


def _lines(proofs: Sequence[Proof], *, every: bool) -> Iterator[str]:
    for proof in proofs:
        notes = [one for one in proof.changes if one.kind in _TOLD]
        if every or notes or not proof.verdict.is_proved:
            yield from _block(proof, notes, every=every)
            yield ""


def _block(proof: Proof, notes: Sequence[Change], *, every: bool) -> Iterator[str]:
    from citekit.quotations.proof.locating import named
    from citekit.verifying import hint_of, shown

    claim = proof.claim
    place = click.style(f"{claim.where}: ", bold=True) if claim.where else ""
    colour = "green" if proof.verdict.is_proved else "yellow" if not proof.errors and proof.places else "red"
    verdict = click.style(f"{proof.verdict.value}:", fg=colour, bold=True)
    cited = ", ".join(filter(None, (claim.key, named(claim.locator) if claim.locator else "")))
    yield f"{place}{verdict} {shown(claim)}{f' ({cited})' if cited else ''}"
    for one in proof.errors:
        yield f"  {one.message} {click.style(f'[{one.kind}]', dim=True)}{_place(one)}"
    if any(segment.sign != "=" for segment in proof.difference):
        yield f"  {_shown(proof.difference)}"
    for one in notes if proof.verdict.is_proved else [one for one in proof.changes if one.standing == "note"]:
        yield f"  {click.style('note:', fg='cyan')} {one.message}"
    if every and proof.silent:
        yield f"  {click.style('permitted:', dim=True)} {', '.join(proof.silent)}"
    if every and proof.verdict.is_proved:
        found = proof.places[0]
        yield f"  {click.style('stands at:', dim=True)} {found.where}{_pages(found.pages)}"
    if hint := hint_of(proof):
        yield f"  {click.style('hint:', fg='cyan')} {hint}"


def _place(change: Change) -> str:
    if change.where is None:
        return ""
    return f" {change.where}{f', p. {change.page}' if change.page else ''}"


def _pages(pages: Sequence[str]) -> str:
    return f", p. {'–'.join(dict.fromkeys((pages[0], pages[-1])))}" if pages else ""


def _shown(segments: Sequence[Segment]) -> str:
    """Return a difference in one line: − before what the source has, + before what the quotation has."""
    pieces = []
    for sign, text in segments:
        if sign == "-":
            pieces.append(click.style(f"−{text}", fg="red"))
        elif sign == "+":
            pieces.append(click.style(f"+{text}", fg="green"))
        else:
            pieces.append(text)
    return " ".join(pieces)


def _summary(made: Verified) -> str:
    proofs = made.proofs
    counts = Counter(proof.verdict.value for proof in proofs)
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    left = f"; {made.uncovered} more without a note, not looked at" if made.uncovered else ""
    return f"{len(proofs)} quotation{'' if len(proofs) == 1 else 's'}{f': {told}' if told else ''}{left}"


# --- for programs ----------------------------------------------------------------------------------------


def _as_json(made: Verified) -> dict[str, Any]:
    from citekit import reports

    return {
        "quotations": [_proof_as_json(proof) for proof in made.proofs],
        "summary": dict(Counter(proof.verdict.value for proof in made.proofs)),
        "uncovered": made.uncovered,
        "findings": reports.as_json(made.findings),
    }


def _proof_as_json(proof: Proof) -> dict[str, Any]:
    from citekit.quotations.quotation import original
    from citekit.reports import place_as_json

    claim = proof.claim
    locator = claim.locator
    return {
        "verdict": proof.verdict.value,
        "text": claim.printed or original(claim.parts),
        "language": claim.language,
        "key": claim.key or None,
        "locator": {"label": locator.label, "value": locator.value} if locator else None,
        "where": place_as_json(claim.where) if claim.where else None,
        "places": [{**place_as_json(one.where), "pages": list(one.pages)} for one in proof.places],
        "changes": [_change_as_json(one) for one in proof.changes],
        "difference": [list(segment) for segment in proof.difference],
    }


def _change_as_json(change: Change) -> dict[str, Any]:
    from citekit.reports import place_as_json

    return {
        "kind": change.kind,
        "standing": change.standing,
        "message": change.message,
        "quoted": change.quoted,
        "source": change.source,
        "where": place_as_json(change.where) if change.where else None,
        "page": change.page or None,
    }
