"""What ``citekit check`` finds, and how fast: defects seeded into clean projects, a large project cold and warm."""
