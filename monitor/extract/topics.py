"""What an article is about by the outlet's own words, where the metadata does not say: its tag list and its path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from monitor.domain.header import BETWEEN_STEPS, Kind
from monitor.extract.furniture import Furniture
from monitor.extract.lines import text_of

_LISTS = frozenset(("tags", "tag list", "taglist", "news tags", "article tags", "post tags", "keywords", "topics"))
_LEVELS = 3
"""So far above a link its list is looked for."""
_LONGEST = 50
_MOST = 30
_LABEL = re.compile(r"^[^:：]{1,30}[:：]\s*(?=\S)")


def tags_on(root: HtmlElement, furniture: Furniture) -> tuple[str, ...]:
    """The texts of the links in the page's tag lists, each once."""
    found: dict[str, str] = {}
    for link in root.iter("a"):
        above = (link, *link.iterancestors())[: _LEVELS + 1]
        if "tag" in link.get("rel", "").split() or any(furniture.names(one) & _LISTS for one in above):
            text = text_of(link).strip("# \u00a0")
            if 0 < len(text) <= _LONGEST:
                found.setdefault(text.casefold(), text)
    return tuple(found.values())[:_MOST]


def section_in(header: Iterable[tuple[Kind, str]]) -> str:
    """The last step of the header's breadcrumb; empty without one."""
    for kind, text in header:
        if kind is Kind.BREADCRUMB:
            return _last([step.strip() for step in BETWEEN_STEPS.split(_LABEL.sub("", text)) if step.strip()])
    return ""


def _last(steps: Sequence[str]) -> str:
    return steps[-1] if steps else ""
