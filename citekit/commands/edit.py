"""``citekit edit``: change .bib files in place, and what cites them with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from citekit.commands.options import BIB, together
from citekit.commands.printing import FINDINGS, FINE, report

if TYPE_CHECKING:
    from citekit.bib.edits.merge_entries import MergePlan
    from citekit.editing import Shelf

_options = together(
    BIB,
    click.option("--dry-run", "--diff", is_flag=True, help="Print what would change as a diff, and write nothing."),
)
# What else cites by key.
_citing_options = together(
    click.option("--notes", "-n", "ledger", default="", metavar="LEDGER", help="The note ledger, which cites keys."),
    click.option(
        "--in", "-i", "texts", multiple=True, metavar="FILE", help="A ledger, Markdown or LaTeX file that cites keys."
    ),
)


@click.group(
    "edit",
    short_help="Change .bib files in place; nothing else in them is touched.",
    epilog="""\b
Examples:
  citekit edit set cohen1973 publisher "Alfred A. Knopf"
  citekit edit rename cohen1973 cohen:bukharin --in chapter1.md
  citekit edit merge cohen1973 cohen1973a --take pages --dry-run
  citekit edit sort --by author
Every command takes --dry-run (or --diff), which prints a diff and writes nothing. docs/editing.md tells more.""",
)
def command() -> None:
    """Change references where they stand. Comments, order, spacing and encoding of the files stay as they are."""


def _shelf(bib: Sequence[str], ledger: str = "", texts: Sequence[str] = ()) -> Shelf:
    from citekit.editing import open_shelf
    from citekit.project import open_project

    project = open_project(bib=bib, ledger=ledger)
    found = project.ledger_file()
    return open_shelf(project.reference_files(), [*([found] if found else []), *texts])


def _finish(shelf: Shelf, done: str, *, dry_run: bool) -> int:
    """Write what changed, or show it; *done* says what the edit did."""
    changed = [file.path for file in shelf.rewritten()]
    if dry_run:
        click.echo(shelf.diff(), nl=False)
        click.echo(f"would change {', '.join(changed)}: {done}" if changed else "nothing to change", err=True)
        return FINE
    shelf.write()
    click.echo(f"{', '.join(changed)}: {done}" if changed else "nothing to change", err=True)
    return FINE


@command.command(
    "set",
    short_help="Set a field of an entry.",
    epilog="""\b
Examples:
  citekit edit set cohen1973 pages 290--91
  citekit edit set godel1931 title '{\\"U}ber formal unentscheidbare {S\\"a}tze' --diff""",
)
@click.argument("key")
@click.argument("field")
@click.argument("value")
@_options
def set_command(key: str, field: str, value: str, *, bib: tuple[str, ...], dry_run: bool) -> int:
    """Set FIELD of the entry KEY to VALUE, LaTeX text without braces around it; a new field goes behind the others."""
    from citekit.bib.edits.known_fields import unheard

    shelf = _shelf(bib).set_field(key, field, value)
    code = _finish(shelf, f"{field} of {key} set", dry_run=dry_run)
    report(unheard(shelf.home(key), field))
    return code


@command.command(
    "unset",
    short_help="Take fields out of an entry.",
    epilog="""\b
Example:
  citekit edit unset cohen1973 abstract file""",
)
@click.argument("key")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD…")
@_options
def unset_command(key: str, fields: tuple[str, ...], *, bib: tuple[str, ...], dry_run: bool) -> int:
    """Take each FIELD out of the entry KEY."""
    shelf = _shelf(bib).remove_field(key, *fields)
    return _finish(shelf, f"{', '.join(fields)} of {key} taken out", dry_run=dry_run)


@command.command(
    "rename",
    short_help="Give an entry another key, wherever it is cited.",
    epilog="""\b
Examples:
  citekit edit rename cohen73 cohen1973
  citekit edit rename cohen73 cohen1973 --in notes.yaml --in chapter1.md --in thesis.tex --diff""",
)
@click.argument("old")
@click.argument("new")
@_options
@_citing_options
def rename_command(
    old: str, new: str, *, bib: tuple[str, ...], dry_run: bool, ledger: str, texts: tuple[str, ...]
) -> int:
    """Rename the key OLD to NEW: at its entry, in fields that name it (crossref, xdata, related …), and in the ledger.

    Other files that cite it are named with --in.
    """
    shelf = _shelf(bib, ledger, texts).rename(old, new)
    return _finish(shelf, f"{old} is now {new}", dry_run=dry_run)


@command.command(
    "remove",
    short_help="Take entries out.",
    epilog="""\b
Example:
  citekit edit remove cohen1973a""",
)
@click.argument("keys", nargs=-1, required=True, metavar="KEY…")
@_options
@_citing_options
@click.option("--force", is_flag=True, help="Also where something refers to it.")
def remove_command(
    keys: tuple[str, ...], *, bib: tuple[str, ...], dry_run: bool, ledger: str, texts: tuple[str, ...], force: bool
) -> int:
    """Take the entries with each KEY out; refused where an entry, the ledger or a file given with --in refers to it."""
    shelf = _shelf(bib, ledger, texts).remove(*keys, cited="allow" if force else "refuse")
    return _finish(shelf, f"{', '.join(keys)} taken out", dry_run=dry_run)


@command.command(
    "add",
    short_help="Add entries from a .bib file or standard input.",
    epilog="""\b
Examples:
  citekit edit add new.bib
  pbpaste | citekit edit add - --into library.bib --after cohen1973""",
)
@click.argument("file")
@_options
@click.option("--into", default="", metavar="FILE", help="The .bib file to add to, where there are several.")
@click.option("--after", default="", metavar="KEY", help="Put them behind this entry, not at the end.")
def add_command(file: str, *, bib: tuple[str, ...], dry_run: bool, into: str, after: str) -> int:
    """Add the entries of FILE ("-": standard input), laid out as the others are."""
    from citekit.files import read_library_source

    shelf, keys = _shelf(bib or ((into,) if into else ())).add(read_library_source(file), into, after)
    return _finish(shelf, f"{', '.join(keys)} added", dry_run=dry_run)


@command.command(
    "sort",
    short_help="Put the entries of each file in order.",
    epilog="""\b
Examples:
  citekit edit sort
  citekit edit sort --by author --parents anywhere --diff""",
)
@_options
@click.option("--by", type=click.Choice(["key", "author", "type"]), default="key", help="key is the default.")
@click.option(
    "--parents",
    type=click.Choice(["as-now", "last", "anywhere"]),
    default="as-now",
    help="Where entries go that others name in crossref; classic BibTeX wants them last.",
)
def sort_command(*, bib: tuple[str, ...], dry_run: bool, by: Any, parents: Any) -> int:
    """Sort entries by key, by author, year and title, or by type. Comments directly above an entry move with it."""
    return _finish(_shelf(bib).sort(by, parents), f"sorted by {by}", dry_run=dry_run)


@command.command(
    "merge",
    short_help="Make two entries one.",
    epilog="""\b
Examples:
  citekit duplicates
  citekit edit merge cohen1973 cohen1973a --diff
  citekit edit merge cohen1973 cohen1973a --take pages --take date
  citekit edit merge cohen1973 cohen1973a --keep-rest""",
)
@click.argument("keep")
@click.argument("drop")
@_options
@_citing_options
@click.option(
    "--take", "-t", multiple=True, metavar="FIELD", help="Where they differ, take DROP's; may be given again."
)
@click.option("--keep-rest", is_flag=True, help="Where they differ otherwise, KEEP's counts.")
@click.option("--no-ids", is_flag=True, help="Do not keep the key DROP among the ids of KEEP.")
def merge_command(  # noqa: PLR0913 - an option each
    keep: str,
    drop: str,
    *,
    bib: tuple[str, ...],
    dry_run: bool,
    ledger: str,
    texts: tuple[str, ...],
    take: tuple[str, ...],
    keep_rest: bool,
    no_ids: bool,
) -> int:
    """Make the entries KEEP and DROP one: KEEP gets the fields it lacks, and what refers to DROP refers to KEEP.

    Where the two differ, nothing is written until --take and --keep-rest say whose value counts.
    """
    from citekit.bib.duplicates.merging import field_key

    shelf = _shelf(bib, ledger, texts)
    plan = shelf.plan_merge(keep, drop)
    merged = shelf.merge(plan, take, "forget" if no_ids else "ids")
    settled = {name.lower() for name in take} | {field_key(name) for name in take}
    undecided = [] if keep_rest else [one for one in plan.open if one.name not in settled]
    _say(plan, settled)
    if undecided:
        _report_undecided(shelf, plan, [one.name for one in undecided])
        if dry_run:
            click.echo(merged.diff(), nl=False)
        return FINDINGS
    return _finish(merged, f"{drop} is merged into {keep}", dry_run=dry_run)


def _say(plan: MergePlan, taken: set[str]) -> None:
    """Tell what becomes of the fields."""
    fields = plan.fields
    if fields.filled:
        click.echo(f"from {plan.drop}: {', '.join(fields.filled)}", err=True)
    for name, value in fields.joined.items():
        click.echo(f"joined: {name}: {value}", err=True)
    for one in fields.conflicts:
        left, kept = (one.kept, one.other) if one.name in taken else (one.other, one.kept)
        click.echo(f"differs: {one.name}: {kept} | left out: {left}", err=True)


def _report_undecided(shelf: Shelf, plan: MergePlan, names: Sequence[str]) -> None:
    from citekit.findings import Finding

    file = shelf.home(plan.keep)
    entry = file.entry(plan.keep)
    where = file.source.span(entry.key_start, entry.key_end)
    message = f"{plan.keep!r} and {plan.drop!r} differ in {', '.join(names)}; nothing is written"
    hint = f"--take {names[0]} takes what {plan.drop!r} has, --keep-rest keeps what {plan.keep!r} has in all others"
    report([Finding("merge-conflict", message, where, hint=hint)])
