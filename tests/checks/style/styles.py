"""Small styles that a test writes, and what one rule finds in a project that uses one."""

from __future__ import annotations

from pathlib import Path

from citekit.checks.catalogue import rule_named
from citekit.checks.problem import Problem
from tests.checks.cases import check

_INFO = "<title>{}</title><id>http://example.org/small</id>{}<updated>2020-01-01T00:00:00+00:00</updated>"
ALL = '<text variable="title"/><text variable="URL" prefix=" "/>'
TEXT = "It froze.[^1]\n\n[^1]: [@lee2010].\n"
ONLINE = (
    "@online{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010}, url = {https://www.example.org/tides}}\n"
)


def style(
    layout: str = ALL, *, title: str = "Small", attributes: str = "", links: str = "", more: str = "", entries: str = ""
) -> str:
    """Return a style: what its citations print, what it says of itself, *more* before its citations."""
    bibliography = f"<bibliography><layout>{entries}</layout></bibliography>" if entries else ""
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"{attributes}>\n'
        f"<info>{_INFO.format(title, links)}</info>\n{more}\n<citation><layout>{layout}</layout></citation>\n"
        f"{bibliography}</style>\n"
    )


def found(
    folder: Path, rule: str, csl: str, library: str = ONLINE, text: str = TEXT, *, locale: str = ""
) -> list[Problem]:
    """Return what a rule finds in a project with a style of its own."""
    said = f'locale = "{locale}"\n' if locale else ""
    files = {"citekit.toml": said, "style.csl": csl, "library.bib": library, "text.md": text}
    return check(folder, files, only=rule_named(rule))
