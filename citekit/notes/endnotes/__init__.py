"""The text of notes, as books print them: a file of notes, the notes of a document, footnotes of DOCX and HTML.

Each format is a module with ``read(source) -> Endnotes`` for text, or ``read(path, data)`` for what is none; which one
reads a file is said in ``formats.py``.
"""
