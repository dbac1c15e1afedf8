"""A page's bytes as a tree, within limits that keep one hostile page from taking the machine."""

from __future__ import annotations

import re

from lxml import etree, html

from monitor.errors import ExtractionError
from monitor.extract.encoding import decoded

MAX_BYTES = 5_000_000
MAX_ELEMENTS = 150_000
MAX_DEPTH = 256
"""Real pages stay below 100; a browser stops at 512, and parsers of less depth than this lose text silently."""
_HTML_TYPES = ("html", "xml", "text/plain", "octet-stream")
_TAG = re.compile(r"<[a-zA-Z!]")
_IS_TOO_LARGE = etree.XPath(f"count(//*) > {MAX_ELEMENTS}")
_IS_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
# lxml's own classes for HTML are looked up in Python for every element that is touched: a tenth of an extraction.
_ONE_CLASS = etree.ElementDefaultClassLookup(element=html.HtmlElement)


def parse_page(body: bytes, content_type: str = "") -> html.HtmlElement:
    """The page's root element, without comments. Raises ExtractionError (``too large``, ``not html``, ``no text``)."""
    if len(body) > MAX_BYTES:
        raise ExtractionError("too large", f"{len(body)} bytes, at most {MAX_BYTES} are read")
    if not body.strip():
        raise ExtractionError("no text", "the page is empty")
    if content_type and not any(kind in content_type.lower() for kind in _HTML_TYPES):
        raise ExtractionError("not html", f"the content type is {content_type[:80]}")
    text = decoded(body, content_type)
    if not _TAG.search(text):
        raise ExtractionError("not html", "there is no tag in it")
    root = _parse(text)
    _check_size(root)
    return root


def _parse(text: str) -> html.HtmlElement:
    # huge_tree: without it the parser drops all text below a depth of 256 and says nothing.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        return html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ExtractionError("no text", str(error)) from error


def _check_size(root: html.HtmlElement) -> None:
    if _IS_TOO_LARGE(root):
        raise ExtractionError("too large", f"more than {MAX_ELEMENTS} elements")
    if _IS_TOO_DEEP(root):
        raise ExtractionError("too large", f"elements nested more than {MAX_DEPTH} deep")
