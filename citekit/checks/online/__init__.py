"""Whether DOIs and addresses exist, asked of those who know: for ``citekit check --online`` alone."""
