"""Rules of quotations: CK400 to CK499."""
