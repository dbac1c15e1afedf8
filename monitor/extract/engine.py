"""What trafilatura takes for the body of a page."""

from __future__ import annotations

from copy import copy
from functools import cache

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import MANUALLY_CLEANED, Extractor

_UNREAD = frozenset(MANUALLY_CLEANED) - {"form", "figure"}
"""What trafilatura deletes unseen: without it, its first passes over the tree take half the time."""
_IS_FORUM = etree.XPath("boolean(//script[contains(., 'DiscussionForumPosting')])")


def selected_text(root: HtmlElement, *, is_article: bool) -> str:
    """What trafilatura takes for the body: less but surer of a page that calls itself an article, else more."""
    tree = copy(root)
    if not _IS_FORUM(root):  # trafilatura knows a forum by a script
        etree.strip_elements(tree, *_UNREAD, with_tail=False)
    document = trafilatura.bare_extraction(tree, options=_options(is_article))
    return getattr(document, "text", None) or ""


@cache
def _options(is_article: bool) -> Extractor:
    """trafilatura's own heuristics without its comparison of extractors, which costs as much again and does not pay
    where the page's lines are judged once more. Never with ``dedup``: that empties pages it has seen before."""
    return Extractor(output_format="python", fast=True, precision=is_article, recall=not is_article, comments=False)
