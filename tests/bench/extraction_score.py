"""How like the gold an extraction is: shingles of four words for the body, equality for headline and day.

The measure is the one that the makers of the article-extraction-benchmark published: per page the true positives, false
positives and false negatives as shares of their sum; precision over the pages that gave text, recall over all, and the
F1 of the two. An ideograph, a kana, and a Thai, Lao, Burmese or Khmer letter is a word of its own, because nothing
stands between words there; Korean has spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+")
_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛′`´ʼ", "'") | dict.fromkeys("“”„‟«»″", '"'))


@dataclass(frozen=True, slots=True)
class Shares:
    """One page: what is right, too much, and missing, as shares of all shingles of gold and extraction."""

    right: float
    extra: float
    missing: float


@dataclass(frozen=True, slots=True)
class Quality:
    """A corpus: precision, recall, F1."""

    precision: float
    recall: float
    f1: float


def compare(gold: str, found: str) -> Shares:
    """The shares of one page."""
    wanted, given = _shingles(gold), _shingles(found)
    right = (wanted & given).total()
    extra, missing = given.total() - right, wanted.total() - right
    total = right + extra + missing
    return Shares(right / total, extra / total, missing / total) if total else Shares(0.0, 0.0, 0.0)


def quality(pages: Iterable[Shares]) -> Quality:
    """The means over a corpus."""
    pages = list(pages)
    precision = _mean([page.right / given for page in pages if (given := page.right + page.extra)])
    recall = _mean([page.right / wanted for page in pages if (wanted := page.right + page.missing)])
    both = precision + recall
    return Quality(precision, recall, 2 * precision * recall / both if both else 0.0)


def same_headline(gold: str, found: str | None) -> bool:
    """Whether two headlines are the same but for white space, kinds of quotation marks and compatible characters."""
    return _folded(gold) == _folded(found or "")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text.translate(_QUOTES)).split())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
