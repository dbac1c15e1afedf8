"""Invented articles in eight languages and rules about them, for the benchmark of the rule engine.

Each language has its own script or letters, a vocabulary whose frequencies fall as in a language (Zipf), and
names of two words in its articles. Rules name people and things of several languages, with topics beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from monitor.domain.match import Document, Rule

WORDS_EACH = 600
_VOCABULARY, _NAMES, _NAMES_EACH = 20_000, 100_000, 12
_ALPHABETS = {
    "en": ("bdfgklmnprstvz", "aeiou"),
    "de": ("bdfgklmnprstwz", "aeioäöü"),
    "es": ("bcdflmnprstñ", "aeiouáó"),
    "tr": ("bcçdğklmnsşt", "aeıioöuü"),
    "ru": ("бвгджзклмнпрст", "аеиоуыя"),
    "fa": ("بتجدرزسشفکگلمن", "اویه"),
    "ko": ("가나다라마바사아자차카타파하", "간는를로미서의에"),
    "zh": ("".join(map(chr, range(0x4E00, 0x5200))), "".join(map(chr, range(0x6000, 0x6400)))),
}


@dataclass(frozen=True)
class Language:
    """Words and names by frequency, and what stands between words."""

    tag: str
    words: list[str]
    names: list[str]
    weights: list[float]
    name_weights: list[float]
    gap: str


def languages(chance: Random) -> list[Language]:
    """The eight languages."""
    return [_language(tag, first, second, chance) for tag, (first, second) in _ALPHABETS.items()]


def _language(tag: str, first: str, second: str, chance: Random) -> Language:
    sizes = (1, 1, 2) if tag == "zh" else (2, 2, 3, 3, 4)
    words = list(
        dict.fromkeys(
            "".join(chance.choice(first) + chance.choice(second) for _ in range(chance.choice(sizes)))
            for _ in range(_VOCABULARY)
        )
    )
    gap = "" if tag == "zh" else " "
    names = [chance.choice(words) + gap + chance.choice(words) for _ in range(_NAMES)]
    return Language(tag, words, names, _zipf(len(words), 3), _zipf(len(names), 30), gap)


def _zipf(count: int, flat: int) -> list[float]:
    return list(accumulate(1 / (rank + flat) for rank in range(count)))


def article(language: Language, chance: Random) -> Document:
    """About 600 words in eight paragraphs, a dozen names among them."""
    words = chance.choices(language.words, cum_weights=language.weights, k=WORDS_EACH - 2 * _NAMES_EACH)
    for name in chance.choices(language.names, cum_weights=language.name_weights, k=_NAMES_EACH):
        words.insert(chance.randrange(len(words)), name)
    lines = [_line(words[at : at + 75], language) for at in range(0, len(words), 75)]
    return Document(title=_line(words[:9], language), body="\n\n".join(lines), source="tv", language=language.tag)


def _line(words: list[str], language: Language) -> str:
    stop = "。" if not language.gap else ". "
    return stop.join(language.gap.join(words[at : at + 15]) for at in range(0, len(words), 15)) + stop.strip()


def rules(count: int, spoken: list[Language], chance: Random, common: float) -> list[Rule]:
    """Rules of 2 to 12 terms; the more ``common`` (0 to 1) their topics alone, the more of them match."""
    return [Rule(f"rule {number}", _query(chance.choice(spoken), spoken, chance, common)) for number in range(count)]


def _query(language: Language, spoken: list[Language], chance: Random, common: float) -> str:
    named = [_name(language if chance.random() < 0.8 else chance.choice(spoken), chance)
             for _ in range(chance.randint(1, 6))]  # fmt: skip
    topics = [_topic(language, chance) for _ in range(chance.randint(1, 5))]
    query = f"({' OR '.join(named)})"
    kind = chance.random()
    if kind < common:
        return f"({' OR '.join(topics)}) AND {_topic(language, chance)} AND {_topic(language, chance)}"
    if kind < 0.15:
        query += f" NEAR/{chance.randint(3, 12)} ({' OR '.join(topics)})"
    elif kind < 0.8:
        query += f" AND ({' OR '.join(topics)})"
    elif kind < 0.9:
        query = f"title:{query}"
    if chance.random() < 0.15:
        query += f" NOT {_quoted(language.names[chance.randrange(500)])}"
    if chance.random() < 0.06:
        query += f" AND {_rare(language, chance)[:4]}*" if language.gap else ""
    return query


def _name(language: Language, chance: Random) -> str:
    if chance.random() < 0.97:
        return _quoted(language.names[chance.randrange(5000, len(language.names))])
    return _quoted(_rare(language, chance))


def _rare(language: Language, chance: Random) -> str:
    return language.words[chance.randrange(len(language.words) // 2, len(language.words))]


def _topic(language: Language, chance: Random) -> str:
    return _quoted(language.words[chance.randrange(100, 1500)])


def _quoted(words: str) -> str:
    return f'"{words}"'
