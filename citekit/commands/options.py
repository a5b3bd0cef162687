"""Options that several commands have, said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

BIB = click.option("--bib", "-b", multiple=True, metavar="FILE|DIR", help="References; may be given again.")
STYLE = click.option("--style", "-s", default="", metavar="NAME|FILE", help="A CSL style (see: citekit styles).")
LOCALE = click.option("--locale", default="", metavar="LANG", help="Language of terms and dates, such as en-GB.")
ENGINE = click.option("--engine", default="", metavar="NAME", help="The engine that sets citations.")
FORMAT = click.option(
    "--format", "format_", type=click.Choice(["human", "json"]), default="human", help="How to print."
)


def together(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    """Return a decorator that adds *options*; help shows them in this order."""

    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate
