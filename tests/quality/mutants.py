"""Pages broken in every way that pages break: cut off, nested, stuffed with bytes, in the wrong encoding."""
# ruff: noqa: E501  the tables read best as they are

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

_TAGS = ("div", "p", "table", "tr", "td", "ul", "li", "a", "h1", "b", "script", "style", "noscript", "template", "svg",
         "select", "textarea", "title", "form", "article", "ruby", "frameset")  # fmt: skip
_ENCODINGS = ("utf-16", "utf-32", "windows-1251", "shift_jis", "gb18030", "euc-kr", "iso-8859-6", "utf-7")
_PIECES = (b"\0", b"\xff\xfe", b"<!--", b"<![CDATA[", b"]]>", b"<script>", b"</", b"&#x110000;", b"&#0;", b"\xed\xa0\x80",
           b"\xe2\x80\xae", b"<?xml version='1.0' encoding='utf-32'?>", b"<meta charset=utf-7>", b"<base href='javascript:0'>",
           b"<plaintext>", b"<a href='", b"\r", b"\x1b[2J")  # fmt: skip


def _cut(page: bytes, random: Random) -> bytes:
    return page[: random.randrange(len(page))]


def _shuffled(page: bytes, random: Random) -> bytes:
    parts = page.split(b"<")
    random.shuffle(parts)
    return b"<".join(parts)


def _stuffed(page: bytes, random: Random) -> bytes:
    for _ in range(random.randrange(1, 40)):
        at = random.randrange(len(page))
        page = page[:at] + random.choice(_PIECES) * random.randrange(1, 20) + page[at:]
    return page


def _flipped(page: bytes, random: Random) -> bytes:
    broken = bytearray(page)
    for _ in range(random.randrange(1, 1 + len(page) // 20)):
        broken[random.randrange(len(broken))] = random.randrange(256)
    return bytes(broken)


def _misread(page: bytes, random: Random) -> bytes:
    """Encoded one way, declared another."""
    return page.decode("utf-8", "replace").encode(random.choice(_ENCODINGS), "replace")


def _nested(page: bytes, random: Random) -> bytes:
    tag = random.choice(_TAGS).encode()
    depth = random.choice((300, 2_000, 100_000))
    at = random.randrange(len(page))
    return page[:at] + b"<" + tag + b">" + (b"<" + tag + b">") * depth + page[at:]


def _many(page: bytes, random: Random) -> bytes:
    tag = random.choice(_TAGS).encode()
    one = b"<" + tag + b" class='x' id=y>z</" + tag + b">"
    return page + one * random.choice((1_000, 20_000, 160_000))


def _one_long_node(page: bytes, random: Random) -> bytes:
    size = random.choice((100_000, 1_000_000, 4_000_000))
    piece = random.choice(
        (b"a", b"word ", "字".encode(), b"a.", b"...", b"<", b"&amp;", b"1/1/2025 ", b"- ", "ـ".encode())
    )
    return b"<title>x</title><h1>x</h1><p>" + piece * (size // len(piece)) + page[:2_000]


def _long_attributes(page: bytes, random: Random) -> bytes:
    return page.replace(b"<p", b"<p class='" + b"share related a-b " * random.randrange(1, 5_000) + b"'", 3)


def _random(page: bytes, random: Random) -> bytes:
    return random.randbytes(random.randrange(1, 20_000))


def _soup(page: bytes, random: Random) -> bytes:
    words = [b"<" + random.choice(("", "/")).encode() + random.choice(_TAGS).encode() + b">" for _ in range(800)]
    return b"".join(random.choice((word, b"text and text. ", b"<br>")) for word in words)


WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut, _shuffled, _stuffed, _flipped, _misread, _nested, _many, _one_long_node, _long_attributes, _random, _soup,
)  # fmt: skip


def mutants(pages: Sequence[bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of ``count`` broken pages, the same for the same seed."""
    random = Random(seed)
    for number in range(count):
        way = WAYS[number % len(WAYS)]
        yield f"{number} {way.__name__}", way(random.choice(pages) or b"<p>", random)
