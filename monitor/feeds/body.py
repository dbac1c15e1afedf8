"""Bytes of an answer to text: packed bodies unpacked within a limit, wrong and missing charsets seen through.

What the bytes themselves prove comes before what header and declaration say, since both are often wrong: a byte-order
mark, zero bytes, and non-ASCII text that is valid UTF-8. Only then do the named charset and the language decide.
"""

from __future__ import annotations

import codecs
import re
import zlib

from w3lib.encoding import http_content_type_encoding, resolve_encoding

from monitor.errors import FeedError

MOST_BYTES = 20_000_000
"""Bytes of a body after unpacking; a feed with more is refused."""
_GZIP = b"\x1f\x8b"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"{\0", "utf-16-le"),
    (b"\0{", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
"""How a body begins in encodings that ASCII does not show through: marks, then ``<`` or ``{`` without one."""
_NAMED = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<(?:dc:)?language>\s*([a-z]{2})|(?:xml:)?lang\s*=\s*[\"']([a-z]{2})", re.IGNORECASE)
_TEXT_CHARSET = re.compile(
    r"(?:windows|cp\d|iso|koi8|mac|gb|big5|euc|shift|hz|johab|tis|ascii|latin|kz|ptcp|hp_roman|utf_?-?(?:8|16|32))",
    re.I,
)
"""Charsets of texts; Python's other codecs (punycode, base64, ...) are slow or no charsets."""
_SEVEN_BITS = re.compile(r"iso-?_?2022|hz", re.IGNORECASE)
_OF_LANGUAGE = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk"), ("cp1251",)),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), ("cp1256",)),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "ro", "hr", "sl"), ("cp1250",)),
    "tr": ("cp1254",), "az": ("cp1254",), "el": ("cp1253",), "he": ("cp1255",), "vi": ("cp1258",), "th": ("cp874",),
    "zh": ("gb18030", "big5"), "ja": ("euc_jp", "cp932"), "ko": ("cp949",),
}  # fmt: skip
_HEAD = 3_000
_CHUNK = 65_536
_MOST_BAD = 0.1
"""Share of broken characters among the non-ASCII ones up to which text is damaged UTF-8 rather than something else."""


def unpacked(body: bytes) -> bytes:
    """The body without gzip, also where its end is missing. Raises FeedError (``too large``)."""
    if body.startswith(_GZIP):
        body = _inflated(body)
    if len(body) > MOST_BYTES:
        raise FeedError("too large", f"more than {MOST_BYTES // 1_000_000} MB")
    return body


def text_of(body: bytes, content_type: str = "") -> str:
    """The body's text; characters that cannot be read become U+FFFD. Raises FeedError (``too large``)."""
    body = unpacked(body)
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body.decode(charset, "replace").removeprefix("\ufeff")
    named = _named(body[:_HEAD], content_type)
    if not (named and _SEVEN_BITS.match(named)):
        text = body.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        if not broken or broken <= _MOST_BAD * sum(ch > "\x7f" for ch in text):
            return text
    charsets = [charset for charset in (named, *_by_language(body[:_HEAD])) if charset]
    for charset in charsets:
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    return body.decode(next((charset for charset in charsets if charset != "utf-8"), "cp1252"), "replace")


def _inflated(body: bytes) -> bytes:
    inflater, whole = zlib.decompressobj(wbits=31), bytearray()
    for start in range(0, len(body), _CHUNK):
        try:
            whole += inflater.decompress(body[start : start + _CHUNK], MOST_BYTES + 1 - len(whole))
        except zlib.error:
            break  # what came before the damage is still worth reading
        if inflater.unconsumed_tail:
            raise FeedError("too large", f"more than {MOST_BYTES // 1_000_000} MB when unpacked")
    return bytes(whole)


def _named(head: bytes, content_type: str) -> str:
    """The charset that the header, else the declaration in the body, names; empty where none is of use."""
    found = _NAMED.search(head)
    declared = found[1].decode("latin-1") if found else ""
    for name in (http_content_type_encoding(content_type or None), declared):
        known = resolve_encoding(name) if name else None
        if known and _TEXT_CHARSET.match(known):
            return known
    return ""


def _by_language(head: bytes) -> tuple[str, ...]:
    """What texts in the language that the body names were written in before UTF-8."""
    found = _LANGUAGE.search(head)
    language = (found[1] or found[2]).decode("ascii").lower() if found else ""
    return _OF_LANGUAGE.get(language, ())
