"""Word files, taken apart and put together."""
