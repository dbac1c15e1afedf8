"""Lists of entities as files: our CSV, and what OpenSanctions, FollowTheMoney and Wikidata export.

``table`` reads and writes our own columns; ``imports`` reads what others export. Both go through a file row by row and
never stop at a bad one: it is told with line, column, what was found and what was expected.
"""
