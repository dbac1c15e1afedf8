"""Names of persons as texts spell them: other transliterations, order, initials, dropped and added middle names.

``spelling`` tells what a word of a name sounds like, ``likeness`` how alike two words are, ``resemblance`` how sure it
is that words found mean a name, ``search`` finds the names of many persons in a document, ``scripts`` writes a name in
other letters.
"""
