"""Names in the fields of entries: lists of people, their parts, their roles."""
