"""What a crawl by hand is aimed at: a configured source, or an address of any outlet."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from monitor.domain.source import Source
from monitor.domain.url import site_of
from monitor.errors import FetchError, NotFound


def source_for(target: str, sources: Mapping[str, Source]) -> Source:
    """The source to poll for ``target``, an id or an http(s) address.

    An address on the site of a configured source is crawled as that source, with only that address as its feed; any
    other becomes a source of its own, named after its host. Raises NotFound for an id that is not configured, and
    FetchError for an address that is none.
    """
    if target.startswith(("http://", "https://")):
        return _source_of_url(target, sources)
    if target in sources:
        return sources[target]
    close = difflib.get_close_matches(target, sources, n=1)
    hint = f'; did you mean "{close[0]}"?' if close else "; `monitor sources list` names them"
    raise NotFound(f'no source "{target}" is configured{hint}')


def is_known(url: str, source: Source) -> bool:
    """Whether ``url`` lies on the site of the source's homepage or of one of its feeds."""
    return site_of(url) in {site_of(known) for known in (source.homepage, *source.feeds) if known}


def _source_of_url(url: str, sources: Mapping[str, Source]) -> Source:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError as error:
        raise FetchError("bad address", f"{url}: {error}") from error
    for source in sources.values():
        if url in source.feeds:
            return replace(source, feeds=(url,))
    for source in sources.values():
        if is_known(url, source):
            return replace(source, feeds=(url,))
    name = re.sub(r"[^a-z0-9]+", "-", f"{host}{f'-{port}' if port else ''}".lower()).strip("-")
    return Source(id=name or "unnamed", name=host or url, homepage=f"{parts.scheme}://{parts.netloc}/", feeds=(url,))
