"""Serbian, Croatian, Bosnian: one dictionary for both alphabets, which knows far more words in Latin letters.

So a word in Cyrillic is looked up in both. What is found stays in the letters of the word: a query in Latin letters
does not find Cyrillic ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.lemmas import found_as, is_acronym, lemmas

_LETTERS = dict(zip("абвгдђежзијклмнопрстћуфхцчшљњџ", (*"abvgdđežzijklmnoprstćufhcčš", "lj", "nj", "dž"), strict=True))
_TO_LATIN = str.maketrans(_LETTERS)
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _LETTERS.items()}
_LATIN = re.compile("lj|nj|dž|[a-zćčđšž]")


def forms(word: str, folded: str) -> Iterator[str]:
    """The dictionary forms of a word; of one in Cyrillic, those of its Latin spelling, too."""
    yield from lemmas("sh", word, folded)
    latin = word.lower().translate(_TO_LATIN)
    if latin == word.lower():
        return
    spellings = (latin, latin.capitalize()) if word[:1].isupper() else (latin,)
    for spelling in spellings:
        for found in found_as(spelling, "sh"):
            form = fold(_LATIN.sub(lambda letter: _TO_CYRILLIC[letter[0]], found.lower()))
            if not is_acronym(word) or folded.startswith(form):
                yield form
