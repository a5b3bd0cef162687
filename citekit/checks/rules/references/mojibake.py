"""The rule CK365."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.patterns import pattern

_NO_TEXT = frozenset(("file", "url", "abstract", "keywords"))
# What the first byte of a letter of two or three bytes in UTF-8 is in Windows-1252, and those that follow it.
_FOLLOWS = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_FIRST = "ÂÃÄÅÎÏÐÑâ"
_SIGN = pattern(rf"[{_FIRST}][{_FOLLOWS}](?:[{_FIRST}]?[{_FOLLOWS}])*")


def _meant(text: str) -> str | None:
    data = bytearray()
    for letter in text:
        try:
            data += letter.encode("cp1252")
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:
                return None
            data.append(ord(letter))
    try:
        meant = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return meant if all(letter.isprintable() or letter == "\u00a0" for letter in meant) else None


@entry_rule("CK365", "mojibake")
def mojibake(entry: Entry) -> Iterator[Found]:
    """Letters that were read in the wrong encoding: "MÃ¼ller" for "Müller", "â€™" for "’".

    Told where the text makes sense when it is read as UTF-8 that had been taken for Windows-1252.

    Wrong::

        @book{lee1990, author = {MÃ¼ller, Ã„nne}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Müller, Änne}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    if entry.beyond_ascii.isdisjoint(_FIRST):
        return
    for name, field in entry.fields.items():
        value = field.value
        if not value.isascii() and name not in _NO_TEXT:
            for found in _SIGN.finditer(value):
                if (meant := _meant(found[0])) is not None:
                    fix = entry.replacing(name, meant, *found.span(), safe=False)
                    message = f"{found[0]!r} is {meant!r} in the wrong encoding"
                    yield entry.found(message, name, *found.span(), hint=f"write {meant}", fix=fix)
