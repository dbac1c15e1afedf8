"""Korean: particles come off a noun of two syllables or more, and so do the common endings that make it a verb.

Particles that depend on the syllable before them count only behind such a syllable, so that the end of a longer noun
is seldom taken for one. A particle is not looked for behind another word of a compound (``이란성`` is not ``이란``).
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.rules.forms.wordlist import listed

_CONSONANT = frozenset(listed("은 이 을 과 으로 이나 이라도 이라고 이라는 이라며 이다 이며 이었다 이어서 이란 아"))
_VOWEL = frozenset(listed("는 가 를 와 로 나 라도 라고 라는 라며 다 며 였다 여서 란 야"))
_ALWAYS = frozenset(listed(
    "의 에 에서 에게 에게서 께 께서 한테 도 만 까지 부터 보다 처럼 마다 조차 마저 밖에 뿐 들 측 입니다 인 하고",
    "하다 했다 한다 하는 한 할 하며 하면 해 해야 하기 했으며 했고 했던 했습니다 합니다 하겠다 하자 하지 됐다 된다",
    "되는 된 될 돼 되고 되며 되자 시키다 시켰다 적으로 적인 적",
))  # fmt: skip
_LONGEST = max(map(len, _CONSONANT | _VOWEL | _ALWAYS))
_LEAST = 2
_MOST = 3
_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_L = 8
"""The number of the final consonant ㄹ, behind which 로 stands as behind a vowel."""


def without_particles(word: str, folded: str) -> Iterator[str]:
    """What a word of a text may be without its particles (at most three of them)."""
    seen = {folded}
    level = [folded]
    for _ in range(_MOST):
        level = [stem for form in level for stem in _shorter(form) if stem not in seen]
        seen.update(level)
        yield from level


def as_written(word: str, folded: str) -> Iterator[str]:
    """A query's word is a noun, or meant with the particle that it has."""
    return iter(())


def _shorter(form: str) -> Iterator[str]:
    for length in range(1, min(_LONGEST, len(form) - _LEAST) + 1):
        stem, particle = form[:-length], form[-length:]
        final = _final(stem[-1])
        if (
            particle in _ALWAYS
            or (particle in _CONSONANT and final and not (particle == "으로" and final == _L))
            or (particle in _VOWEL and (not final or (particle == "로" and final == _L)))
        ):
            yield stem


def _final(syllable: str) -> int:
    """The number of a syllable's final consonant, 0 for none."""
    return (ord(syllable) - _FIRST) % _FINALS if _FIRST <= ord(syllable) <= _LAST else 0
