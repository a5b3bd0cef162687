"""Searching a library: words, an index of them, and what to try when nothing is found."""
