"""The text of a .bib file: cut into blocks that cover every byte, and what is wrong with it."""
