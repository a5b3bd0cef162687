"""The brackets that hold a mark alone, "[12]" or "(12)": they go where the mark goes."""

from __future__ import annotations

from citekit.model import NoteMark


def with_brackets(text: str, mark: NoteMark) -> tuple[int, int]:
    """Return where *mark* stands in *text* with the brackets hard around it, if there are any.

    >>> with_brackets("So.[12]", NoteMark(4, 6, "12")), with_brackets("So.12", NoteMark(3, 5, "12"))
    ((3, 7), (3, 5))
    """
    if text[mark.start - 1 : mark.start] + text[mark.end : mark.end + 1] in ("[]", "()"):
        return mark.start - 1, mark.end + 1
    return mark.start, mark.end
