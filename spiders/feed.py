"""``scrapy crawl feed -a source=ID``: one look at a configured source's feeds."""

from __future__ import annotations

from monitor.domain.source import FeedKind
from spiders.base import SourceSpider


class FeedSpider(SourceSpider):
    """RSS, Atom, RDF and JSON Feed."""

    name = "feed"
    kind = FeedKind.FEED
