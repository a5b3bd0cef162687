"""What notes cite, found in a library: each cite of a printed note, its locator, and how sure that is."""
