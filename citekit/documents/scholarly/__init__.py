"""JATS and TEI: what their notes, citations and references are made of."""
