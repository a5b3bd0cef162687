"""The rule CK309."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule


@told_rule("CK309", "file-encoding", tells=("encoding", "byte-order-mark"))
def file_encoding(told: Told) -> Iterator[Found]:
    """A file that is not UTF-8, or says that it is something else than it is.

    It is read all the same: by what it says of itself, or by a guess. A byte order mark is text to BibTeX.

    Wrong::

        % Encoding: latin1
        @book{mueller1990, author = {Müller, Änne}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Ulm}}

    Right::

        % Encoding: UTF-8
        @book{mueller1990, author = {Müller, Änne}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Ulm}}
    """
    yield told.passed_on()
