"""Rules of styles: CK500 to CK599."""
