"""Where sentences and paragraphs end.

A sentence ends at ``. ! ? …`` and their kin before white space, with the quotes, brackets and marks of footnotes
behind them, and at the end of a line. What follows tells the rest: a small letter goes on, and so does what stands
behind an abbreviation or an ordinal number of the language, unless it is a word that opens sentences. In doubt a
sentence goes on: a match too many is seen, one that is lost is not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from monitor.rules.text.abbreviations import Customs, customs
from monitor.rules.text.offsets import FIELDS
from monitor.rules.text.wording import language_of

if TYPE_CHECKING:
    from monitor.rules.text.reading import Reading

_CLOSING = "\"'”’»“‘«›‹)\\]"
_NOTES = r"(?:\[[0-9a-z]{1,3}\]|[¹²³⁰⁴-⁹])*+"
"""Marks of footnotes behind a sentence: [1][a], ²."""
_SIGNS = ".!?…؟۔।॥᙮︒։።፧။។៕෴᠃"
_DOUBTFUL = ".!?…:;"
"""Behind the other signs (a script's own full stop) a sentence has ended whatever follows."""
_SIGNS_OF = {"el": ";\u037e", "hy": ":", "am": "፡", "ti": "፡"}
"""What else ends a sentence: the Greek question mark, and what is typed for an Armenian or Ethiopic full stop."""
_WORD = re.compile(r"(?:.*[\s(\[{\"'“”„«»‘’‹›/–—])?(.*)", re.DOTALL)
"""The last word of a stretch."""
_LONGEST = 24
"""Letters of the longest abbreviation, and of what stands before it."""
_NEXT = re.compile(r"[^\S\n]*(?:[-–—][^\S\n]+)?[\"'“”„«»‘’‹›(\[¿¡]*[^\S\n]*([^\W_]*)([.-]?)")
"""What follows: its first word, and the sign right behind that."""
_INITIALS = re.compile(r"(?:.*\W)?[^\W\d_]{1,2}\.[^\W\d_]{1,2}|.+\.-\w+")
"""Abbreviations of several words: U.S, z.B, Ph.D, ген.-лейт."""
_AND_SO_ON = re.compile(r"(?<!\w)т\.\s?[дп]\Z")
"""Russian and Ukrainian т. д., т. п. end a list, and with a large letter behind them the sentence."""
_ORDINAL = re.compile("[0-9]{1,2}|[IVXL]{1,6}")
_MOST_CONSONANTS = 4
_CONSONANTS = re.compile("[bcdfghjklłmnpqrstvwxz]{2,}|[бвгджзйклмнпрстфхцчшщ]{2,}")


def _ends(signs: str) -> re.Pattern[str]:
    # A run of signs is read once, from its beginning: else full stops alone would take the square of their number.
    return re.compile(
        f"(?<![{signs}])[{signs}]++(?P<closing>[{_CLOSING}]*+(?:[ \u00a0\u202f]»[{_CLOSING}]*+)?{_NOTES})(?=\\s|$)"
        "|(?<![。！？｡])[。！？｡]++(?:(?![」』”’）])|[」』”’）]++(?!と|って))|\n"
    )


_END = _ends(_SIGNS)
_END_OF = {language: _ends(_SIGNS + signs) for language, signs in _SIGNS_OF.items()}


def sentence_ends(text: str, language: str) -> list[int]:
    """The places (code points) behind each sentence of a text in a language (first part of BCP 47), in order."""
    known = customs(language)
    ends = _END_OF.get(language, _END).finditer(text)
    return [found.end() for found in ends if not _goes_on(text, found, known)]


def sentences(reading: Reading) -> list[int]:
    """The positions behind each sentence of a document, in order; a field ends its last one."""
    found: list[int] = []
    language = language_of(reading.document)
    for number, name in enumerate(FIELDS):
        text: str = getattr(reading.document, name)
        ends = iter((*sentence_ends(text, language), len(text)))
        end = next(ends)
        first = reading.line(reading.starts[number])
        for line in range(first, first + text.count("\n") + 1):
            for at, start, _ in reading.offsets.line(line):
                if start >= end:
                    found.append(at)
                    end = next(one for one in ends if one > start)
        found.append(reading.behind(number))
    return found


def paragraphs(reading: Reading) -> list[int]:
    """The positions behind each paragraph: a line without words ends one, and every line of headline and lead."""
    starts, ends, ordinals = reading.starts, reading.ends(), reading.ordinals
    body, last = starts[FIELDS.index("body")], reading.end - 1
    return [
        at
        for at, after in zip(ends, [*ends[1:], last], strict=True)
        if at < body or at + 1 in starts or at == last or ordinals[after] == ordinals[at]
    ]


def _goes_on(text: str, found: re.Match[str], known: Customs) -> bool:
    """Whether the sentence goes on behind signs that may end it; the end of a line leaves no doubt."""
    closing: str | None = found["closing"]
    following = _NEXT.match(text, found.end())
    if closing is None or not following:
        return False
    if _is_small(following[1]):
        return found[0][0] in _DOUBTFUL
    before = _WORD.match(text, max(0, found.start() - _LONGEST), found.start())
    return found[0].removesuffix(closing) == "." and before is not None and _is_short(before, following, known)


def _is_short(before: re.Match[str], following: re.Match[str], known: Customs) -> bool:
    """Whether a word with a full stop is an abbreviation or an ordinal number that what follows belongs to."""
    word, after = before[1], following[1]
    if word[-1:] in ("д", "п") and _AND_SO_ON.search(before[0]):
        return False
    spellings = {word, word.lower()} | ({word.capitalize()} if word.isupper() else set())
    if not known.leading.isdisjoint(spellings) or (len(word) == 1 and word.isupper()):
        return True
    if not known.counting.isdisjoint(spellings) and after[:1].isdecimal():
        return True
    if word.isdecimal() and before.string[before.start(1) - 1 : before.start(1)] in ("", "\n"):
        return True  # the number of a paragraph
    if known.has_ordinals and word.isdecimal() and after[:1].isdecimal():
        return True  # a date in figures
    if after.lower() in known.openers and following[2] != "-" and (len(after) > 1 or not following[2]):
        return False
    return (
        not known.closing.isdisjoint(spellings)
        or (len(word) == 1 and word.isalpha())
        or ("." in word and bool(_INITIALS.fullmatch(word)))
        or (known.has_ordinals and bool(_ORDINAL.fullmatch(word)))
        or (known.has_vowels and _has_no_vowel(before))
    )


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter, in a script that begins sentences with large ones."""
    return word[:1].islower() and word[:1].title() != word[:1]


def _has_no_vowel(before: re.Match[str]) -> bool:
    """Whether a word is made of consonants, and is neither an acronym nor the unit of a figure."""
    word, start = before[1], before.start(1)
    if (
        len(word) > _MOST_CONSONANTS
        or word.isupper()
        or before.string[max(0, start - 2) : start].strip()[-1:].isdecimal()
    ):
        return False
    letters = (ch for ch in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(ch))
    return bool(_CONSONANTS.fullmatch("".join(letters)))
