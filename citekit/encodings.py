"""Files of references in whatever encoding: bytes -> text, and back without a byte changed.

Text is UTF-8 where it can be. Else a byte order mark says what it is, or zero bytes do (UTF-16), or the file itself
(JabRef's ``% Encoding: Cp1252``, Emacs' ``coding:``, BibDesk's ``Saved with string encoding``, TeXShop's
``% !TEX encoding``); last, it is guessed: Cyrillic letters stand in a row, the accented letters of the West alone.
What is not UTF-8 is never read without a finding.
"""

from __future__ import annotations

import codecs

from citekit.errors import UsageError
from citekit.findings import Finding, Severity, Source, Span
from citekit.patterns import pattern
from citekit.values import NamedTuple

# A UTF-8 text with single bytes in between that are Windows-1252; what is read so cannot be written back.
MIXED = "UTF-8 mixed with Windows-1252"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHOWN = {"cp1252": "Windows-1252", "cp1251": "Windows-1251", "iso8859-1": "Latin-1", "latin-1": "Latin-1"}

# Where a file says its encoding, within its first lines; the names are Java's, Emacs', or BibDesk's.
_DECLARED = pattern(
    r"(?i)^[ \t%]*+(?:encoding[ \t]*+:[ \t]*+([\w-]++)|!TEX\s++encoding\s*+=\s*+([\w -]++)"
    r"|Saved with string encoding ([^\n\r]++))|-\*-.*?coding[ \t]*+:[ \t]*+([\w-]++)",
    8,  # re.MULTILINE
)
_HEAD = 2000
# BibDesk and TeXShop use the names that people read.
_SPOKEN = (
    ("windows latin 1", "cp1252"),
    ("iso latin 1", "latin-1"),
    ("isolatin9", "iso8859-15"),
    ("isolatin", "latin-1"),
    ("iso latin 2", "iso8859-2"),
    ("mac os roman", "mac_roman"),
    ("macosroman", "mac_roman"),
    ("utf-8", "utf-8"),
    ("windows cyrillic", "cp1251"),
    ("cyrillic (windows)", "cp1251"),
    ("koi8-r", "koi8-r"),
)
_KNOWN = pattern(r"(?i)(?:iso|cp|windows|mac|koi8|latin|l\d|gb|big5|shift|sjis|euc|us-|ascii|utf|ansi)")
_EMACS_ENDS = pattern(r"-(?:unix|dos|mac)$")

_HIGH_RUN = pattern(rb"[\x80-\xff]+")
_CAPITAL_1251 = pattern(rb"(?<![\x80-\xff])[\xc0-\xdf\xa8][\xe0-\xff\xb8]+")
_CAPITAL_KOI8 = pattern(rb"(?<![\x80-\xff])[\xe0-\xff\xb3][\xc0-\xdf\xa3]+")
_NOT_UTF8 = "windows-1252-alone"


class Decoded(NamedTuple):
    """A text, Python's name of its encoding (or ``MIXED``), and the byte order mark that stood before it."""

    text: str
    encoding: str
    mark: bytes = b""


def decode(data: bytes) -> Decoded:
    """Return what *data* says; every text is read, since in Latin-1 every byte is a character.

    Raises: UnicodeDecodeError where a byte order mark or zero bytes say UTF-16 or UTF-32, and it is none.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return _without_mark(data[len(mark) :])._replace(mark=mark)
            return Decoded(data[len(mark) :].decode(encoding), encoding, mark)
    if wide := _wide(data):
        return Decoded(data.decode(wide), wide)
    return _without_mark(data)


def _without_mark(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in (declared(data[:_HEAD].decode("latin-1")), *_guesses(data)):
        if encoding == MIXED:
            codecs.register_error(_NOT_UTF8, _one_byte)
            return Decoded(data.decode("utf-8", _NOT_UTF8), MIXED)
        if encoding and encoding != "utf-8":
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                continue
    return Decoded(data.decode("latin-1"), "latin-1")


def _wide(data: bytes) -> str:
    """Return the kind of UTF-16 that *data* is by its zero bytes, ``""`` for none: half of the bytes of ASCII are."""
    head = data[:_HEAD]
    if len(data) % 2 or len(head) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    least = len(head) // 10
    if odd > least and not even:
        return "utf-16-le"
    return "utf-16-be" if even > least and not odd else ""


def declared(text: str) -> str:
    """Return Python's name of the encoding that the first lines of *text* claim, ``""`` where they claim none.

    >>> declared("% Encoding: ISO8859_1"), declared("%% Saved with string encoding Western (ISO Latin 1)")
    ('iso8859-1', 'latin-1')
    """
    found = _DECLARED.search(text, 0, _HEAD)
    if found is None:
        return ""
    name = next(group for group in found.groups() if group is not None).strip()
    for spoken, encoding in _SPOKEN:
        if spoken in name.lower():
            return encoding
    name = _EMACS_ENDS.sub("", name)
    if not _KNOWN.match(name.removeprefix("x-")):
        return ""
    try:
        return codecs.lookup(name.removeprefix("x-")).name
    except LookupError:
        return ""


def _guesses(data: bytes) -> tuple[str, ...]:
    runs = _HIGH_RUN.findall(data)
    right = len(data.decode("utf-8", "ignore")) - len(data.decode("ascii", "ignore"))
    wrong = data.decode("utf-8", "replace").count("\ufffd")
    if right > wrong:  # most of what is not ASCII is UTF-8
        return (MIXED,)
    if sum(map(len, runs)) >= 3 * len(runs):  # letters of another script than Latin come in words
        cyrillic, koi8 = len(_CAPITAL_1251.findall(data)), len(_CAPITAL_KOI8.findall(data))
        return ("koi8-r", "cp1251") if koi8 > cyrillic else ("cp1251", "koi8-r")
    return ("cp1252",)


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    """Decode the first byte that is no UTF-8 as Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - nothing else is decoded with it
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return byte.decode("latin-1"), error.start + 1


def encode(text: str, source: Source) -> bytes:
    """Return *text* as the file of *source* is written: in its encoding, behind its byte order mark.

    Raises: UsageError where the encoding does not have a character, or *source* is of two encodings.
    """
    hint = f"save {source.path} as UTF-8 first"
    if source.encoding == MIXED:
        raise UsageError("cannot change a file of two encodings", where=Span(source.path), hint=hint)
    try:
        return source.mark + text.encode(source.encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        message = f"the file is {shown(source.encoding)}, which does not have {character!r}"
        raise UsageError(message, where=Span(source.path), hint=hint) from None


def shown(encoding: str) -> str:
    """Return the name of an encoding as people write it."""
    return _SHOWN.get(encoding, encoding if encoding == MIXED else encoding.upper())


def check_encoding(source: Source) -> tuple[Finding, ...]:
    """Return what is to be said of the encoding that *source* was read in; nothing of UTF-8."""
    said = declared(source.text)
    if source.encoding == "utf-8":
        if said in ("", "utf-8", "ascii") or source.text.isascii():
            return ()
        message = f"the file says that it is {shown(said)}, and is UTF-8"
        return (_finding(source, message, "correct the line that says it"),)
    hint = "save it as UTF-8"
    if source.encoding == MIXED:
        message = "not UTF-8 throughout; the other bytes are read as Windows-1252"
    elif source.encoding.startswith("utf-"):
        message = f"the file is {shown(source.encoding.removesuffix('-le').removesuffix('-be'))}"
    elif said == source.encoding:
        message = f"not UTF-8; read as {shown(said)}, which it says it is"
    else:
        message = f"not UTF-8; read as {shown(source.encoding)}, which is a guess"
        if source.path.lower().endswith((".bib", ".bibtex")):  # programs write it there, and in no other format
            hint = "save it as UTF-8, or say in its first line what it is (% Encoding: …)"
    return (_finding(source, message, hint),)


def _finding(source: Source, message: str, hint: str) -> Finding:
    """Return a finding at the first character that is not ASCII."""
    found = _NOT_ASCII.search(source.text)
    where = source.span(*found.span()) if found else Span(source.path)
    return Finding("encoding", message, where, Severity.WARNING, hint)


_NOT_ASCII = pattern(r"[^\x00-\x7f]")
