"""Quotations found in passages and manuscripts: their nesting, who speaks, and what is cited for them."""
