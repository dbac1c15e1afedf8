"""What is kept of an announcement while its page gives no article, so that no match waits for the page.

The text that was found where it is the article's own beginning; else what the feed said. It is a doubtful article: its
verdict says why. When the page gives the article later, that is the next version.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.domain.article import Entry, Extraction
from monitor.domain.schedule import FINAL_CAUSES
from monitor.domain.textformat import ArticleText, clean_line
from monitor.domain.verdict import CAUSES, Kind, Verdict
from monitor.errors import EXTRACTION_CAUSES

_OWN = frozenset({"teaser", "paywall"})
"""Causes with which the text that was found is the article's, as far as it goes."""
_CAME = EXTRACTION_CAUSES | CAUSES.keys()


def announced_alone(entry: Entry, cause: str = "") -> Extraction | None:
    """The article as its feed announced it: title and summary; None where there is no title."""
    if not (headline := clean_line(entry.title)):
        return None
    summary = clean_line(entry.summary)
    blocks = ((headline,), (summary,)) if summary and summary != headline else ((headline,),)
    causes = ("title only", cause) if cause in CAUSES else ("title only",)
    day = entry.published.date() if entry.published else None
    return Extraction(ArticleText(blocks, day), verdict=Verdict(Kind.DOUBTFUL, causes))


def stopgap(entry: Entry, found: Extraction | None, cause: str, *, given_up: bool) -> Extraction | None:
    """What to keep now; None where the page may still come, where it was never to be had, or where there is nothing.

    ``found`` is what the gate refused, ``cause`` why the page gave no article; ``given_up``: it is not tried again.
    """
    if found is not None and _OWN.intersection(found.verdict.causes):
        return replace(found, verdict=Verdict(Kind.DOUBTFUL, found.verdict.causes))
    ran_out = given_up and cause not in FINAL_CAUSES
    return announced_alone(entry, cause) if ran_out or cause in _CAME else None
