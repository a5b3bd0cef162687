"""Quotations proved against their sources, word by word; ``proving.verify`` does it."""
