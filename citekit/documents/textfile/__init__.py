"""Plain texts, taken apart and put together."""
