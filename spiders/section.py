"""``scrapy crawl section -a source=ID``: one look at the pages on which a configured source lists its articles."""

from __future__ import annotations

from monitor.domain.source import FeedKind
from spiders.base import SourceSpider


class SectionSpider(SourceSpider):
    """Links, in document order, that fit the source's pattern."""

    name = "section"
    kind = FeedKind.SECTION
