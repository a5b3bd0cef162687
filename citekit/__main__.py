"""``citekit`` and ``python -m citekit``: the command line, and the short way to one of its commands.

An editor or a build starts ``citekit process`` again and again. Without options that command needs no command line
to be read, which takes longer to set up than a short document does; everything else, what goes wrong included, is
``cli``'s.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code, as ``cli.run`` does."""
    match arguments:
        case ["process"]:
            return _process("-", arguments)
        case ["process", request] if request == "-" or not request.startswith("-"):
            return _process(request, arguments)
    from citekit import cli

    return cli.run(arguments)


def _process(request: str, arguments: Sequence[str]) -> int:
    gc.set_threshold(100_000)  # one run makes much, and drops it all at its end
    try:
        from citekit.files import print_as_utf8
        from citekit.process import answer

        print_as_utf8()
        sys.stdout.write(answer(request))
        sys.stdout.flush()
    except BaseException as error:
        from citekit import cli

        return cli.failed(error, arguments)
    return 0


if __name__ == "__main__":
    main()
