"""A page's bytes to an article. trafilatura finds which text is the body; the page's own tree gives the text.

    tree       bytes to a tree, within limits       meta       what the page says about itself
    lines      the tree as lines and groups         dates      the day of publication
    furniture  names that say: not the article      headline   the line that is the headline
    sections   headings that say the same           header     the lines above the headline
    body       the lines that are the body          blocks     body lines as blocks of the text format
    page       all of it together                   pool       the same in processes that can be killed

No network, no clock, no state. ``words`` holds the vocabulary.
"""
