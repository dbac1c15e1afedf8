"""Sources that come from elsewhere (OPML, CSV, discovery) made valid: ids that are unique, values that can be used.

What cannot be used is never dropped in silence: it is listed with its line and the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from monitor.config import values
from monitor.config.fault import Wrong
from monitor.domain.source import Source

LONGEST_ID = 64
_LISTS = ("feeds", "sitemaps", "sections", "hosts")
_CHECKS: Mapping[str, Callable[[str], str]] = {
    "name": values.plain_text, "country": values.country, "language": values.language, "ownership": values.plain_text,
    "homepage": values.web_url, "article_url_pattern": values.url_pattern, "feeds": values.web_url,
    "sitemaps": values.web_url, "sections": values.web_url, "hosts": values.host,
}  # fmt: skip
_GENERIC = ("www", "www2", "m", "com", "co", "org", "net", "gov", "ac", "edu", "gob", "go", "or", "ne")
"""Labels of host names that name nobody, besides the top-level domain."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What was left out of an import; ``line`` counts from 1."""

    line: int
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A source as it was found in line ``line``: values as text, lists for addresses; anything may be missing."""

    line: int
    values: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave."""

    sources: tuple[Source, ...]
    refused: tuple[Refused, ...]


def take_in(drafts: Iterable[Draft], taken: Iterable[str] = ()) -> Imported:
    """Sources of the drafts, in order, with ids that differ from each other and from those ``taken``.

    A value that is not valid is left out and listed; a draft that is left with nothing to watch is listed as a whole.
    An address that an earlier draft announces too is left out of the later one.
    """
    sources: list[Source] = []
    refused: list[Refused] = []
    ids, watched = set(taken), dict[str, str]()
    for draft in drafts:
        good, lists = _checked(draft, watched, refused)
        if not any(lists[name] for name in _LISTS[:3]):
            what = draft.values.get("name") or draft.values.get("id") or draft.values.get("homepage") or "a source"
            refused.append(Refused(draft.line, what, "no address that announces articles is left"))
            continue
        home = good.get("homepage") or next(url for name in _LISTS for url in lists[name])
        name = good.get("name") or (urlsplit(home).hostname or home).removeprefix("www.")
        new_id = unique_id(draft.values.get("id") or good.get("name", ""), home, ids)
        ids.add(new_id)
        watched |= dict.fromkeys((url for name in _LISTS[:3] for url in lists[name]), new_id)
        sources.append(_source(new_id, name, good, lists, _labels(draft, refused)))
    return Imported(tuple(sources), tuple(refused))


def _source(
    source_id: str, name: str, good: Mapping[str, str], lists: Mapping[str, tuple[str, ...]], labels: dict[str, str]
) -> Source:
    return Source(
        id=source_id,
        name=name,
        country=good.get("country", ""),
        language=good.get("language", ""),
        ownership=good.get("ownership", ""),
        homepage=good.get("homepage", ""),
        feeds=lists["feeds"],
        sitemaps=lists["sitemaps"],
        sections=lists["sections"],
        hosts=lists["hosts"],
        article_url_pattern=good.get("article_url_pattern", ""),
        labels=labels,
    )


def unique_id(wish: str, url: str, taken: Iterable[str]) -> str:
    """A valid id near ``wish`` (an id or a name), else made of the host of ``url``, with a number where it is taken."""
    base = _slug(wish) or id_of(url)
    ids, number, result = set(taken), 1, base
    while result in ids:
        number += 1
        result = f"{base[: LONGEST_ID - len(str(number)) - 1].rstrip('-')}-{number}"
    return result


def id_of(url: str) -> str:
    """An id from an address: the host's telling labels and its edition (``en.irna.ir`` → ``irna-en``)."""
    parts = urlsplit(url)
    labels = (parts.hostname or "").lower().split(".")
    if "".join(labels).isdigit() or len(labels) == 1:
        return _slug("-".join((*labels, str(parts.port or "")))) or "source"
    telling = [label for label in labels[:-1] if label not in _GENERIC] or labels[:1]
    edition = [segment for segment in parts.path.split("/")[1:2] if re.fullmatch(r"[a-z]{2}", segment)]
    return _slug("-".join((*reversed(telling), *edition))) or "source"


def _checked(
    draft: Draft, watched: Mapping[str, str], refused: list[Refused]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    good: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(_LISTS, ())
    given = [(name, draft.values[name]) for name in draft.values if name in _CHECKS]
    given += [(name, value) for name in _LISTS for value in draft.lists.get(name, ())]
    seen: set[str] = set()
    for name, value in given:
        if not value.strip():
            continue
        try:
            checked = _CHECKS[name](value.strip())
        except Wrong as wrong:
            refused.append(Refused(draft.line, f"{name} {value.strip()[:80]}", f"expected {wrong.expected}"))
            continue
        if name not in _LISTS:
            good[name] = checked
        elif checked in watched:
            refused.append(Refused(draft.line, f"{name} {checked}", f"the source {watched[checked]} has it already"))
        elif checked not in seen:
            seen.add(checked)
            lists[name] = (*lists[name], checked)
    return good, lists


def _labels(draft: Draft, refused: list[Refused]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for name, value in draft.labels.items():
        try:
            labels |= values.labels({name: values.plain_text(value)})
        except Wrong as wrong:
            refused.append(Refused(draft.line, f"label {name}", f"expected {wrong.expected}"))
    return labels


def _slug(text: str) -> str:
    """Lower-case letters, digits and inner hyphens; empty where ``text`` has no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].rstrip("-")
