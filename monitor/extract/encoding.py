"""A page's bytes as text, also where the page names an encoding that it is not in.

Bytes beyond ASCII that are valid UTF-8 throughout are UTF-8, whatever is declared: text in another encoding hardly ever
is. Else the encoding is found as browsers find it (byte-order mark, Content-Type header, ``<meta>``), and where the
bytes do not fit it, the other declaration and a guess are tried.
"""

from __future__ import annotations

import re

import charset_normalizer
from w3lib.encoding import html_body_declared_encoding, html_to_unicode

_GUESSED_FROM = 50_000
_LONGEST_CHARACTER = 4
_MOST_FAULTS = 0.02
"""More faults than this among the characters beyond ASCII: the declared encoding is the wrong one."""
_TAGS = re.compile(rb"<[^<>]*>")
_BEYOND_ASCII = bytes(range(128, 256))
_FEW = 0.2
"""Where fewer bytes than this are beyond ASCII, the text is in Latin letters, with accents."""
_FAULT = "\ufffd"


def decoded(body: bytes, content_type: str = "") -> str:
    """The page as text; what cannot be read is U+FFFD."""
    if (text := _utf8(body)) is not None:
        return text
    _, text = html_to_unicode(content_type or None, body, auto_detect_fun=_guess)
    if _faults(text) <= _MOST_FAULTS:
        return text
    others = (html_body_declared_encoding(body), _guess_text(_TAGS.sub(b" ", body)))
    readings = [text, *(_read(body, name) for name in others if name)]
    return min(readings, key=_faults)


def _utf8(body: bytes) -> str | None:
    """The text if the bytes are UTF-8 and more than ASCII; a page may be cut within its last character."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < max(1, len(body) - _LONGEST_CHARACTER):
            return None
        text = body[: error.start].decode("utf-8")
    return None if text.isascii() or text.startswith("\ufeff") else text


def _faults(text: str) -> float:
    """The share of faults among the characters beyond ASCII."""
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text.count(_FAULT) / beyond if beyond else 0.0


def _read(body: bytes, name: str) -> str:
    return html_to_unicode(f"text/html; charset={name}", body)[1]


def _guess_text(text: bytes) -> str:
    """The encoding of text without markup that is not in the one it is declared to be in."""
    lines = [line for line in text.split(b"\n") if not line.isascii()]
    beyond = sum(len(line) - len(line.translate(None, _BEYOND_ASCII)) for line in lines)
    is_latin = beyond < _FEW * sum(map(len, lines))
    return "windows-1252" if is_latin else _guess(b"\n".join(lines))


def _guess(body: bytes) -> str:
    """The encoding of a page that names none."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(body[:_GUESSED_FROM]).best()
        return best.encoding if best else "utf-8"
    return "utf-8"
