"""Quotations with known alterations, and whether ``citekit verify`` judges them as it should.

``python -m benchmarks.quotations`` runs it; ``docs/verify.md`` has the figures. The texts are our own, for this.
What the alterations know of language (names, negations, letters that scanners confuse) is said here again and not taken
from citekit, so that a gap in its tables shows.
"""
