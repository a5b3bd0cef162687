"""``citekit-filter``: citations set by citekit in a run of pandoc, in the place of ``--citeproc``.

``pandoc --filter citekit-filter in.md -o out.html``: pandoc hands its document in as JSON, with the format that it will
write as the first argument, and takes the changed document from standard output. References, style and language are
what the document's metadata says (``--bibliography`` and ``--csl`` set it), then the settings of the folder; the style
is "chicago-author-date" where neither has one, as in pandoc.

Source: pandoc, "Pandoc Filters"; Pandoc User's Guide, "Citations". Exit code 2 for what is wrong, which pandoc shows.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from citekit.findings import Finding

_STYLE = "chicago-author-date"
_WRONG = 2


def main() -> NoReturn:
    """Run the filter on standard input and exit."""
    sys.exit(run())


def run() -> int:
    """Filter standard input to standard output, and return the exit code; what is wrong is told on standard error."""
    from citekit.commands.printing import report
    from citekit.errors import CitekitError
    from citekit.files import STDIN, read_bytes

    try:
        made, findings = filtered(read_bytes(STDIN))
    except CitekitError as error:
        report(error.findings())
        return _WRONG
    except (KeyboardInterrupt, BrokenPipeError):
        return _WRONG
    report(findings)
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return 0


def filtered(data: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the document in *data* with its citations set, and what was found.

    Raises: UnreadableError, UsageError, StyleError, InvalidInputError for what is wrong in what is cited.
    """
    from citekit import documents, engines
    from citekit.citing import Wanted, library_of, project_of, style_of
    from citekit.errors import UsageError
    from citekit.files import SHOWN_STDIN, STDIN
    from citekit.reading_order import Chapter
    from citekit.typesetting import typeset
    from citekit.values import replace

    manuscript = documents.read(SHOWN_STDIN, data, "pandoc")
    if not manuscript.cited and not manuscript.asked.uncited:
        return data, manuscript.findings
    wanted = Wanted()
    project, findings = project_of([manuscript], STDIN, wanted)
    if not project.settings.style:
        project = replace(project, settings=replace(project.settings, style=_STYLE))
    if not project.settings.bib and not manuscript.references.references:
        hint = "say 'bibliography: library.bib' in its metadata, or run pandoc with --bibliography"
        raise UsageError("the document says of no references", hint=hint)
    library = library_of(project, [manuscript])
    style, missing = style_of(project, manuscript, wanted)
    made = typeset(
        [Chapter(manuscript)],
        library,
        style,
        engine=project.settings.engine or engines.DEFAULT,
        locale=project.settings.locale,
        listed=manuscript.asked.listed if manuscript.asked.listed is not None else True,
    )
    return documents.rewrite(manuscript, made.settings[0]), (*findings, *missing, *made.findings)


if __name__ == "__main__":
    main()
