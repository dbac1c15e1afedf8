"""An article's identity: its canonical address, the key it is known by, and its id.

Two addresses are one article when their canonical forms are equal, or when the source's pattern finds the same ``id``
in both. Query strings stay, since for some systems they are the identity; only parameters that are known to track
readers go (the names are those used by Google, Meta, Yandex, Matomo, Adobe and the BBC).
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link\w*|ptr_name|bbc_team|format)|(?:fb|g|y|ys|ms|tt)clid|[gw]braid|igshid|mc_[ce]id|_openstat|"
    r"mtm_\w+|pk_\w+|ns_(?:mchannel|source|campaign|linkname|fee)|ref_src|cmpid|cmp|xtor|wt_mc|__twitter_impression",
    re.IGNORECASE,
)
_HOST = re.compile(r"[a-z0-9._-]+")
_DEFAULT_PORT = {"http": 80, "https": 443}
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"


def canonical_url(url: str) -> str:
    """The canonical form of an absolute http or https address. Raises ValueError for anything else."""
    if "\\" in url or any(ord(ch) <= 0x20 or ord(ch) == 0x7F for ch in url.strip()):
        raise ValueError(f"found {url!r}, expected an address without spaces, backslashes and control characters")
    parts = urlsplit(url.strip())
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".").lower()
    if scheme not in _DEFAULT_PORT or not host:
        raise ValueError(f"found {url!r}, expected an address that begins with http:// or https://")
    netloc = f"[{host}]" if ":" in host else _ascii_host(host, url)
    if parts.port and parts.port != _DEFAULT_PORT[scheme]:
        netloc += f":{parts.port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _TRACKING.fullmatch(key)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((scheme, netloc, quote(parts.path or "/", safe=_SAFE_PATH), query, ""))


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


def _ascii_host(host: str, url: str) -> str:
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not _HOST.fullmatch(name):
        raise ValueError(f"found the host {host!r} in {url!r}, expected a name that can be looked up")
    return name
