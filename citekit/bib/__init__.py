"""Readers of reference files. One module a format: it defines ``SUFFIXES`` and ``read``."""
