"""From a passage to its notes: the marks in the text, the ledger that says what they cite."""
