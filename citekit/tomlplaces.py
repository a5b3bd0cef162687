"""Where in a TOML file something stands: tomllib keeps no places."""

from __future__ import annotations

import re

from citekit.findings import Finding, Severity, Source, Span


def broken(source: Source, message: str, rule: str) -> Finding:
    """Return the finding that *source* is no TOML; *message* is tomllib's, which says where."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", message)
    where = source.span(len(source.text))  # "at end of document"
    if place:
        where = Span(source.path, int(place[1]), int(place[2]), int(place[2]) + 1)
    text = re.sub(r"\s*\(at .*\)$", "", message)
    text = text[:1].lower() + text[1:]
    return Finding(rule, f"not valid TOML: {text}", where, Severity.ERROR, 'texts stand in quotes: style = "apa"')


def key_place(source: Source, name: str, start: int = 0) -> Span:
    """Return the place of a key, or of the table of that name, from *start* on; the file where it is not found."""
    key = re.compile(rf"^[ \t]*(?:\[\[?[^\]\n]*?)?[\"']?({re.escape(name)})[\"']?\s*[=.\]]", re.MULTILINE)
    found = key.search(source.text, start)
    return source.span(*found.span(1)) if found else Span(source.path)


def text_place(source: Source, text: str) -> Span:
    """Return the place of *text* where it first stands in quotes; the file where it does not."""
    found = re.search(rf"[\"']({re.escape(text)})[\"']", source.text)
    return source.span(*found.span(1)) if found else Span(source.path)
