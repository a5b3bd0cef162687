r"""The biblatex style that comes nearest to a CSL style, and the lines that load it.

Source: the biblatex manual, 3.3 (standard styles); the manuals of biblatex-chicago (``notes``, ``authordate``,
``short``) and of the styles in the table. A style of its own package is loaded where it is installed, otherwise the
standard one for its kind.
"""

from __future__ import annotations

from collections.abc import Mapping

# By what the name of the CSL style begins with, and its kind: the file that says whether the style is installed, and
# what loads it.
_OWN: tuple[tuple[str, str, str, str], ...] = (
    ("chicago-shortened-notes", "note", "chicago-notes.cbx", "notes,short"),
    ("chicago-notes", "note", "chicago-notes.cbx", "notes"),
    ("turabian-shortened-notes", "note", "chicago-notes.cbx", "notes,short"),
    ("turabian-notes", "note", "chicago-notes.cbx", "notes"),
    ("chicago-author-date", "author-date", "chicago-authordate.cbx", "authordate,noibid"),
    ("turabian-author-date", "author-date", "chicago-authordate.cbx", "authordate,noibid"),
    ("american-chemical-society", "numeric", "chem-acs.bbx", "style=chem-acs"),
    ("american-institute-of-physics", "numeric", "phys.bbx", "style=phys"),
    ("american-medical-association", "numeric", "vancouver.bbx", "style=vancouver"),
    ("american-physics-society", "numeric", "phys.bbx", "style=phys"),
    ("apa", "author-date", "apa.bbx", "style=apa"),
    ("ieee", "numeric", "ieee.bbx", "style=ieee"),
    ("iso690-author-date", "author-date", "iso-authoryear.bbx", "style=iso-authoryear"),
    ("iso690-numeric", "numeric", "iso-numeric.bbx", "style=iso-numeric"),
    ("nature", "numeric", "nature.bbx", "style=nature"),
    ("oscola", "note", "oscola.bbx", "style=oscola"),
    ("science", "numeric", "science.bbx", "style=science"),
    ("vancouver", "numeric", "vancouver.bbx", "style=vancouver"),
)
_STANDARD: Mapping[str, str] = {
    "note": "verbose-ibid",
    "author-date": "authoryear",
    "author": "authortitle",
    "numeric": "numeric,sorting=none",
    "label": "alphabetic",
}


def loading(style: str, kind: str, *, lists: int = 1) -> list[str]:
    """Return the lines that load biblatex for a CSL style; a style without a name or kind is one of notes.

    The numbers of several *lists* are those of the entries that are printed.
    """
    numbers = ",defernumbers" if kind == "numeric" and lists > 1 else ""
    options = f"backend=biber,style={_STANDARD.get(kind, 'verbose-ibid')}{numbers}"
    standard = rf"\usepackage[{options}]{{biblatex}}"
    for start, own_kind, file, own_options in _OWN:
        if kind == own_kind and (style == start or style.startswith(f"{start}-")):
            package = "biblatex" if own_options.startswith("style=") else "biblatex-chicago"
            own = rf"\usepackage[backend=biber,{own_options}{numbers}]{{{package}}}"
            return [rf"\IfFileExists{{{file}}}", f"  {{{own}}}", f"  {{{standard}}}"]
    return [standard]
