"""The note ledger: what each note of a passage cites, beside the text and not in it."""
