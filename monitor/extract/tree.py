"""A page's bytes as a tree, within limits that keep one hostile page from taking the machine.

The encoding is found as browsers find it: byte-order mark, Content-Type header, ``<meta>``, and only then a guess.
"""

from __future__ import annotations

import re

import charset_normalizer
from lxml import etree, html
from w3lib.encoding import html_to_unicode

from monitor.errors import ExtractionError

MAX_BYTES = 5_000_000
MAX_ELEMENTS = 150_000
MAX_DEPTH = 256
"""Real pages stay below 100; a browser stops at 512, and parsers of less depth than this lose text silently."""
_GUESSED_FROM = 50_000
_HTML_TYPES = ("html", "xml", "text/plain", "octet-stream")
_TAG = re.compile(r"<[a-zA-Z!]")


def parse_page(body: bytes, content_type: str = "") -> html.HtmlElement:
    """The page's root element, without comments. Raises ExtractionError (``too large``, ``not html``, ``no text``)."""
    if len(body) > MAX_BYTES:
        raise ExtractionError("too large", f"{len(body)} bytes, at most {MAX_BYTES} are read")
    if not body.strip():
        raise ExtractionError("no text", "the page is empty")
    if content_type and not any(kind in content_type.lower() for kind in _HTML_TYPES):
        raise ExtractionError("not html", f"the content type is {content_type[:80]}")
    _, text = html_to_unicode(content_type or None, body, auto_detect_fun=_guess)
    if not _TAG.search(text):
        raise ExtractionError("not html", "there is no tag in it")
    root = _parse(text)
    _check_size(root)
    return root


def _guess(body: bytes) -> str:
    """The encoding of a page that names none."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(body[:_GUESSED_FROM]).best()
        return best.encoding if best else "utf-8"
    return "utf-8"


def _parse(text: str) -> html.HtmlElement:
    # huge_tree: without it the parser drops all text below a depth of 256 and says nothing.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ExtractionError("no text", str(error)) from error


def _check_size(root: html.HtmlElement) -> None:
    count = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if count > MAX_ELEMENTS:
            raise ExtractionError("too large", f"more than {MAX_ELEMENTS} elements")
        if depth > MAX_DEPTH:
            raise ExtractionError("too large", f"elements nested more than {MAX_DEPTH} deep")
