"""How problems are told: one module per form, found by its name."""
