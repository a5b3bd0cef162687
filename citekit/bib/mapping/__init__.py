"""Which type of CSL an entry is, and which variable a field becomes, topic by topic."""
