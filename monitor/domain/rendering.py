"""Which addresses are rendered by a browser: the section pages and articles of sources that say so."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from monitor.domain.links import fits
from monitor.domain.source import Rendered, Source


class Rendering:
    """Tells of an address whether it is rendered; empty (false) where no source is."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        rendered = [source for source in sources if source.render]
        self._sections = {url for source in rendered if Rendered.SECTIONS in source.render for url in source.sections}
        self._patterns: dict[str, set[str]] = {}
        for source in rendered:
            if Rendered.ARTICLES in source.render:
                for host in _hosts_of(source):
                    self._patterns.setdefault(host, set()).add(source.article_url_pattern)

    def __bool__(self) -> bool:
        return bool(self._sections or self._patterns)

    def __call__(self, url: str) -> bool:
        """Whether ``url`` is a section page, or an article by host and pattern, of a source that wants it rendered."""
        return url in self._sections or any(fits(url, pattern) for pattern in self._patterns.get(_host(url), ()))


def _hosts_of(source: Source) -> set[str]:
    urls = (source.homepage, *source.feeds, *source.sitemaps, *source.sections)
    return {host for host in (*map(_host, urls), *(_plain(host) for host in source.hosts)) if host}


def _host(url: str) -> str:
    try:
        return _plain(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _plain(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("www.")
