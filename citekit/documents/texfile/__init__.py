"""What the format ``latex`` is made of: a manuscript scanned with places, read, and written in place."""
