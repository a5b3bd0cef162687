"""Commands that have a module of their own; ``cli.py`` has the others, and puts all of them together."""
