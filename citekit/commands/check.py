"""``citekit check``: citations, notes, quotations and references checked by rules; ``citekit rule`` explains them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from citekit.commands.options import BIB, LOCALE, STYLE, together
from citekit.commands.printing import FINDINGS, FINE, WRONG_INPUT, progress_bar, report, write

if TYPE_CHECKING:
    from citekit.checks.checking import Asked, Checked
    from citekit.checks.fixing import Fixing

_rules_options = together(
    click.option("--select", multiple=True, metavar="RULES", help="Run these rules instead: CK3, malformed-doi, all …"),
    click.option("--extend-select", multiple=True, metavar="RULES", help="Run these rules, too, such as hints."),
    click.option("--ignore", multiple=True, metavar="RULES", help="Do not run these rules."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "hint", "never"]),
        default=None,
        help="The mildest finding that makes the exit code 1; warning if nothing is said.",
    ),
)
_fix_options = together(
    click.option("--fix", is_flag=True, help="Mend what can be mended safely."),
    click.option("--unsafe-fixes", is_flag=True, help="Mend what should be looked at afterwards, too."),
    click.option("--diff", is_flag=True, help="Print what fixes would change, and write nothing."),
)
_baseline_options = together(
    click.option("--baseline", default="", metavar="FILE", help="Leave out the findings that FILE accepts."),
    click.option("--no-baseline", is_flag=True, help="Tell what the baseline of the settings accepts, too."),
    click.option("--update-baseline", is_flag=True, help="Accept all findings from now on: write the baseline."),
)


@click.command(
    "check",
    short_help="Check citations, notes, quotations and references by rules.",
    epilog="""\b
Examples:
  citekit check
  citekit check manuscript.md references/library.bib
  citekit check chapters --select notes,cites --fail-on error
  citekit check --fix --diff
  citekit check --update-baseline
  citekit check --output-format github
  citekit rule CK340
docs/check.md tells more.""",
)
@click.argument("paths", nargs=-1)
@BIB
@click.option("--notes", "-n", "ledger", default="", metavar="LEDGER", help="What each note of the passage cites.")
@STYLE
@LOCALE
@_rules_options
@_fix_options
@_baseline_options
@click.option(
    "--output-format",
    "--format",
    "output_format",
    default="human",
    metavar="FORM",
    help="human, concise, json, jsonl, github, gitlab, sarif, junit, html.",
)
@click.option("--output", "-o", default="", metavar="FILE", help="Write the report here.")
@click.option("--stdin-filename", "stdin_name", default="", metavar="NAME", help="What - is called, and so its format.")
@click.option("--online", is_flag=True, help="Ask whether DOIs and addresses exist.")
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, metavar="N", help="Processes; 0 is one to a core.")
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
def command(
    output_format: str,
    output: str,
    *,
    diff: bool,
    fix: bool,
    unsafe_fixes: bool,
    watch: bool,
    no_cache: bool,
    **given: Any,
) -> int:
    """Check PATHS, files and folders; without them what the settings name.

    References, manuscripts, passages with their ledgers, files of quotations and styles are checked. Nothing is fetched
    from the network unless --online is given.
    """
    from citekit.checks.checking import Asked
    from citekit.checks.outputs import output_named

    form = output_named(output_format)
    fixing: Fixing | None = "unsafe" if unsafe_fixes else "safe" if fix or diff else None
    for name in ("select", "extend_select", "ignore"):
        given[name] = tuple(one.strip() for text in given[name] for one in text.split(",") if one.strip())
    given["fail_on"] = given["fail_on"] or ""
    given["left_out"] = (os.path.relpath(output),) if output not in ("", "-") else ()  # the report itself
    asked = Asked(**given, fixing=fixing, writing=not diff, caching=not no_cache)

    def run() -> int:
        return _once(asked, form.write, output, diff=diff, name=output_format)

    return _watched(asked, run) if watch else run()


def _watched(asked: Asked, run: Callable[[], int]) -> int:
    from citekit.checks.checking import watched_files
    from citekit.checks.watching import watch

    return watch(lambda: watched_files(asked), run)


def _once(asked: Asked, form: Callable[[Any], str], output: str, *, diff: bool, name: str) -> int:
    from citekit.checks.checking import checked
    from citekit.files import read_instead

    with progress_bar() as told:
        done = checked(asked, told)
    if diff and done.mended:
        return _differences(done)
    with read_instead(done.typed):  # lines are shown of it, too
        text = form(done.report)
    if output:  # a file has no colours
        text = click.unstyle(text)
    write(text.encode("utf-8", "backslashreplace"), output)
    report(done.unread)
    if done.unanswered:
        click.echo(f"{done.unanswered} of {done.looked_up} DOIs and addresses: no clear answer", err=True)
    if asked.update_baseline:
        click.echo(f"{done.baseline}: {done.accepted} finding{'' if done.accepted == 1 else 's'} accepted", err=True)
    _add_summary(done, name)
    return WRONG_INPUT if done.unread else FINDINGS if done.report.failed else FINE


def _differences(done: Checked) -> int:
    from citekit.checks.fixing import differences

    assert done.mended  # noqa: S101 - asked for
    text = differences(done.mended)
    write(text.encode("utf-8", "backslashreplace"), "")
    report(done.unread)
    fixed = done.report.fixed
    click.echo(f"{fixed} finding{'' if fixed == 1 else 's'} would be mended", err=True)
    return WRONG_INPUT if done.unread else FINDINGS if text else FINE


def _add_summary(done: Checked, name: str) -> None:
    """Add the summary of a job to the page that GitHub shows of it."""
    from citekit.checks import outputs

    file = os.environ.get("GITHUB_STEP_SUMMARY", "")
    summary = getattr(outputs.output_named(name), "summary", None)
    if file and summary:
        with open(file, "a", encoding="utf-8") as stream:  # noqa: PTH123 - appended to, as GitHub asks
            stream.write(summary(done.report))


@click.command(
    "rule",
    short_help="Explain a rule of the check, or list all.",
    epilog="""\b
Examples:
  citekit rule
  citekit rule CK340
  citekit rule malformed-doi
  citekit rule notes
  citekit rule --format json""",
)
@click.argument("names", nargs=-1)
@click.option("--format", "format_", type=click.Choice(["human", "json"]), default="human", help="How to print.")
def rule_command(names: tuple[str, ...], format_: str) -> int:
    """Print the manual pages of the rules NAMES, codes or names; list the rules of a family, or all."""
    import json

    from citekit.checks.catalogue import all_rules, codes_of

    codes = codes_of(names) if names else frozenset(rule.code for rule in all_rules())
    rules = [rule for rule in all_rules() if rule.code in codes]
    if format_ == "json":
        rows = [
            {
                "code": rule.code,
                "name": rule.name,
                "family": rule.family,
                "severity": rule.severity.value,
                "online": rule.online,
                "summary": rule.summary,
                "manual": rule.manual,
            }
            for rule in rules
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif len(rules) == 1:
        rule = rules[0]
        click.echo(
            f"{click.style(f'{rule.code} {rule.name}', bold=True)} ({rule.family}, {_level(rule.severity.value)})\n"
        )
        click.echo(rule.manual)
    else:
        width = max(len(rule.name) for rule in rules)
        for rule in rules:
            click.echo(f"{rule.code}  {rule.name:<{width}}  {rule.severity.value:<7}  {rule.summary}")
    return FINE


def _level(severity: str) -> str:
    return "hint, off unless it is selected" if severity == "hint" else severity
