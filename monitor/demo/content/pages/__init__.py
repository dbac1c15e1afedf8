"""Page templates in six clearly different markups, and the two feed formats."""
