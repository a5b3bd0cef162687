"""Rules of cites and their locators: CK200 to CK299."""
