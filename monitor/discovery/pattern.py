r"""An ``article_url_pattern`` proposed from article addresses that were seen.

Every number or hash in an address may be the article's id. Each is described by what stands around it in its path
segment (``/`` ``-`` ``c_`` before, ``.html`` ``-`` ``/`` after), and by dates in the segments before. The description
that reads a different id from nearly every address wins; then words that all addresses have before it are added. Where
no id is found, dates in the path or the number of words in the last segment tell articles from lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from monitor.discovery.shape import MIXED, Family, escaped, families, segments_of
from monitor.domain.url import canonical_url

NEARLY_ALL = 0.9
"""Share of the addresses that a pattern must fit to be proposed."""
_DISTINCT = 0.95
"""Share of the addresses that must have an id of their own: a year, a channel or a page number has not."""
_MOST_SEEN = 500
"""Addresses looked at; more teach nothing."""
_MOST_FAMILIES = 8
_MOST_WORDS_BEFORE = 3
_NAME = re.compile(r"(?!.*-.*-)[^\d%]*")
"""A segment that may be the same in all addresses to come: neither a date nor a headline."""
_FEWEST_HYPHENS, _MOST_HYPHENS = 2, 6
_DATED = r"/(?:19|20)\d\d[/-]?\d{1,2}(?:[/-]?\d{1,2})?/[^?#]*[^\d/?#]"
_YEAR_FIRST = re.compile(_DATED)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pattern (empty where none was found) and how it fares: ``fits`` of ``total`` articles, and ``wrong`` lists."""

    pattern: str
    fits: int
    total: int
    missed: tuple[str, ...] = ()
    """Articles that it does not fit."""
    wrong: tuple[str, ...] = ()
    """Pages known to be no articles that it fits all the same."""

    @property
    def names_id(self) -> bool:
        """Whether the pattern says what in an address is the article's id."""
        return "(?P<id>" in self.pattern

    @property
    def usable(self) -> bool:
        """Whether it fits nearly all articles and nothing else."""
        return bool(self.pattern) and not self.wrong and self.fits >= NEARLY_ALL * self.total

    @property
    def ids_or_words(self) -> tuple[bool, int]:
        """For comparing proposals: those without wrong pages first, then by how many articles they fit."""
        return not self.wrong, self.fits


def propose(articles: Iterable[str], others: Iterable[str] = ()) -> Proposal:
    """The best pattern for the articles' addresses that fits none of ``others`` (section pages, feeds, the home page).

    Addresses are made canonical first, since that is what a pattern is searched in. Raises nothing.
    """
    seen = _canonical(articles)[:_MOST_SEEN]
    lists = [url for url in _canonical(others) if url not in set(seen)]
    proposals = [judge(pattern, seen, lists) for pattern in _patterns(seen)]
    good = [proposal for proposal in proposals if proposal.usable]
    if good:
        return good[0]
    return max(proposals, key=lambda p: p.ids_or_words, default=Proposal("", 0, len(seen), tuple(seen)))


def judge(pattern: str, articles: Iterable[str], others: Iterable[str] = ()) -> Proposal:
    """How the pattern fares with these addresses, made canonical."""
    compiled, seen = re.compile(pattern), _canonical(articles)
    missed = tuple(url for url in seen if not compiled.search(url))
    wrong = tuple(url for url in _canonical(others) if compiled.search(url))
    return Proposal(pattern, len(seen) - len(missed), len(seen), missed, wrong)


def _patterns(seen: Sequence[str]) -> Iterator[str]:
    """Patterns in the order in which the first one that will do is taken."""
    words: dict[Family, tuple[str, ...]] = {}
    shortest: dict[Family, int] = {}
    for url in seen:
        for family, before, length in families(url):
            words[family] = _common(words.get(family, before), before)
            shortest[family] = min(shortest.get(family, length), length)
    # With long ids only, a year or a day before the id is not taken for it.
    fits = {
        family: max(_distinct_ids(family.regex(shortest=least), seen) for least in (0, size - 1, size))
        for family, size in shortest.items()
    }
    ranked = sorted((family for family in fits if fits[family]), key=lambda family: (-fits[family], -family.rank))
    with_id = [pattern for f in ranked[:_MOST_FAMILIES] for pattern in _tightened(f, words[f], shortest[f])]
    with_id += [_joined(ranked[0], second) for second in ranked[1:_MOST_FAMILIES]]
    yield from (pattern for pattern in with_id if _distinct_ids(pattern, seen))
    yield from _without_id(seen)


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The segments at the end that both have."""
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return one[len(one) - count :]


def _distinct_ids(pattern: str, seen: Sequence[str]) -> int:
    """How many ids the pattern reads from the addresses; none where they are not nearly all different."""
    compiled = re.compile(pattern)
    ids = [found["id"] for url in seen if (found := compiled.search(url))]
    return len(ids) if len(set(ids)) >= _DISTINCT * len(ids) else 0


def _tightened(family: Family, words: tuple[str, ...], shortest: int) -> Iterator[str]:
    """The family's pattern with the words before its ids that all addresses have, else with long ids only."""
    names = list(takewhile(_NAME.fullmatch, reversed(words)))[:_MOST_WORDS_BEFORE]
    if before := "".join(f"/{escaped(name)}" for name in reversed(names)):
        yield from (family.regex(before, least) for least in (0, shortest - 1))
    # A number by itself may be a page of a list; ids have been longer than that for years.
    lengths = (shortest - 1, shortest, 0) if family.left == "/" else (0, shortest - 1, shortest)
    yield from (family.regex(shortest=least) for least in lengths)


def _joined(one: Family, other: Family) -> str:
    """Two families in one pattern: what may stand before the id, the id, what may stand after it."""
    left = one.left if one.left == other.left else f"(?:{one.left}|{other.left})"
    right = one.right if one.right == other.right else f"(?:{one.right}|{other.right})"
    return Family(left, one.id if one.id == other.id else MIXED, right, 0).regex()


def _without_id(seen: Sequence[str]) -> Iterator[str]:
    """Patterns for addresses made of dates and words."""
    if seen and sum(bool(_YEAR_FIRST.search(url)) for url in seen) >= NEARLY_ALL * len(seen):
        yield _DATED
    last = [segments[-1] for url in seen if (segments := segments_of(url))]
    if not last:
        return
    hyphens = sorted((segment.count("-") for segment in last), reverse=True)
    # As many words as all have, else as nine of ten have: lists are named in a word or two.
    most = hyphens[min(len(hyphens) - 1, int(NEARLY_ALL * len(hyphens)))]
    endings = Counter(segment.rpartition(".")[2] if "." in segment else "" for segment in last)
    extension, count = endings.most_common(1)[0]
    end = rf"\.{escaped(extension)}" if extension and count == len(last) else ""
    for words in dict.fromkeys(min(number, _MOST_HYPHENS) for number in (hyphens[-1], most)):
        if words >= _FEWEST_HYPHENS:
            yield "[^:/]/" + "[^/?#-]*-" * words + rf"[^/?#]*{end}/?(?:[?#]|$)"


def _canonical(urls: Iterable[str]) -> list[str]:
    """The addresses in canonical form; those that differ in scheme or host only count once."""
    found: dict[str, str] = {}
    for url in urls:
        try:
            canonical = canonical_url(url)
        except ValueError:
            continue
        found.setdefault(canonical.split("/", 3)[3], canonical)
    return list(found.values())
