"""Bodies as servers send them: packed, in old charsets, with and without a name for them."""

from __future__ import annotations

import gzip
import zlib

import pytest

from monitor.errors import FeedError
from monitor.feeds import read_feed
from monitor.feeds.body import MOST_BYTES, text_of, unpacked

URL = "https://wire.example/rss"


def feed(title: str, language: str = "", declared: str = "") -> str:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    channel = f"<language>{language}</language>" if language else ""
    item = f"<item><title>{title}</title><link>https://wire.example/1</link></item>"
    return f'{declaration}<rss version="2.0"><channel>{channel}{item}</channel></rss>'


@pytest.mark.parametrize(
    ("title", "language", "declared", "charset", "content_type"),
    [
        ("Паром вернулся в порт", "ru", "", "cp1251", ""),
        ("Паром вернулся в порт", "", "windows-1251", "cp1251", ""),
        ("Паром вернулся в порт", "", "", "koi8-r", "text/xml; charset=koi8-r"),
        ("Паром вернулся в порт", "ru", "utf-8", "cp1251", "application/xml"),
        ("عادت العبارة إلى الميناء", "ar", "", "cp1256", ""),
        ("渡轮返回港口", "zh-cn", "", "gb18030", ""),
        ("渡轮返回港口", "", "gb2312", "gb2312", "text/xml"),
        ("フェリーが港に戻る", "ja", "", "euc_jp", ""),
        ("フェリーが港に戻る", "", "iso-2022-jp", "iso2022_jp", ""),
        ("Паром вернулся", "", "utf-16", "utf-16-le", ""),
        ("Паром вернулся", "", "utf-16", "utf-32", ""),
        ("Паром вернулся", "", "unheard-of", "utf-8", "text/xml; charset=punycode"),
        ("Le bac est rentré", "fr", "", "cp1252", ""),
    ],
)
def test_the_words_are_read(title: str, language: str, declared: str, charset: str, content_type: str) -> None:
    body = feed(title, language, declared).encode(charset)
    assert read_feed(body, URL, content_type)[0].title == title


def test_a_few_broken_bytes_do_not_turn_the_rest_into_another_charset() -> None:
    body = feed("Паром вернулся в порт").encode() + b"\xd0"
    assert read_feed(body, URL)[0].title == "Паром вернулся в порт"


def test_gzip_is_unpacked_also_without_its_end() -> None:
    packed = gzip.compress(feed("Packed").encode() * 3)
    assert read_feed(gzip.compress(feed("Packed").encode()), URL)[0].title == "Packed"
    assert text_of(packed[:-8]).startswith("<rss")


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * (MOST_BYTES + 1))
    assert len(bomb) < 50_000
    with pytest.raises(FeedError, match="too large"):
        unpacked(bomb)


def test_a_body_that_only_begins_like_gzip_is_no_feed() -> None:
    with pytest.raises(FeedError):
        read_feed(b"\x1f\x8b" + zlib.compress(b"x"), URL)
