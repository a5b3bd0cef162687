"""Citations and footnotes: note marks recovered, mapped to BibTeX, set in any CSL style."""

__version__ = "0.1.0"
