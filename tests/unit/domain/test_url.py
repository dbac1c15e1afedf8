"""Addresses: what is the same article, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.url import article_id, article_key, canonical_url, site_of


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://News.Example:80/a/", "http://news.example/a/"),
        ("https://news.example.:443/a#comments", "https://news.example/a"),
        ("https://news.example/a?utm_source=rss&id=7&fbclid=x", "https://news.example/a?id=7"),
        ("https://news.example/?p=12", "https://news.example/?p=12"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example/خبر/1", "https://news.example/%D8%AE%D8%A8%D8%B1/1"),
        ("https://news.example/%D8%AE/1", "https://news.example/%D8%AE/1"),
        ("https://новости.example/1", "https://xn--b1amnebsh.example/1"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("http://[::1]:80/x", "http://[::1]/x"),
    ],
)
def test_canonical_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url", ["", "news", "ftp://a/b", "javascript:alert(1)", "http://", "http://a\\@b/", "http://a b/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical_url(url)


@given(st.text(max_size=60))
def test_any_text_is_canonical_once_or_refused(text: str) -> None:
    try:
        url = canonical_url(f"http://{text}")
    except ValueError:
        return
    assert canonical_url(url) == url


def test_a_changed_slug_is_the_same_article_where_the_pattern_names_the_id() -> None:
    pattern = r"/news/(?P<id>\d+)(?:/|$)"
    assert article_key("https://news.example/news/12/old-title", pattern) == "12"
    assert article_key("https://news.example/news/12/new-title", pattern) == "12"
    assert article_key("https://news.example/video/12", pattern) == "https://news.example/video/12"


def test_an_id_is_the_beginning_of_the_sha256_of_the_address() -> None:
    assert article_id("https://www.tabnak.ir/en/news/6964") == "66eafcab0bb0602f"


def test_hosts_with_and_without_www_are_one_site_and_bare_addresses_are_told_apart_by_port() -> None:
    assert site_of("https://www.news.example/a") == site_of("http://news.example./b")
    assert site_of("http://127.0.0.1:8001/") != site_of("http://127.0.0.1:8002/")
