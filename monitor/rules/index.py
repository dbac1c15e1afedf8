"""All phrases of all rules in one tree of tokens, so that one pass over a text finds them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.domain.search import Phrase


class _Node:
    """Where one has got to after some tokens: which phrase ends here, which may go on."""

    __slots__ = ("lengths", "next", "phrase", "prefixes")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.phrase = -1
        self.prefixes: dict[str, int] = {}
        self.lengths: tuple[int, ...] = ()


class PhraseIndex:
    """Phrases by number. Filled while rules are compiled, then only read."""

    __slots__ = ("_numbers", "_root")

    def __init__(self) -> None:
        self._root = _Node()
        self._numbers: dict[Phrase, int] = {}

    def number(self, phrase: Phrase) -> int:
        """The phrase's number; it is taken in where it is new."""
        known = self._numbers.get(phrase)
        if known is not None:
            return known
        number = self._numbers[phrase] = len(self._numbers)
        *before, last = phrase.tokens
        node = self._root
        for token in before:
            node = node.next.setdefault(token, _Node())
        if phrase.prefix:
            node.prefixes[last] = number
            node.lengths = tuple(sorted({*node.lengths, len(last)}))
        else:
            node.next.setdefault(last, _Node()).phrase = number
        return number

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Every phrase in ``words``: its number, its first word, and the one behind its last."""
        size = len(words)
        begins, any_prefix = self._root.next, bool(self._root.lengths)
        for first, word in enumerate(words):
            if word not in begins and not any_prefix:
                continue
            node: _Node | None = self._root
            at = first
            while node is not None and at < size:
                word = words[at]
                at += 1
                for length in node.lengths:
                    if length <= len(word) and (number := node.prefixes.get(word[:length])) is not None:
                        yield number, first, at
                node = node.next.get(word)
                if node is not None and node.phrase >= 0:
                    yield node.phrase, first, at
