"""What one invented outlet shows at a moment: its feed, its pages, its robots.txt. No network here.

Only one thread may publish; any thread may read, because what is published is replaced and never changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from importlib import resources
from typing import Any

import jinja2

from monitor.demo.outlets.dates import printed
from monitor.demo.outlets.model import SUBHEAD, Article, Outlet

ROBOTS = "User-agent: *\nDisallow: /internal/\nAllow: /\n"


@dataclass(frozen=True, slots=True)
class Published:
    """An article that is out: its address, and when (UTC) the feed first announced it."""

    outlet: Outlet
    article: Article
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One request to an outlet; ``path`` has its query, header names are in lower case, ``status`` is 0 for a fault."""

    outlet_id: str
    method: str
    path: str
    headers: dict[str, str]
    status: int
    at: datetime


@dataclass(slots=True)
class Site:
    """One outlet under its base address; baseline articles are out from the start."""

    outlet: Outlet
    base: str
    opened: datetime
    published: tuple[Published, ...] = ()
    _pages: jinja2.Environment = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._pages = _environment()
        for article in self.outlet.articles:
            if not article.live:
                self.publish(article, self.opened - timedelta(hours=article.hours_ago))

    def publish(self, article: Article, at: datetime) -> Published:
        """Put the article on top of the feed and make its page reachable."""
        published = Published(self.outlet, article, self.base + self.outlet.path_of(article), at)
        self.published = tuple(sorted((*self.published, published), key=lambda p: p.at, reverse=True))
        return published

    @property
    def updated(self) -> datetime:
        """When the newest article came out, in UTC and whole seconds."""
        return max((p.at for p in self.published), default=self.opened).replace(microsecond=0)

    def feed(self) -> bytes:
        """The feed as RSS 2.0 or Atom, newest entry first."""
        return self._render(f"{self.outlet.feed_kind}.xml.j2").encode()

    def listing(self) -> bytes:
        """The front page: links to all articles."""
        return self._encoded(self._render("front.html.j2"))

    def page(self, path: str) -> bytes | None:
        """The article page at this path with its query; None where there is none."""
        for published in self.published:
            if published.url == self.base + path:
                return self._encoded(self._render(self.outlet.page, published=published))
        return None

    def _encoded(self, page: str) -> bytes:
        return page.encode(self.outlet.encoding, errors="xmlcharrefreplace")

    def _render(self, template: str, published: Published | None = None) -> str:
        context: dict[str, Any] = {"outlet": self.outlet, "labels": self.outlet.labels, "base": self.base}
        context |= {"all": self.published, "updated": self.updated, "subhead": SUBHEAD}
        if published:
            at = published.at.astimezone(self.outlet.zone)
            context |= {"published": published, "article": published.article, "at": at, "url": published.url}
            context |= {"printed": printed(at, self.outlet.language)}
            context |= {"others": [p for p in self.published if p is not published]}
        return self._pages.get_template(template).render(context)


def _environment() -> jinja2.Environment:
    folder = resources.files("monitor.demo.content.pages")

    def load(name: str) -> str | None:
        file = folder / name
        return file.read_text(encoding="utf-8") if file.is_file() else None

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(load), autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["rfc822"] = format_datetime
    return environment
