"""What word processors show, and the citations in it: typed, and in the fields of reference managers."""
