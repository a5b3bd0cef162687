r"""LaTeX manuscripts: ``\footnote`` and its like, ``\cite`` and its families, bibliographies; written in place.

One file is read, and nothing that it inputs. Commands are known by their names, as natbib, biblatex, biblatex-chicago,
jurabib and apacite have them; what the file defines itself is not expanded, but for other names of those commands. The
encoding is UTF-8, or what inputenc says. What is done is in ``texfile/``.

Sources: see the modules there.
"""

from __future__ import annotations

import re

from citekit.documents.manuscript import Manuscript, Setting
from citekit.encodings import check_encoding
from citekit.files import library_source
from citekit.findings import Finding, Severity, Source

NAME = "latex"
SUFFIXES = (".tex", ".ltx", ".latex")

_HEAD = 20_000
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>(?:\s++|%[^\r\n]*+)*)"
    rb"\\(?:(?:documentclass|documentstyle|RequirePackage)[ \[{*]|begin\{filecontents)"
)
_INPUTENC = re.compile(rb"\\usepackage\s*\[([^\]\r\n]{0,80})\]\s*\{inputenc\}|\\inputencoding\s*\{([\w-]{1,20})\}")
_ENCODINGS = {
    "latin1": "latin-1", "latin2": "iso8859-2", "latin3": "iso8859-3", "latin4": "iso8859-4", "latin5": "iso8859-9",
    "latin9": "iso8859-15", "latin10": "iso8859-16", "ansinew": "cp1252", "cp1252": "cp1252", "cp1250": "cp1250",
    "cp1251": "cp1251", "cp1257": "cp1257", "cp437": "cp437", "cp850": "cp850", "cp852": "cp852", "cp858": "cp858",
    "cp865": "cp865", "cp866": "cp866", "applemac": "mac_roman", "macce": "mac_latin2", "maccyr": "mac_cyrillic",
    "koi8-r": "koi8-r", "koi8-u": "koi8-u", "iso88595": "iso8859-5",
}  # fmt: skip


def fits(data: bytes) -> bool:
    r"""Tell whether *data* begins with a class of LaTeX, behind comments."""
    return _BEGINS.match(data[:_HEAD]) is not None


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError for what is no text.
    """
    from citekit.documents.texfile import reading  # noqa: PLC0415 - the tables are not needed for other formats

    source, findings = _source(path, data)
    return reading.read(source, data, findings)


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file with what *setting* puts into it.

    Raises: UsageError for a character that neither the file's encoding nor LaTeX has.
    """
    from citekit.documents.texfile import writing  # noqa: PLC0415 - as above

    return writing.rewrite(manuscript, setting)


def _source(path: str, data: bytes) -> tuple[Source, tuple[Finding, ...]]:
    """Return the text of *data* in the encoding it is in, or else the one it says it is in."""
    source = library_source(path, data)
    findings: list[Finding] = []
    if source.encoding != "utf-8" and not source.encoding.startswith("utf-"):
        said = _said_encoding(data)
        try:
            text = data.decode(said) if said else ""
        except UnicodeDecodeError:
            text = ""
        if text and text.encode(said) == data:
            source = Source(source.path, text, said)
        else:
            findings += check_encoding(source)
    if "\0" in source.text:
        where = source.span(source.text.index("\0"))
        hint = "save it anew from where it was written"
        findings.append(Finding("damaged-text", "it has a NUL character", where, Severity.WARNING, hint))
    return source, tuple(findings)


def _said_encoding(data: bytes) -> str:
    """Return Python's name of the encoding that the file says it is in, "" where it says none."""
    found = _INPUTENC.search(data, 0, _HEAD)
    if found is None:
        return ""
    names = (found[1] or found[2] or b"").decode("latin-1").split(",")
    return next((_ENCODINGS[name.strip()] for name in reversed(names) if name.strip() in _ENCODINGS), "")
