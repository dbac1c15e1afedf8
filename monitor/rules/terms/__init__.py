"""What rules look for: terms and expressions by number, found in one pass over a text."""
