"""The rules, by family: one file each, found by iterating these packages."""
