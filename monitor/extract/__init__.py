"""A page's bytes to an article: the markup or trafilatura says where the body is, the page's own tree gives its text.

    encoding   bytes to text                        headline   the line that is the headline
    tree       text to a tree, within limits        header     the lines above the headline
    lines      the tree as lines and groups         body       the lines that are the body
    above      what stands above an element         engine     what trafilatura takes for the body
    furniture  names that say: not the article      homes      the elements in which a body's lines are
    sections   headings that say the same           endings    what ends a page and not its text
    own        the elements of the article itself   titles     titles without the site's name
    jsonld     the page's structured data           people     names of authors
    dates      days and moments that texts name     topics     tags and section on the page
    meta       what the page says about itself      fallback   a second look where there was no body
    published  when the article was published       blocks     body lines as blocks of the text format
    language   what the text is written in          gate       whether it is an article, and whole
    page       all of it together                   pool       the same in processes that can be killed

No network, no clock, no state. ``words`` and ``gatewords`` hold the vocabulary.
"""
