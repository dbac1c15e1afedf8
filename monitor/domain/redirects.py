"""Addresses that stand for other addresses: links through a counter, a mail guard or a news aggregator.

Where such a link carries its target, the target is taken out of it without a request. Aggregators that hide the target
(Google News since 2024) cannot be followed: what they announce is known by its title only.
"""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import parse_qsl, unquote, urlsplit

_MOST_WRAPPINGS = 4
_GOOGLE = r"(?:www\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})"
_BY_PARAMETER = tuple(
    (re.compile(f"{hosts}(?:/(?:{paths}))$"), names.split())
    for hosts, paths, names in (
        (_GOOGLE, "url|imgres", "url q imgrefurl"),
        (r"news\.google\.com", "news/url", "url"),
        (r"feedproxy\.google\.com|feeds\.feedburner\.com|feeds\.feedblitz\.com", ".*", "url u"),
        (r"lm?\.facebook\.com|(?:www\.|m\.)?facebook\.com", r"l\.php|flx/warn/?|sharer(?:/sharer)?\.php", "u"),
        (r"l\.instagram\.com|l\.threads\.(?:net|com)", "", "u"),
        (r"l\.messenger\.com", r"l\.php", "u"),
        (r"t\.umblr\.com", "redirect", "z"),
        (r"(?:m\.|away\.)?vk\.(?:com|ru)", r"away(?:\.php)?", "to"),
        (r"(?:m\.)?ok\.ru", "dk", "st.link"),
        (r"(?:www\.)?youtube\.com", "redirect", "q"),
        (r"out\.reddit\.com", ".*", "url"),
        (r"(?:www\.)?linkedin\.com", "redir/redirect|safety/go", "url"),
        (r"slack-redir\.net", "link", "url"),
        (r"(?:[\w-]+\.)?safelinks\.protection\.outlook\.com", ".*", "url"),
        (r"(?:www\.)?bing\.com", r"news/apiclick\.aspx", "url"),
        (r"(?:html\.)?duckduckgo\.com", "l/?", "uddg"),
        (r"translate\.google\.com", "(?:translate|website)?", "u"),
        (r"(?:sba\.)?yandex\.(?:ru|com|net)", "redirect", "url"),
        (r"clck\.yandex\.(?:ru|com)", ".*", "url to"),
        (r"(?:www\.)?disq\.us", "(?:url|p/.*)", "url"),
        (r"go\.(?:redirectingat|skimresources)\.com|redirect\.viglink\.com", ".*", "url u"),
        (r"getpocket\.com", "redirect", "url"),
    )
)
_IN_PATH = re.compile(
    rf"(?:{_GOOGLE}/amp/(?P<a>s/)?|[\w-]+\.cdn\.ampproject\.org/[cviwx]/(?P<b>s/)?)(?P<target>[\w.-]+\.[a-z-]+(?:/.*)?)$"
)
_BEHIND = re.compile(
    r"(?:clck\.yandex\.(?:ru|com)/.*?\*|href\.li/\?|anonym\.to/\?)(?P<target>https?(?::|%3a).+)$", re.I
)
_YAHOO = re.compile(r"r\.search\.yahoo\.com/.*?/RU=(?P<target>[^/]+)/", re.I)
_BING = re.compile(r"(?:www\.)?bing\.com/ck/a$")
_OPAQUE = (
    ("Google News", re.compile(r"news\.google\.com/(?:__i/)?(?:rss/)?(?:articles|read|rd|stories)/.")),
    ("Google", re.compile(rf"{_GOOGLE}/(?:url|amp/)")),
    ("Bing", re.compile(r"(?:www\.)?bing\.com/(?:news/apiclick\.aspx|ck/a)")),
    ("Yahoo", re.compile(r"r\.search\.yahoo\.com/|(?:news\.)?search\.yahoo\.com/")),
    ("Baidu", re.compile(r"(?:www\.)?baidu\.com/link")),
    ("Yandex News", re.compile(r"(?:news\.yandex|yandex|dzen)\.(?:ru|com|kz|by)/(?:news|yandsearch|an|clck)\b")),
    ("Apple News", re.compile(r"apple\.news/A")),
)


def unwrapped(url: str) -> str:
    """The address that ``url`` leads to, where it carries it; else ``url`` itself. Nothing is asked of anybody."""
    for _ in range(_MOST_WRAPPINGS):
        target = _carried(url)
        if not target:
            break
        url = target
    return url


def aggregator(url: str) -> str:
    """The name of the aggregator whose redirect hides the target of ``url``; empty for every other address.

    Such a link cannot be fetched as an article: what it announces is kept by its title.
    """
    place = _place(unwrapped(url))
    return next((name for name, pattern in _OPAQUE if pattern.match(place)), "")


def _place(url: str) -> str:
    """Host and path; empty where ``url`` is no address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{(parts.hostname or '').rstrip('.')}{parts.path or '/'}" if parts.scheme in ("http", "https") else ""


def _carried(url: str) -> str:
    place = _place(url)
    if not place:
        return ""
    query = urlsplit(url).query
    whole = f"{place}?{query}" if query else place
    if found := _BEHIND.match(whole) or _YAHOO.match(whole):
        return _web(unquote(found["target"]) if "%3a" in found["target"][:10].lower() else found["target"])
    if found := _IN_PATH.match(whole):
        return _web(f"http{'s' if found['a'] or found['b'] else ''}://{found['target']}")
    parameters = dict(reversed(parse_qsl(query)))
    if _BING.match(place):
        return _web(_from_base64(parameters.get("u", "")))
    names = next((names for pattern, names in _BY_PARAMETER if pattern.match(place)), [])
    return next((target for name in names if (target := _web(parameters.get(name, "")))), "")


def _web(target: str) -> str:
    """``target`` where it is a web address of another place."""
    return target if _place(target).strip("/") else ""


def _from_base64(text: str) -> str:
    """Bing writes ``a1`` and then the target in URL-safe base64 without padding."""
    try:
        return base64.urlsafe_b64decode(text.removeprefix("a1") + "===").decode("ascii")
    except (binascii.Error, ValueError):
        return ""
