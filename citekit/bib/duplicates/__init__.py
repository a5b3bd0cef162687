"""Entries that are one publication, found and explained.

proposals.py    which references are one, and what would become of them: ``find_duplicates``
likeness.py     two references compared: what speaks for it, what against
traits.py       what a reference is compared by
titles.py       titles read and compared; alike.py people and journals
identifiers.py  DOI, ISBN and the like in one spelling
folding.py      texts in one spelling
"""
