"""Dates in the fields of entries: EDTF, BibTeX's three fields, and dates in words."""
