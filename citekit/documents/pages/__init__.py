"""Pages of HTML and XHTML, one or the many of a book: their notes and citations, and these written back in place."""
