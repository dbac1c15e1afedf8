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
        ("https://news.example/a?b=2&a=1&id=x%2Fy,z", "https://news.example/a?b=2&a=1&id=x%2Fy,z"),
        ("https://news.example/a?id=x,y&utm_source=rss", "https://news.example/a?id=x,y"),
        ("https://news.example/?p=12&amp;utm_medium=feed", "https://news.example/?p=12"),
        ("https://news.example/?خ=1", "https://news.example/?%D8%AE=1"),
        ("https://news.example/#!/story/12", "https://news.example/#!/story/12"),
        ("https://news.example/a#!", "https://news.example/a"),
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


@pytest.mark.parametrize(
    ("variant", "plain"),
    [
        ("/en/news/2017/07/17/1466794/some-slug/amp", "/en/news/2017/07/17/1466794/some-slug"),
        ("/three-word-slug/amp/", "/three-word-slug/"),
        ("/fa/amp/news/2462184", "/fa/news/2462184"),
        ("/amp/20190906/one-two-1120776052.html", "/20190906/one-two-1120776052.html"),
        ("/amp/berita/147739/judul", "/berita/147739/judul"),
        ("/print/world/12345", "/world/12345"),
        ("/articles/view/14837/print", "/articles/view/14837"),
        ("/world/some-long-slug.amp.html", "/world/some-long-slug.html"),
        ("/world-12345678.amp", "/world-12345678"),
        ("/news/12345?amp=1", "/news/12345"),
        ("/news/12345?amp", "/news/12345"),
        ("/news/12345?outputType=amp&id=3", "/news/12345?id=3"),
        ("/?p=12&print=print", "/?p=12"),
        ("/online/news/4310743/?from=twall", "/online/news/4310743/"),
        ("/world/four-men-charged?ref=other.example", "/world/four-men-charged"),
    ],
)
def test_amp_print_and_where_a_reader_came_from_do_not_make_another_article(variant: str, plain: str) -> None:
    assert canonical_url(f"https://news.example{variant}") == f"https://news.example{plain}"


@pytest.mark.parametrize(
    "url",
    [
        "/amp", "/tag/amp", "/music/print", "/amp/84911942", "/amp/world", "/print/", "/amplifier/12345",
        "/news/printers-12345",
        "/?p=249615", "/?print=12", "/?amp=full", "/view?from=london", "/?ref=abc", "/news/12345?from=3",
        "/news/12345?ref=b7",
        "/default.asp?ID=145", "/index.php?id=7&lang=en", "/a;b=c?d=e&d=f&&g",
        "/news/%D8%AE%d8%ae/1", "/A/b.HTML", "/a//b/",
    ],
)  # fmt: skip
def test_what_may_be_the_identity_stays(url: str) -> None:
    assert canonical_url(f"https://news.example{url}") == f"https://news.example{url}"


@pytest.mark.parametrize(
    "parameter",
    ["utm_source=x", "UTM_Campaign=x", "fbclid=x", "gclid=x", "yclid=x", "ysclid=x", "at_medium=x", "cmp=x", "igsh=x",
     "mc_cid=x", "_ga=x", "ocid=x", "spm=C1.P2", "srsltid=x", "mkt_tok=x", "_openstat=x", "usqp=x",
     "erid=x", "utm_term="],
)  # fmt: skip
def test_what_follows_readers_goes(parameter: str) -> None:
    assert canonical_url(f"https://news.example/?a=1&{parameter}&p=2") == "https://news.example/?a=1&p=2"


def test_hosts_are_one_only_when_the_source_says_so() -> None:
    aliases = {"www.news.example": "news.example", "amp.news.example": "news.example"}
    for host in ("news.example", "www.news.example", "WWW.News.Example.", "amp.news.example"):
        assert canonical_url(f"https://{host}/a", aliases) == "https://news.example/a"
    assert canonical_url("https://www.news.example:8443/a", aliases) == "https://news.example:8443/a"
    assert canonical_url("https://m.news.example/a", aliases) == "https://m.news.example/a"
    assert canonical_url("https://www.news.example/a") == "https://www.news.example/a"


PIECES = st.sampled_from(
    [
        "amp",
        "print",
        "news",
        "1",
        "12345",
        "20260301",
        "one-two-three",
        "a_b",
        "x.amp.html",
        "x.amp",
        "",
        ".",
        "خبر",
        "%d8",
        "tag",
    ]
)
QUERY = st.lists(
    st.sampled_from(
        ["amp", "amp=1", "utm_x=1", "from=rss", "p=1", "&", "amp;ref=a", "view=print", "%26amp=1", "x=%zz", "ä=1"]
    )
)


@given(st.lists(PIECES, max_size=6), QUERY, st.sampled_from(["", "#x", "#!", "#!/a b".replace(" ", "ä"), "#!#"]))
def test_variants_are_canonical_once(path: list[str], query: list[str], fragment: str) -> None:
    aliases = {"www.news.example": "news.example"}
    once = canonical_url(f"https://WWW.news.example/{'/'.join(path)}?{'&'.join(query)}{fragment}", aliases)
    assert canonical_url(once, aliases) == once


@given(
    st.from_regex(r"/[a-z]{1,8}(/[a-z0-9]{1,8}){0,3}", fullmatch=True), st.from_regex(r"id=[0-9]{1,6}", fullmatch=True)
)
def test_two_articles_stay_two(path: str, query: str) -> None:
    one, other = (canonical_url(f"https://news.example{path}?{query}{end}") for end in ("1", "2"))
    assert one != other


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/fa/news/12/old-title",
        "https://news.example/fa/news/12/new-title?utm_source=x",
        "https://www.news.example/fa/amp/news/12/new-title-of-it",
        "https://news.example/fa/news/12/new-title-of-it/print",
        "https://news.example./fa/news/12/new-title-of-it/amp/#top",
    ],
)
def test_every_variant_has_the_id_as_its_key(url: str) -> None:
    assert article_key(canonical_url(url), r"^https?://[^/]+/fa/news/(?P<id>\d+)\b") == "12"


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
