"""Rules of note marks and notes: CK100 to CK199."""
