"""Quotations: formatted by the rules of a tradition, found in passages, and proved against their sources."""
