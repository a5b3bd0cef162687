"""New notes made like those that a page has: its last note and that note's mark, with other names and numbers.

Tags, classes and roles, what stands around the text and what leads back are the page's; a note is a model only where it
has one mark, a number, and all of its text in one block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citekit.documents.pages.reading import PageNote
from citekit.documents.pages.tree import VOID
from citekit.patterns import pattern
from citekit.values import NamedTuple

_TOKEN = pattern(r"<!--.*?-->|<(/?)([A-Za-z][^\s/>]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<[!?][^>]*>", re.DOTALL)
_ATTRIBUTE = pattern(r"([^\s=\"'/]+)(\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"']+)")
_NAMES = ("id", "name")
_NUMBERED = ("value", "title", "aria-label", "data-footnote-index", "data-id")


def leftover(raw: str) -> str:
    """Return the tags in a stretch of a page that are opened or closed in it alone: what follows needs them.

    >>> leftover("one</p><p>two"), leftover("one<p>two"), leftover("[see <i>a]</i>")
    ('', '<p>', '')
    """
    opened: list[tuple[str, str]] = []
    closed: list[str] = []
    for token in _TOKEN.finditer(raw):
        name = (token[2] or "").lower()
        if not name or name in VOID or token[0].endswith("/>"):
            continue
        if not token[1]:
            opened.append((name, token[0]))
        elif opened and opened[-1][0] == name:
            opened.pop()
        elif any(one == name for one, _ in opened):
            while opened.pop()[0] != name:
                pass
        else:
            closed.append(name)
    while closed and opened and closed[-1] == opened[0][0]:  # "one</p><p>two"
        closed.pop()
        opened.pop(0)
    return "".join(f"</{name}>" for name in closed) + "".join(tag for _, tag in opened)


class Model(NamedTuple):
    """A note to be made like: the text before and behind its body, its mark, its number. New ones come at *end*.

    Names of new notes begin with *prefix*.
    """

    before: str
    behind: str
    marked: str
    number: str
    identity: str
    back: str
    end: int
    prefix: str = ""

    def names(self, number: int, free: Callable[[str], str]) -> tuple[str, str]:
        """Return names for a new note and its mark."""
        return free(_renamed(self.identity, self.number, number)), free(_renamed(self.back, self.number, number))

    def mark(self, number: int, name: str, mark: str, *, with_role: bool) -> str:
        """Return the mark of a new note, with the role that says so where the page may have roles."""
        made = self._changed(self.marked, number, name, mark)
        if "role=" in made or not with_role:
            return made
        return re.sub(r"<a\b", '<a role="doc-noteref"', made, count=1, flags=re.IGNORECASE)

    def note(self, number: int, name: str, mark: str, content: str) -> str:
        """Return a new note."""
        before = self._changed(self.before, number, name, mark)
        return f"{before}{content}{self._changed(self.behind, number, name, mark)}"

    def _changed(self, raw: str, number: int, name: str, mark: str) -> str:
        pieces: list[str] = []
        done = 0
        shown = re.compile(rf"(?<!\w){re.escape(self.number)}(?!\w)")
        for token in _TOKEN.finditer(raw):
            pieces.append(shown.sub(str(number), raw[done : token.start()]))
            done = token.end()
            own = token[0]
            if token[2] and not token[1]:
                start = len(token[2]) + 1
                own = (
                    own[:start]
                    + _ATTRIBUTE.sub(
                        lambda match: match[1] + match[2] + self._value(match[1].lower(), match[3], number, name, mark),
                        own[start:-1],
                    )
                    + ">"
                )
            pieces.append(own)
        pieces.append(shown.sub(str(number), raw[done:]))
        return "".join(pieces)

    def _value(self, attribute: str, quoted: str, number: int, name: str, mark: str) -> str:
        quote = quoted[0] if quoted[0] in "\"'" else ""
        value = quoted[1:-1] if quote else quoted
        if attribute in _NAMES or attribute == "href" or attribute.startswith("aria-"):
            file, sign, fragment = value.rpartition("#") if attribute == "href" else ("", "", value)
            known = {self.identity: name, self.back: mark}
            if fragment in known:
                return f"{quote}{file}{sign}{known[fragment]}{quote}"
            if attribute in _NAMES:  # another name of the note or the mark
                return f"{quote}{prefixed(_renamed(value, self.number, number), self.prefix)}{quote}"
        if attribute in _NUMBERED:
            value = re.sub(rf"(?<!\w){re.escape(self.number)}(?!\w)", str(number), value)
        return f"{quote}{value}{quote}"


def model_of(text: str, notes: Sequence[PageNote], prefix: str = "") -> Model | None:
    """Return the note of a page that new ones are made like, ``None`` where none will do.

    Names of new notes begin with *prefix*.
    """
    ordered = sorted(notes, key=lambda one: one.element.start)
    if not ordered or not ordered[-1].note.number.isdecimal():
        return None
    last = ordered[-1].element
    for one in reversed(ordered):
        note, element = one.note, one.element
        if element.getparent() is not last.getparent() or element.tag != last.tag:
            break
        body = note.body
        if len(one.marks) != 1 or one.marks[0].part != element.part or not note.number.isdecimal():
            continue
        before, behind = text[element.start : body.start], text[body.end : element.end]
        marked = text[one.marks[0].start : one.marks[0].end]
        own_tag = text[element.start : element.inner_start]  # of an item that is never closed
        if leftover(text[body.start : body.end]) or leftover(f"{before}{behind}") not in ("", own_tag):
            continue
        if "</p>" in text[body.start : body.end]:
            continue
        names = _link_names(before + behind, marked)
        if names is not None:
            return Model(before, behind, marked, note.number, *names, last.end, prefix)
    return None


def _link_names(note: str, mark: str) -> tuple[str, str] | None:
    """Return the name that a mark leads to, and the one that its note leads back to."""
    there = re.search(r"href\s*=\s*[\"']?[^\"'\s>#]*#([^\"'\s>]+)", mark, re.IGNORECASE)
    if there is None:
        return None
    own = re.findall(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", mark, re.IGNORECASE)
    back = re.search(r"href\s*=\s*[\"']?[^\"'\s>#]*#([^\"'\s>]+)", note, re.IGNORECASE)
    if back is None:
        return there[1], own[0] if own else f"{there[1]}-ref"
    return (there[1], back[1]) if back[1] in own or not own else None


def prefixed(name: str, prefix: str) -> str:
    """Return a name that begins with *prefix*, once."""
    return name if name.startswith(prefix) else f"{prefix}{name}"


def _renamed(name: str, old: str, number: int) -> str:
    """Return a name with another number in it."""
    place = name.rfind(old)
    if place < 0 or name[place + len(old) :][:1].isdigit() or name[place - 1 : place].isdigit():
        return f"{name}-{number}"
    return f"{name[:place]}{number}{name[place + len(old) :]}"
