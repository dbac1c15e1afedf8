"""Ukrainian words with an apostrophe, of which only what is behind it changes.

The apostrophe parts them into two words (``прем'єр``: ``прем``, ``єр``), and no dictionary has the second one alone. So
it is looked up behind whatever commonly stands before an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterator

from pymorphy3 import MorphAnalyzer

from monitor.domain.text import folded as fold
from monitor.rules.forms.wordlist import listed

_AFTER = frozenset("яюєї")
_BEFORE = listed(
    "прем кар бар сім здоров з об п зв пам прав від роз під ком інтер суб дев кам слов зав над в м кон розв мар пов",
    "комп полум зм зобов інтерв дерев хлоп пір торф пред без реп кров дріб взаємозв сузір подвір б ад ар лук дем валер",
    "солов прип зап вип розп нав перев відв черв коров хом тім",
)


def forms(word: str, analyser: MorphAnalyzer) -> Iterator[str]:
    """The dictionary forms, from the apostrophe on, of the words that end like this behind one (``єром``: ``єр``)."""
    ending = word.lower()
    if ending[:1] not in _AFTER:
        return
    for beginning in _BEFORE:
        whole = f"{beginning}'{ending}"
        if analyser.word_is_known(whole):
            for parse in analyser.parse(whole):
                yield fold(parse.normal_form.partition("'")[2])
