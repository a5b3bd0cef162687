"""What is done to read a PDF file: its glyphs, the lines they make, the pages that the lines stand on."""
