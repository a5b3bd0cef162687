"""Markdown manuscripts, taken apart and put together."""
