"""Changes of .bib files, and of nothing around them."""
