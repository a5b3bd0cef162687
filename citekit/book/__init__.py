"""Whole books: chapters in order, set as one document and built into files; only what changed is made again."""
