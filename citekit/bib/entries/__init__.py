"""References as entries of .bib files, laid out and read back before they count."""
