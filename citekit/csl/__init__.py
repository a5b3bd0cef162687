"""The Citation Style Language: styles, and where they are found."""
