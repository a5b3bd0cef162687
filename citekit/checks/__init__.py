"""Checks of citations, notes, quotations and references: rules, what they are run on, and what is done with findings.

A *rule* is one file of ``rules/``; a *target* is a file of references, a manuscript, or a passage with its ledger.
Rules see an ``Entry``, the ``Entries`` of all files, a ``Document``, a ``Cited`` work, or the ``Whole``; they yield
``Found``, which ``running.py`` makes a ``Problem`` of: with the rule's code, its severity, and what it is known by in a
baseline.
"""
