"""Volume rules: what many articles together say, where an ordinary rule speaks of one.

``rule`` says what can be asked, ``words`` says it to people, ``sighting`` what counts and when, ``usual`` how many are
usual, ``judge`` whether it is true now, ``standing`` who is told and when it is over. Facts and time go in, decisions
with reasons come out; the formulas and the figures measured with them are in docs/volume.md.
"""
