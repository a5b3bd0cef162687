r"""Citations as commands of biblatex, in notes and in running text.

Source: the biblatex manual, 3.9 (citation commands: ``\cite``, ``\footcite``, the qualified lists ``\cites``,
``\textcite``, ``\citeauthor``, ``\citetitle``), 3.14.3 (page numbers in citations, ``\pnfmt``), 4.9.2 (``\bibstring``).
"Ibid." and short forms are biblatex's own. What its commands cannot say is written with the words that are set already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from citekit.model import Citation, Cite, Locator, NotePart, SetNote
from citekit.output.texdocument import CYRILLIC
from citekit.output.texmarkup import block, inlines, text
from citekit.richtext import concat, part, plain
from citekit.values import replace

# A key that TeX and biber take as it is.
_KEY = re.compile(r"""[^\s,{}%#\\~"'()=&$^\x00-\x1f\x7f-\x9f]+""")
_PAGES = re.compile(r"[0-9IVXLCDMivxlcdm]+(?:[-–—]+[0-9IVXLCDMivxlcdm]+)?(?:, ?[0-9]+(?:[-–—]+[0-9]+)?)*")
_PLURAL = re.compile(r"[-–—,&]")
# CSL's labels (Appendix II, Locators) for which biblatex has a word in every language, with its plural if there is one.
_WORDS: Mapping[str, tuple[str, str]] = {
    "book": ("book", "book"),
    "chapter": ("chapter", "chapter"),
    "column": ("column", "columns"),
    "issue": ("number", "number"),
    "line": ("line", "lines"),
    "paragraph": ("paragraph", "paragraphs"),
    "part": ("part", "part"),
    "section": ("section", "sections"),
    "verse": ("verse", "verses"),
    "version": ("version", "version"),
    "volume": ("volume", "volumes"),
}
_SHORT: Mapping[str, str] = {
    "appendix": "app.",
    "article-locator": "art.",
    "canon": "can.",
    "elocation": "loc.",
    "equation": "eq.",
    "figure": "fig.",
    "folio": "fol.",
    "note": "n.",
    "opus": "op.",
    "rule": "r.",
    "scene": "sc.",
    "sub-verbo": "s.v.",
    "supplement": "suppl.",
    "table": "tab.",
    "timestamp": "",
    "title-locator": "tit.",
}


def is_key(key: str) -> bool:
    """Tell whether *key* can be cited: neither TeX nor biber takes any of its characters for something else."""
    return _KEY.fullmatch(key) is not None and not CYRILLIC.search(key)


def footnote(note: SetNote, kind: str) -> str:
    r"""Return the command of a note: ``\footcite`` and ``\footcites`` where it only cites, else ``\footnote``.

    ``\mkbibfootnote`` is one that ends in a cite: biblatex puts the stop there, unless one stands there already.
    *kind* is the citation format of the style.
    """
    if not _can_be_cited(note):
        return rf"\footnote{{{block(note.content)}}}"
    parts = _begun(note)
    if (cites := _alone(parts)) is not None:
        return _listed("footcite", "footcites", cites)
    said = _said(parts, kind)
    if isinstance(parts[-1], Citation):
        return rf"\mkbibfootnote{{{said}}}"
    # so that an "ibid." has its capital
    return rf"\footnote{{\bibsentence{said}}}" if said.startswith("\\") else rf"\footnote{{{said}}}"


def content(note: SetNote, kind: str) -> str:
    """Return what a note says, for a paragraph."""
    if not _can_be_cited(note):
        return block(note.content)
    parts = _begun(note)
    said = _said(parts, kind)
    return f"{said}." if isinstance(parts[-1], Citation) else said


def _can_be_cited(note: SetNote) -> bool:
    """Tell whether it is known what a note cites, and all of it can be cited."""
    return bool(note.parts) and all(is_key(cite.key) for one in note.parts for cite in _cites(one))


def _begun(note: SetNote) -> tuple[NotePart, ...]:
    """Return the parts of a note, with a capital where the style has put one before its first cite."""
    first = note.parts[0]
    if not isinstance(first, Citation) or not first.cites:
        return note.parts
    cite, *others = first.cites
    begins = plain(cite.prefix)[:1]
    capital = begins.upper()
    if capital in ("", begins) or plain(note.content)[:1] != capital:
        return note.parts
    prefix = concat((capital,), part(cite.prefix, 1, len(plain(cite.prefix))))
    return (replace(first, cites=(replace(cite, prefix=prefix), *others)), *note.parts[1:])


def _said(parts: Sequence[NotePart], kind: str) -> str:
    """Return the parts of a note with commands that cite."""
    return "".join(citation(one, kind) if isinstance(one, Citation) else inlines(one) for one in parts).strip()


def _cites(one: NotePart) -> tuple[Cite, ...]:
    return one.cites if isinstance(one, Citation) else ()


def citation(one: Citation, kind: str) -> str:
    """Return a citation for the middle of a paragraph. Its mode is one of running text, which notes do without."""
    if one.mode and kind != "note" and one.cites:
        first, *others = one.cites
        shown = [_with_mode(first, one), *(_written(cite, kind) for cite in others)]
        return "; ".join(shown)
    if len(one.cites) > 1 and all(_is_plain(cite) for cite in one.cites):
        return _listed("cite", "cites", one.cites)
    return "; ".join(_written(cite, kind) for cite in one.cites)


def _alone(parts: Sequence[NotePart]) -> tuple[Cite, ...] | None:
    """Return the cites of a note that has nothing else, if one command can say them."""
    if len(parts) == 2 and not isinstance(parts[1], Citation) and plain(parts[1]).strip() == ".":
        parts = parts[:1]
    if len(parts) != 1 or not isinstance(parts[0], Citation) or not parts[0].cites:
        return None
    cites = parts[0].cites
    return cites if all(map(_is_plain, cites)) else None


def _listed(command: str, commands: str, cites: Sequence[Cite]) -> str:
    return rf"\{command if len(cites) == 1 else commands}{''.join(map(_arguments, cites))}"


def _is_plain(cite: Cite) -> bool:
    """Tell whether a cite's words fit into the brackets: biblatex sets a blank before it, and a comma behind."""
    before, after = plain(cite.prefix), plain(cite.suffix)
    return cite.form == "full" and before[-1:] not in tuple("([“‘«„-–—/") and after.lstrip()[:1] in ("", ",")


def _with_mode(cite: Cite, one: Citation) -> str:
    """Return the first cite of a citation in running text: "Cohen (1973)", or a half of that."""
    bare = Cite(cite.key, cite.locator, suffix=cite.suffix)
    author, rest = rf"\citeauthor{{{cite.key}}}", rf"\cite*{_arguments(bare)}"
    if one.mode == "author-only":
        return author
    if one.mode == "suppress-author":
        return rest
    return f"{author}{inlines(one.infix)}{rest}" if one.infix else rf"\textcite{_arguments(bare)}"


def _written(cite: Cite, kind: str) -> str:
    """Return one cite with its words around the command, where they do not fit into the brackets."""
    if cite.form == "author-only":
        command = "citeauthor"
    elif cite.form == "suppress-author":
        command = "cite*" if kind == "author-date" else "citetitle" if kind in ("note", "author", "") else "cite"
    else:
        command = "cite"
    if _is_plain(Cite(cite.key, cite.locator, cite.prefix, cite.suffix)):
        return rf"\{command}{_arguments(cite)}"
    before, after = inlines(cite.prefix), inlines(cite.suffix)
    space = " " if before and _is_plain(Cite(cite.key, prefix=cite.prefix)) else ""
    glue = " " if after and after[0].isalnum() else ""
    return rf"{before.rstrip()}{space}\{command}{_arguments(Cite(cite.key, cite.locator))}{glue}{after}"


def _arguments(cite: Cite) -> str:
    """Return the brackets and the key: ``[see][12]{key}``. A text alone stands in the second, so both are written."""
    before = inlines(cite.prefix).strip()
    after = _postnote(cite.locator, inlines(cite.suffix).strip().removeprefix(",").strip())
    brackets = f"[{before}][{after}]" if before else f"[{after}]" if after else ""
    return f"{brackets}{{{cite.key}}}"


def _postnote(locator: Locator | None, suffix: str) -> str:
    if locator is None:
        return suffix
    value = _value(locator.value)
    if locator.label == "page":
        is_pages = _PAGES.fullmatch(locator.value.strip()) is not None
        said = rf"\pnfmt{{{value}}}" if suffix and is_pages else value
    elif locator.label in _WORDS:
        word = _WORDS[locator.label][bool(_PLURAL.search(locator.value))]
        said = rf"\bibstring{{{word}}}~{value}"
    else:
        said = f"{text(_SHORT.get(locator.label, locator.label))}~{value}".removeprefix("~")
    return f"{said}, {suffix}" if suffix else said


def _value(value: str) -> str:
    """Return a locator's value: numbers and ranges in the form that biblatex knows for pages, else as text."""
    if _PAGES.fullmatch(value.strip()):
        return re.sub("[-–—]+", "--", value.strip())
    return text(value).strip()
