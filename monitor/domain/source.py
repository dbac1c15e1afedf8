"""A source: one edition of an outlet that is watched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta

SOURCE_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
"""What a source id looks like: it names a directory, so nothing else is let in."""


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet's edition.

    ``country`` is ISO 3166-1 alpha-2 in capitals, ``language`` a BCP 47 tag, ``article_url_pattern`` a regular
    expression searched in an article's URL whose named group ``id``, where there is one, is the article's identity.
    """

    id: str
    name: str
    country: str = ""
    language: str = ""
    ownership: str = ""
    homepage: str = ""
    feeds: tuple[str, ...] = ()
    article_url_pattern: str = ""
    interval: timedelta = timedelta(minutes=10)
    labels: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not SOURCE_ID.fullmatch(self.id):
            raise ValueError(f"source id {self.id!r}: expected lower-case letters, digits and inner hyphens")
