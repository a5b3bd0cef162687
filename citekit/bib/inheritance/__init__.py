"""What an entry takes over from the entries that it names."""
