"""Note marks found in a text whose superscripts were flattened into it."""
