"""The notes of a manuscript, as a ledger and as they are printed."""
