"""Other ways in which Russian and Ukrainian texts write a given and a family name: with a patronymic, with initials.

They are sequences of slots as every phrase has, so that the words of the name stand in all their forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.rules.terms.patterns import Slot
from monitor.rules.terms.shapes import Shape

_NAME = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ]+(?: [А-ЯЁІЇЄҐ][а-яёіїєґ]+){1,2}")
_PATRONYMIC = re.compile(" [А-ЯЁІЇЄҐ][а-яёіїєґ]+(?:[оеєиї]вич|[оеєії]вна|ична) ")
_IN_EVERY_CASE = (Shape(("*", "вич", "*")), Shape(("*", "вн", "?")), Shape(("*", "вной")), Shape(("*", "вною")))
_AN_INITIAL = Shape(("?",))
_WORDS = frozenset("абвгжзийкосуяіїє")
"""Letters that are words or abbreviations, too: "с Лавровым" is with him, whatever his given name is."""


def with_patronymic(name: str, slots: tuple[Slot, ...]) -> Iterator[tuple[Slot, ...]]:
    """What else counts as a name in Cyrillic letters, whose words fill ``slots``.

    A patronymic may stand in it, or be left out, and the given name be an initial with or without that of the
    patronymic; not one that is a word, since a phrase does not tell capitals and full stops.
    """
    if not _NAME.fullmatch(name) or (len(slots) == 3 and not _PATRONYMIC.search(name)):
        return
    given, family = slots[0], slots[-1]
    if len(slots) == 2:
        yield from ((given, patronymic, family) for patronymic in _IN_EVERY_CASE)
    else:
        yield given, family
    initial = name[0].lower()
    if initial not in _WORDS:
        yield (initial,), family
        yield (initial,), _AN_INITIAL, family
