"""One invented outlet per file: its articles, and the words around them that must not be taken for the text."""
