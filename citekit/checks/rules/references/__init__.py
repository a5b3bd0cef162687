"""Rules of references, in whatever format their file is: CK300 to CK399."""
