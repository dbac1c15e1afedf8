"""An article's identity: its canonical address, the key it is known by, and its id.

Two addresses are one article when their canonical forms are equal, or when the source's pattern finds the same ``id``
in both. Query strings stay, since for some systems they are the identity; only parameters go that are known to track
readers or to ask for another rendering of the same page. docs/feeds.md shows every rule by an example.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote, unquote_plus, urlsplit, urlunsplit

from monitor.domain.redirects import aggregator, unwrapped

__all__ = ["aggregator", "article_id", "article_key", "canonical_url", "site_of", "unwrapped"]

_TRACKING = re.compile(
    r"(?:amp;)?(?:utm_\w+|at_(?:medium|campaign|link\w*|ptr_name|bbc_team|format)|(?:fb|g|y|ys|ms|tt|d|tw)clid|[gw]braid|"
    r"gclsrc|gad_\w+|srsltid|igshid|igsh|mc_[ce]id|_openstat|mtm_\w+|pk_\w+|ns_(?:mchannel|source|campaign|linkname|fee)|"
    r"ref_src|ref_url|cmpid|cmp|xtor|wt_mc|__twitter_impression|_ga|_gl|_hsenc|_hsmi|hsctatracking|mkt_tok|li_fat_id|"
    r"vero_(?:id|conv)|oly_(?:anon|enc)_id|s_cid|ocid|ncid|soc_(?:src|trk)|guccounter|guce_referrer(?:_sig)?|"
    r"erid|etext|spm|isappinstalled|amp_(?:gsa|js_v|markup)|usqp|_x_tr_\w+|echobox)",
    re.IGNORECASE,
)
"""Parameters by which Google, Meta, Yandex, Microsoft, Matomo, Adobe, HubSpot, Marketo, Alibaba and the BBC follow."""
_CAME_FROM = re.compile(r"(?:amp;)?(?:from|ref|referr?er|source|src)=[a-z][a-z._-]*", re.IGNORECASE)
_RENDERING = re.compile(
    r"(?:amp;)?(?:(?:amp|print)(?:=(?:1|true|yes|y)?)?|print=print|(?:outputtype|output|view|format)=(?:amp|print))",
    re.IGNORECASE,
)
_RENDERED_FIRST = re.compile(r"/(?:amp|print)(?=/(?P<rest>[^/].*))")
_RENDERED_LAST = re.compile(r"(?<=[^/])/(?:amp|print)(?P<slash>/?)$|\.amp(?=\.html$|$)")
_SLUG = re.compile(r"[^/_-]+(?:[_-]+[^/_-]+){2,}")
_NUMBER = re.compile(r"[0-9]{4}")
_HOST = re.compile(r"[a-z0-9._-]+")
_DEFAULT_PORT = {"http": 80, "https": 443}
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
_SAFE_QUERY = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) != "#")
NO_ALIASES: Mapping[str, str] = MappingProxyType({})


def canonical_url(url: str, aliases: Mapping[str, str] = NO_ALIASES) -> str:
    """The canonical form of an absolute http or https address. Raises ValueError for anything else.

    ``aliases`` maps hosts that serve the same articles (``www.``, ``m.``, ``amp.``, ...) to the one that stands for
    them; no host is taken for another without it. The result is a name for the article, not always what to fetch.
    """
    if "\\" in url or any(ord(ch) <= 0x20 or ord(ch) == 0x7F for ch in url.strip()):
        raise ValueError(f"found {url!r}, expected an address without spaces, backslashes and control characters")
    parts = urlsplit(url.strip())
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".").lower()
    if scheme not in _DEFAULT_PORT or not host:
        raise ValueError(f"found {url!r}, expected an address that begins with http:// or https://")
    netloc = f"[{host}]" if ":" in host else _ascii_host(host, url)
    netloc = aliases.get(netloc, netloc)
    if parts.port and parts.port != _DEFAULT_PORT[scheme]:
        netloc += f":{parts.port}"
    path = _plain_path(quote(parts.path or "/", safe=_SAFE_PATH))
    # A hash bang is how pages of scripts once named what they show; any other fragment is a place in the page.
    fragment = quote(parts.fragment, safe=_SAFE_QUERY) if len(parts.fragment) > 1 and parts.fragment[0] == "!" else ""
    return urlunsplit((scheme, netloc, path, _plain_query(parts.query, path), fragment))


def article_key(url: str, pattern: str) -> str:
    """The key of the article at ``url`` (canonical) within its source: the pattern's ``id``, else the address."""
    found = re.search(pattern, url) if pattern else None
    known = found.groupdict().get("id") if found else None
    return known or url


def article_id(url: str) -> str:
    """The article's name everywhere: 16 hex digits of the SHA-256 of its canonical address."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def site_of(url: str) -> str:
    """Whose server answers ``url``: the host without ``www.``, or host and port where the host is a bare address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").lower()
    if re.fullmatch(r"[\d.]+|.*:.*|localhost", host):
        return f"{host}:{parts.port or _DEFAULT_PORT.get(parts.scheme, 0)}"
    return host.removeprefix("www.")


def _plain_path(path: str) -> str:
    """The path without what asks for AMP or print, where the rest names an article by itself."""
    while True:
        found = _RENDERED_FIRST.search(path)
        if found and (
            _SLUG.search(found["rest"]) or ("/" in found["rest"].rstrip("/") and _NUMBER.search(found["rest"]))
        ):
            path = path[: found.start()] + path[found.end() :]
            continue
        found = _RENDERED_LAST.search(path)
        if found and _names_article(path[: found.start()]):
            path = path[: found.start()] + (found["slash"] or "") + path[found.end() :]
            continue
        return path


def _plain_query(query: str, path: str) -> str:
    """The query without parameters that do not tell which article it is; the others as they stand, in their order."""
    kept = [pair for pair in query.split("&") if not _is_noise(pair, path)]
    return quote("&".join(kept), safe=_SAFE_QUERY)


def _is_noise(pair: str, path: str) -> bool:
    pair = unquote_plus(pair)
    if _TRACKING.fullmatch(pair.partition("=")[0]):
        return True
    return bool(_RENDERING.fullmatch(pair)) or (_names_article(path) and bool(_CAME_FROM.fullmatch(pair)))


def _names_article(path: str) -> bool:
    """Whether the path has a number of four digits or a slug of three words: enough to be an article's name."""
    return bool(_NUMBER.search(path) or _SLUG.search(path))


def _ascii_host(host: str, url: str) -> str:
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not _HOST.fullmatch(name):
        raise ValueError(f"found the host {host!r} in {url!r}, expected a name that can be looked up")
    return name
