"""Whose servers answer an address: the registrable domain, by the public suffix list that tldextract brings along."""

from __future__ import annotations

from functools import lru_cache

import tldextract

from monitor.domain.url import site_of

# No network and no cache on disk: the list in the package is the one that is used.
_extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses lie on one registrable domain."""
    return registrable_domain(one) == registrable_domain(other)


@lru_cache(maxsize=10_000)
def registrable_domain(url: str) -> str:
    """The registrable domain of ``url``; host and port of a bare address, the host where it has no such domain."""
    return _extract(url).top_domain_under_public_suffix or site_of(url)
