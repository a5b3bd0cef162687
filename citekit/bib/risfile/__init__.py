"""What RIS files are made of: lines, tags, records."""
