"""A document as rules see it: words by position, sentences, and where everything stands in the original text."""
