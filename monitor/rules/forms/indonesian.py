"""Indonesian and Malay: simplemma gives the root of a word, which many different words share.

A verb counts as its root (``menyerang``, ``serang``); a noun made with ``pe-``, ``ke-`` or ``-an`` is a word of its own
(``pemerintah``, government, is not ``perintah``, order).
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.rules.forms.wordlist import listed

CODES = frozenset(listed("id ms"))
_ENCLITICS = listed("nya lah kah")
_LEAST = 4


def kept(folded: str, root: str) -> Iterator[str]:
    """The root, unless the word is a noun made of it."""
    word = next(bare(folded), folded)
    prefixed = word.startswith(("pe", "ke")) and not root.startswith(word[:3])
    suffixed = word.endswith("an") and not word.endswith("kan") and not root.endswith("an")
    if not prefixed and not suffixed:
        yield root


def bare(folded: str) -> Iterator[str]:
    """A word without what is joined to its end."""
    for enclitic in _ENCLITICS:
        rest = folded.removesuffix(enclitic)
        if rest != folded and len(rest) >= _LEAST:
            yield rest
