"""OpenDocument texts, taken apart and put together."""
