"""Reading the user's files as text, and writing so that nothing is lost or half written."""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from citekit.errors import UnreadableError
from citekit.findings import Source, Span
from citekit.values import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

STDIN = "-"
SHOWN_STDIN = "<stdin>"

# Any escape of JSON; group 1 is a pair of surrogates, or one alone, which is shorter.
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB]..\\u[dD][c-fC-F]..|[dD][89a-fA-F]..)|.)", re.DOTALL)


def read_source(path: str | Path) -> Source:
    """Return the text of *path* (``"-"``: standard input), line ends as they are, without a byte order mark.

    Text is UTF-8; UTF-16 is read where a byte order mark says so.

    Raises: UnreadableError with the line and column of the first byte that is not text.
    """
    name = str(path)
    return text_source(SHOWN_STDIN if name == STDIN else name, read_bytes(name))


def text_source(shown: str, data: bytes) -> Source:
    """Return what ``read_source`` does, of bytes that were read before; *shown* is their path for messages."""
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"not {'UTF-16' if encoding == 'utf-16' else 'UTF-8'} text: byte 0x{data[error.start]:02x}",
            where=_place_of_byte(shown, data, error.start),
            hint="save the file as UTF-8; it may be in an older encoding such as Windows-1252",
        ) from None
    if "\0" in text:
        raise _no_text(shown, text)
    if encoding == "utf-16":
        mark = data[:2]
        return Source(shown, text, "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be", mark)
    return Source(shown, text, "utf-8", data[:3] if data.startswith(codecs.BOM_UTF8) else b"")


def read_library_source(path: str | Path) -> Source:
    """Return the text of *path*, as ``read_source`` does, in whatever encoding it is: old libraries are in many.

    Single NUL characters are left in it. ``encodings.check_encoding`` tells what is to be said of it.

    Raises: UnreadableError for what is no text at all.
    """
    return library_source(path, read_bytes(path))


def library_source(path: str | Path, data: bytes) -> Source:
    """Return what ``read_library_source`` does, of bytes that were read from *path* before."""
    from citekit import encodings  # noqa: PLC0415 - not needed where no file of references is read

    name = str(path)
    shown = SHOWN_STDIN if name == STDIN else name
    try:
        text, encoding, mark = encodings.decode(data)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"not {error.encoding.upper()} text, though it begins so: byte 0x{data[error.start]:02x}",
            where=Span(shown),
            hint="save the file as UTF-8",
        ) from None
    if text.count("\0") * _FEW > len(text):
        raise _no_text(shown, text)
    controls = 0 if "\0" not in text else len(data) - len(data.translate(None, _CONTROLS))
    if controls * _FEW_CONTROLS > len(data) and not encoding.startswith("utf-16"):
        raise _no_text(shown, text)
    return Source(shown, text, encoding, mark)


# In a text that has lost a block on a disk, one character of so many may be NUL; more, and it is no text.
_FEW = 100
# Nor is one with a NUL where one byte of so many is a control character, tabs and line ends apart: in what is
# compressed one of nine is.
_FEW_CONTROLS = 20
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1a\x1b")


def _no_text(shown: str, text: str) -> UnreadableError:
    return UnreadableError(
        "not a text file: it has a NUL character",
        where=Source(shown, text).span(text.index("\0")),
        hint="give a plain text file, not a document, picture or archive",
    )


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"  # Python knows the latter without a module


def json_of(source: Source) -> Any:
    """Return what the JSON text of *source* says.

    Raises: UnreadableError with the place, for what is no JSON.
    """
    if "\\ud" in source.text or "\\uD" in source.text:
        for escape in _ESCAPE.finditer(source.text):
            if escape[1] is not None and len(escape[1]) == 4:
                message = f"not valid JSON: {escape[0]!r} is half of a pair"
                raise UnreadableError(message, where=source.span(*escape.span()))
    try:
        return json.loads(source.text)
    except json.JSONDecodeError as error:
        if not source.text.strip():
            hint = "was it written, or downloaded, to its end?"
            raise UnreadableError("not valid JSON: nothing is in it", where=source.span(0), hint=hint) from None
        message = f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        place = _place_of(source.text, error)
        raise UnreadableError(
            message, where=source.span(place), hint=_json_hint(source.text, place, error.msg)
        ) from None
    except ValueError:  # Python takes no number of thousands of digits
        digits = re.search(r"\d{1000,}", source.text)
        where = source.span(digits.start(), digits.end()) if digits else Span(source.path)
        raise UnreadableError("not usable JSON: a number of too many digits", where=where) from None
    except RecursionError:
        raise UnreadableError("not valid JSON: nested too deeply", where=source.span(0)) from None


def _place_of(text: str, error: json.JSONDecodeError) -> int:
    """Return where *error* is, as every version of Python has it: a comma too many is told behind it."""
    if text[error.pos : error.pos + 1] != "," or not error.msg.startswith("Illegal trailing comma"):
        return error.pos
    behind = text[error.pos + 1 :]
    return len(text) - len(behind.lstrip())


def _json_hint(text: str, place: int, message: str) -> str:
    """Return what may mend a text that is no JSON at *place*; *message* is Python's."""
    behind, before = text[place : place + 1], text[:place].rstrip()[-1:]
    if not text[place:].strip():
        return "the text ends too early: see that it is all there"
    if before == "," and behind in "}]":
        return f"take out the comma before '{behind}'"
    if behind == "'":
        return "texts stand in double quotes"
    known = (hint for sign, hint in _JSON_HINTS if message.startswith(sign))
    return next(known, "look here, and at the end of what stands before")


_JSON_HINTS = (
    ("Expecting ',' delimiter", "a comma is missing before it, or a double quote within a text has no backslash"),
    ("Extra data", "one object or list is all that may stand in it"),
    ("Invalid control", "line breaks in a text are written \\n, tabs \\t"),
    ("Invalid \\escape", "a backslash in a text is written twice"),
    ("Unterminated string", "close the text with a double quote"),
)


def is_file(path: str | Path) -> bool:
    """Tell whether there is such a file; where a folder above may not be entered there is none, and ``Path`` raises."""
    return (bool(_instead) and str(path) in _instead) or os.path.isfile(path)


def is_folder(path: str | Path) -> bool:
    """Tell whether there is such a folder, as ``is_file`` does."""
    return os.path.isdir(path)


class Lines:
    """The lines that places are in, read again from the files: whoever found something there need not carry them."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    def at(self, where: Span) -> str:
        """Return the line of *where*; ``""`` where there is none, or it is no longer to be had."""
        if not where.line or not where.path:
            return ""
        source = self._sources.get(where.path)
        if source is None:
            try:
                source = read_library_source(where.path)
            except UnreadableError:
                source = Source(where.path, "")
            self._sources[where.path] = source
        return source.line(where.line)


# What was read from standard input last: it cannot be read again.
_read_from_stdin: list[bytes] = []
# What is to be read instead of files, by path: changes that are tried before they are written.
_instead: dict[str, bytes] = {}


@contextmanager
def read_instead(data: Mapping[str, bytes]) -> Iterator[None]:
    """Read *data*, by path, instead of the files of these paths, while the block runs."""
    before = dict(_instead)
    _instead.update(data)
    try:
        yield
    finally:
        _instead.clear()
        _instead.update(before)


def read_bytes(path: str | Path) -> bytes:
    """Return what is in *path*; what standard input said may be read again.

    Raises: UnreadableError.
    """
    name = str(path)
    if name == STDIN:
        _read_from_stdin[:] = [sys.stdin.buffer.read()]
    if name in (STDIN, SHOWN_STDIN) and _read_from_stdin:
        return _read_from_stdin[0]
    if name in _instead:
        return _instead[name]
    try:
        with open(name, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise _unreadable(name, error) from None
    except ValueError as error:  # a NUL in the name itself
        raise UnreadableError(f"not a file name: {name!r}", hint=str(error)) from None


def _unreadable(name: str, error: OSError) -> UnreadableError:
    where = Span(name)
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return UnreadableError("no such file", where=where, hint="check the path; it counts from where you are")
        case IsADirectoryError():
            return UnreadableError("a directory, where a file is wanted", where=where, hint="name a file in it")
        case PermissionError():
            return UnreadableError("no permission to read it", where=where, hint="check the file's mode and owner")
    return UnreadableError(f"cannot be read: {error.strerror or error}", where=where)


def _place_of_byte(path: str, data: bytes, offset: int) -> Span:
    line_start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8", "replace")) + 1
    return Span(path, data.count(b"\n", 0, offset) + 1, column, column + 1)


def cache_folder() -> str:
    """Return where citekit keeps what it can make again: ``$CITEKIT_CACHE``, else the XDG cache folder."""
    if own := os.environ.get("CITEKIT_CACHE"):
        return own
    return f"{os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache')}/citekit"


def print_as_utf8() -> None:
    """Make standard output UTF-8 with line ends as they are, for programs that read it: JSON is, wherever they run."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:  # else something that stands in for standard output, and takes text
        reconfigure(encoding="utf-8", newline="\n")


def write_file(path: str | Path, data: bytes) -> None:
    """Write *data* to *path* in one step: whoever reads it sees the old file or the new one, never a part.

    Raises: UnreadableError when the folder is missing or the file cannot be written; the old file stays.
    """
    from pathlib import Path  # noqa: PLC0415 - brings a dozen modules, and what is only read does without

    target = Path(path)
    if is_folder(target):
        raise UnreadableError(
            "a directory, where a file is to be written", where=Span(str(path)), hint="add a file name"
        )
    if os.path.exists(target) and not is_file(target):  # a device or pipe: nothing to keep, nothing to rename
        _write_in_place(target, data)
        return
    target = Path(os.path.realpath(target))  # a link stays a link: its target is replaced
    temporary = _written_beside(target, data, str(path))
    try:
        temporary.replace(target)
    except BaseException as error:  # an interrupt leaves no half file behind either
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(Span(str(path)), target, error) from None
        raise


class Rewritten(NamedTuple):
    """A file that is to be written anew: what is in it, and what is to be."""

    path: str
    before: bytes
    after: bytes


def write_files(files: Sequence[Rewritten]) -> None:
    """Write several files, all or none: everything is on the disk before the first is put in its place.

    Where one cannot be put there, those before it are put back as they were.

    Raises: UnreadableError where a file is not as it was, may not be written, or cannot be.
    """
    from pathlib import Path  # noqa: PLC0415 - as above

    targets = [Path(os.path.realpath(file.path)) for file in files]
    for file, target in zip(files, targets, strict=True):
        _check_as_before(file, target)
    temporaries: list[Path] = []
    replaced: list[Rewritten] = []
    try:
        for file, target in zip(files, targets, strict=True):
            temporaries.append(_written_beside(target, file.after, file.path))
        for file, target, temporary in zip(files, targets, temporaries, strict=True):
            _check_as_before(file, target)
            replaced.append(file)
            temporary.replace(target)
    except BaseException as error:
        for temporary in temporaries:
            temporary.unlink(missing_ok=True)
        for done in replaced[:-1] if isinstance(error, OSError) else replaced:
            write_file(done.path, done.before)
        if isinstance(error, OSError):
            raise _unwritable(Span(replaced[-1].path), Path(replaced[-1].path), error) from None
        raise


def _check_as_before(file: Rewritten, target: Path) -> None:
    """Raise UnreadableError unless *file* is as it was read, and may be written."""
    where = Span(file.path)
    if read_bytes(file.path) != file.before:
        hint = "run the command again; it works on what is there now"
        raise UnreadableError("the file was changed while it was edited; nothing is written", where=where, hint=hint)
    if not target.stat().st_mode & 0o222:  # renaming could replace it all the same
        raise UnreadableError("the file is read-only", where=where, hint="change its mode if it may be edited")


def _written_beside(target: Path, data: bytes, path: str) -> Path:
    """Write *data* to a new file in the folder of *target*, with its mode, and return that file.

    Raises: UnreadableError, which names *path*; then no file is left.
    """
    import tempfile  # noqa: PLC0415 - brings half a dozen modules, and most commands write no file
    from pathlib import Path  # noqa: PLC0415 - as above

    where = Span(path)
    try:
        mode = target.stat().st_mode & 0o777 if os.path.exists(target) else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise _unwritable(where, target, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(where, target, error) from None
        raise
    return temporary


def _write_in_place(target: Path, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise _unwritable(Span(str(target)), target, error) from None


def _unwritable(where: Span, target: Path, error: OSError) -> UnreadableError:
    if not is_folder(target.parent) and not isinstance(error, PermissionError):
        return UnreadableError(
            f"cannot be written: there is no folder '{target.parent}'", where=where, hint="make the folder first"
        )
    hint = "check the folder's mode and owner" if isinstance(error, PermissionError) else "name a file elsewhere"
    return UnreadableError(f"cannot be written: {error.strerror or error}", where=where, hint=hint)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
