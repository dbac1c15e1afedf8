"""How far an extraction is to be trusted.

``good``: an article; ``doubtful``: an article, with causes that a person should know; ``failed``: not an article,
whatever text was found. Causes are short and fixed words, so that they can be counted: CAUSES says what each means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "empty": "the page holds no text that could be an article",
        "teaser": "only the beginning of the article is on the page",
        "paywall": "the text ends where a subscription is asked for",
        "consent": "the page asks for consent to cookies instead of showing an article",
        "blocked": "a challenge or block page was served instead of the article",
        "listing": "the page lists other articles",
        "not found": "the page says that there is no such page",
        "out of service": "the site is not in service: maintenance, an error, a domain without a site",
        "login": "the page asks to log in",
        "wrong language": "the text is in another language than the source's",
        "template change": "pages of this outlet have lost their text, or most of it, at once",
        "title only": "the text is what the feed said; the page gave no article",
        "not html": "what was fetched is no HTML page",
        "too large": "the page is beyond the limits of size, elements, depth or memory",
        "time limit": "the page took too long to extract",
        "worker died": "the process that read the page died",
        "extraction failed": "a fault of this program",
    }
)
_OF_ERRORS = {"no text": "empty", "no headline": "empty"}


class Kind(StrEnum):
    """Whether an extraction is an article."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one extraction; ``causes`` are keys of CAUSES, the weightiest first, none where it is good."""

    kind: Kind = Kind.GOOD
    causes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {', '.join(self.causes)}" if self.causes else str(self.kind)


GOOD = Verdict()


def verdict_of_error(cause: str) -> Verdict:
    """The verdict where there is no extraction but an error with this cause."""
    return Verdict(Kind.FAILED, (_OF_ERRORS.get(cause, cause),))
