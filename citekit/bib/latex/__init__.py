"""LaTeX in the fields of entries: decoded, and written."""
