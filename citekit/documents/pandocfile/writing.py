"""A document of pandoc's with what is put into it: the Cites set, notes added, bibliography divs filled.

What pandoc's own citeproc makes is made alike: a Cite keeps its citations and gets set inlines; a note of its own
stands in it, behind the stop, and swallows the space before; an entry is a div ``ref-key``. All else of the JSON is as
it was.

Source: Pandoc User's Guide, "Citations in note styles", "notes-after-punctuation", "Placement of the bibliography",
"link-citations".
"""

from __future__ import annotations

import json
from typing import Any

from citekit.documents.manuscript import Manuscript, SetCited, Setting
from citekit.documents.mdfile.meta import truth
from citekit.documents.pandocfile.reading import document_of, is_cited
from citekit.documents.pandocfile.text import fields_of
from citekit.documents.pandocfile.walk import Found, Node, Walk, cited_keys, name_of
from citekit.model import Bibliography
from citekit.output.layout import list_title
from citekit.output.pandocast import (
    attributes,
    element,
    entry_div,
    inline_list,
    refs_classes,
    refs_div,
    refs_values,
    words,
)
from citekit.patterns import pattern
from citekit.richtext import plain

_STOP = pattern(r"[”’»›\"')\]]*[.,;:!?…]*[”’»›\"')\]]*(?!\w)")
_BLANKS = frozenset(("Space", "SoftBreak"))


def rewritten(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the document with what *setting* puts into it; the same bytes where that is nothing."""
    if not (setting.notes or setting.lists or any(one != SetCited() for one in setting.cited)):
        return manuscript.data
    document = document_of(manuscript.parts[""])
    _Writer(document, manuscript, setting).write()
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class _Writer:
    def __init__(self, document: Node, manuscript: Manuscript, setting: Setting) -> None:
        self._document, self._manuscript, self._setting = document, manuscript, setting
        fields = fields_of(document["meta"])
        self._after_stops = truth(fields.get("notes-after-punctuation")) is not False
        self._listed = {entry.key for each in setting.lists for entry in each.entries}
        self._links = bool(truth(fields.get("link-citations")))

    def write(self) -> None:
        found = Walk(self._document).found
        cited = [one for one in found if is_cited(one)]
        changed: dict[int, list[Found]] = {}  # by the list of inlines that they stand in
        for one, made in zip(cited, self._setting.cited, strict=False):
            if str(one.note) in self._setting.notes or made == SetCited():
                continue
            self._set(one, made)
            changed.setdefault(id(one.siblings), []).append(one)
        for each in changed.values():
            self._settle(each)
        for note in found:
            if note.kind == "note" and str(note.place) in self._setting.notes:
                note.node["c"] = [element("Para", inline_list(self._setting.notes[str(note.place)]))]
        self._fill([one.node for one in found if one.kind == "list"])

    # --- citations ---

    def _set(self, one: Found, made: SetCited) -> None:
        inlines = one.node["c"][1] if made.text is None else inline_list(made.text)
        keys = [each["citationId"] for each in one.node["c"][0]]
        if self._links and made.text and len(keys) == 1 and keys[0] in self._listed:
            inlines = [element("Link", attributes(), inlines, [f"#ref-{keys[0]}", ""])]
        if made.note is not None:
            inlines = [*inlines, element("Note", [element("Para", inline_list(made.note))])]
        one.node["c"][1] = inlines

    def _settle(self, changed: list[Found]) -> None:
        """Settle spaces and stops around citations of one list of inlines, which is changed from its end on."""
        siblings = changed[0].siblings
        for one in reversed(changed):
            set_inlines = one.node["c"][1]
            first, last = (set_inlines[0], set_inlines[-1]) if set_inlines else ({}, {})
            is_note = name_of(last) == "Note"
            is_bare = is_note and len(set_inlines) == 1
            if is_note and self._after_stops:
                self._move_stop(siblings, one)
            elif not is_note and one.note == -1:
                self._take_doubled_stop(siblings, one.index, set_inlines)
            raised = name_of(first) == "Superscript"
            if (is_bare or raised) and one.index and name_of(siblings[one.index - 1]) in _BLANKS:
                siblings[one.index - 1] = None  # taken out below, so that indices hold
        siblings[:] = [one for one in siblings if one is not None]

    def _move_stop(self, siblings: list[Any], one: Found) -> None:
        """Put the stop behind a note before it: within the citation where that has words, else before it."""
        following = siblings[one.index + 1] if one.index + 1 < len(siblings) else None
        if following is None or name_of(following) != "Str" or not isinstance(following.get("c"), str):
            return
        found = _STOP.match(following["c"])
        stop = found[0] if found else ""
        if not stop:
            return
        following["c"] = following["c"][len(stop) :]
        if not following["c"]:
            siblings[one.index + 1] = None
        set_inlines = one.node["c"][1]
        ends = plain(tuple(each["c"] for each in set_inlines[-2:-1] if isinstance(each.get("c"), str)))
        if not (stop == "." and ends.endswith(".")):
            set_inlines.insert(len(set_inlines) - 1, element("Str", stop))

    @staticmethod
    def _take_doubled_stop(siblings: list[Any], index: int, set_inlines: list[Node]) -> None:
        following = siblings[index + 1] if index + 1 < len(siblings) else None
        last = set_inlines[-1].get("c") if set_inlines else None
        if not isinstance(following, dict) or not isinstance(last, str) or not last.endswith("."):
            return
        text = following.get("c")
        if name_of(following) == "Str" and isinstance(text, str) and text.startswith(".") and text[1:2] != ".":
            following["c"] = text[1:]
            if not following["c"]:
                siblings[index + 1] = None

    # --- bibliographies ---

    def _fill(self, divs: list[Node]) -> None:
        for place, (div, bibliography) in enumerate(zip(divs, self._setting.lists, strict=False)):
            attr = div["c"][0]
            attr[1] += [name for name in refs_classes(bibliography) if name not in attr[1]]
            known = {pair[0] for pair in attr[2] if isinstance(pair, list) and pair}
            attr[2] += [list(pair) for pair in refs_values(bibliography) if pair[0] not in known]
            ids = self._ids(bibliography, place)
            entries = [entry_div(entry, own) for entry, own in zip(bibliography.entries, ids, strict=True)]
            title = self._manuscript.lists[place].titled if place < len(self._manuscript.lists) else False
            heading = [self._heading(list_title(bibliography, self._setting.headings))] if title and entries else []
            kept = div["c"][1] if cited_keys(div["c"][1]) else []  # more than a bibliography stands there
            div["c"][1] = [*heading, *entries, *kept]
        if not divs:
            self._append()

    def _append(self) -> None:
        """Put a bibliography at the end of a document that has no place for it, under the title that it asks for."""
        title = self._manuscript.asked.title
        for place, bibliography in enumerate(self._setting.lists):
            if title and bibliography.entries:
                self._document["blocks"].append(self._heading(title))
            name = f"refs-{place + 1}" if place else "refs"
            self._document["blocks"].append(refs_div(bibliography, self._ids(bibliography, place), name))

    @staticmethod
    def _heading(title: str) -> Node:
        return element("Header", 1, attributes("bibliography", ["unnumbered"]), words(title))

    def _ids(self, bibliography: Bibliography, place: int) -> list[str]:
        """Return the ids of entries; a work has its plain one in the first bibliography that lists it."""
        before = {entry.key for each in self._setting.lists[:place] for entry in each.entries}
        return [f"ref-{one.key}-{place + 1}" if one.key in before else f"ref-{one.key}" for one in bibliography.entries]
