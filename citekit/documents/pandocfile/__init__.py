"""Documents of pandoc's, taken apart and put together."""
