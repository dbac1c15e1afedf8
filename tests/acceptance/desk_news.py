"""Invented newspapers with as many articles as a test wants; every article matches the desk's one rule."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.demo.outlets import Article, Outlet, load_outlets

RULE_WORD = "lighthouse"
"""The word that the desk watches for."""
FEED_PATH = "/rss/all.xml"
"""Where every newspaper has its feed."""
_NUMBER = re.compile(r"/world/(\d+)/")


def newspaper(name: str) -> Outlet:
    """An outlet of this id that has published nothing yet."""
    template = next(outlet for outlet in load_outlets() if outlet.language == "en")
    return replace(template, id=name, name=name.replace("-", " ").title(), feed_path=FEED_PATH, articles=())


def report(number: int) -> Article:
    """The article of this number: its own headline, standfirst and three paragraphs."""
    return Article(
        number=number,
        slug=f"keeper-report-{number}",
        section="Harbor",
        headline=f"Keeper's report {number} from the {RULE_WORD} on the outer reef",
        standfirst=f"Entry {number} of the log counts the ships that passed between dusk and dawn",
        paragraphs=(
            (f"The keeper counted {number + 7} ships in the night, most of them bound for the northern roads.",),
            (f"Oil for the lamp was brought up in {number + 2} cans, and the glass was cleaned twice before sunrise.",),
            (f"The next boat is expected after {number + 1} tides, when the swell on the landing has gone down.",),
        ),
    )


def path_of(number: int) -> str:
    """The path of the article's page."""
    return newspaper("any").path_of(report(number))


def number_in(text: str) -> int:
    """The number of the article that a message links to."""
    found = _NUMBER.search(text)
    assert found, f"no article's address in {text[:500]!r}"
    return int(found[1])
