"""Where a field or an entry goes in and out of a .bib file: changes of its text, and of nothing around it."""

from __future__ import annotations

import re

from citekit.bib.bibfile.syntax import SPACES, Entry
from citekit.bib.entries.layout import Layout
from citekit.changes import Change
from citekit.patterns import pattern

_COMMENT = pattern(r"[ \t]*%[^\n\r]*")
_LINE_REST = pattern(r"[ \t]*(?:%[^\n\r]*)?")
_LINE_END = pattern(r"\r\n|\n|\r|\Z")
_BLANK_LINES = pattern(r"(?:[ \t]*(?:\r\n|\n|\r))*")


def _after_key(text: str, entry: Entry) -> tuple[int, bool]:
    """Return where the head of an entry ends, and whether a comma ends it."""
    position = SPACES.match(text, entry.key_end).end()  # type: ignore[union-attr]  # it matches nothing, too
    return (position + 1, True) if text[position : position + 1] == "," else (entry.key_end, False)


def insertion(text: str, entry: Entry, name: str, raw: str, layout: Layout) -> list[Change]:
    """Return the changes that put a field behind the last one of *entry*."""
    head, _, tail = layout.before(name).partition(",")
    lengths = [one.name_end - one.name_start for one in entry.fields]
    written = layout.field(layout.name(name), raw, max([*lengths, len(name)]))
    if not entry.fields:
        place, comma = _after_key(text, entry)
        bare = not text[place : entry.close].strip()
        closing = layout.closing if bare and "\n" not in text[place : entry.close] else ""
        last = "," if layout.last_comma else ""
        return [Change(place, place, f"{'' if comma else ','}{tail}{written}{last}{closing}")]
    last_field = entry.fields[-1]
    place = last_field.end
    comment = _COMMENT.match(text, place, entry.close)
    behind = comment.end() if comment and "\n" in tail else place
    if last_field.comma >= 0:
        return [Change(behind, behind, f"{tail}{written},")]
    if behind == place:
        return [Change(place, place, f"{head},{tail}{written}")]
    return [Change(place, place, ","), Change(behind, behind, f"{tail}{written}")]


def removal(text: str, entry: Entry, place: int) -> list[Change]:
    """Return the changes that take a field out, with its line where it has one to itself."""
    one = entry.fields[place]
    if place:
        before = entry.fields[place - 1]
        before_end, before_value, comma = before.end, before.value_end, before.comma
    else:
        before_end, before_comma = _after_key(text, entry)
        before_value, comma = entry.key_end, before_end - 1 if before_comma else -1
    if comma >= 0 and _has_line_end(text[before_value:comma]):  # commas stand at the beginning of lines
        if not text[before_value : one.name_start].strip(" \t\r\n,"):
            return [Change(before_value, one.value_end, "")]
        return [Change(comma, one.value_end, "")]
    start, end = one.name_start, one.end
    while start > before_end and text[start - 1] in " \t":
        start -= 1
    begins_line = start > before_end and text[start - 1] in "\r\n"
    following = entry.fields[place + 1] if place + 1 < len(entry.fields) else None
    if begins_line and following and not _has_line_end(text[end : following.name_start]):
        return [Change(one.name_start, following.name_start, "")]
    if begins_line and (rest := _COMMENT.match(text, end, entry.close)):
        end = rest.end() - len(rest[0].lstrip())
        start = one.name_start
    elif begins_line:
        start -= 2 if text[start - 2 : start] == "\r\n" and start - 2 >= before_end else 1
    changes = [Change(start, end, "")]
    if one.comma < 0 and place and comma >= 0:  # it was the last, and the one before is now, without a comma as well
        changes.insert(0, Change(comma, comma + 1, ""))
    return changes


def _has_line_end(text: str) -> bool:
    return "\n" in text or "\r" in text


def entry_removal(text: str, entry: Entry) -> Change:
    """Return the change that takes an entry out, with its blank lines: those below, or those above if they are fewer.

    A comment directly above stays by itself: it does not become the next entry's.
    """
    line = max(text.rfind("\n", 0, entry.start), text.rfind("\r", 0, entry.start)) + 1
    rest = _LINE_REST.match(text, entry.end)
    line_end = _LINE_END.match(text, rest.end()) if rest is not None else None
    if text[line : entry.start].strip() or rest is None or "%" in rest[0] or line_end is None:
        return Change(entry.start, entry.end, _gap(text, entry.start, entry.end))
    end = line_end.end()
    below = _end(_BLANK_LINES, text, end)
    written = len(text[:line].rstrip(" \t\r\n"))  # where what stands above ends
    above = _end(_LINE_END, text, written) if written else 0
    if below == len(text):  # the last of the file, which ends as it did: with a line end or more, or without
        return Change(written, rest.end() if written else below, "")
    gaps = _count_lines(text[above:line]), _count_lines(text[end:below])
    if written and not gaps[0]:
        return Change(line, end, "")
    return Change(above, end, "") if written and gaps[0] < gaps[1] else Change(line, below, "")


def _gap(text: str, start: int, end: int) -> str:
    """Return what keeps the words before *start* and after *end* apart when what is between them goes."""
    beside = text[start - 1 : start], text[end : end + 1]
    return " " if all(character and not character.isspace() for character in beside) else ""


def _end(pattern_: re.Pattern[str], text: str, start: int) -> int:
    found = pattern_.match(text, start)
    return found.end() if found else start


def _count_lines(text: str) -> int:
    return len(text.splitlines())
