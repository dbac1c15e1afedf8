"""Links that stand for other links: unwrapped where they carry their target, named where they hide it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.url import aggregator, unwrapped

TARGET = "https://wire.example/news/12?a=1&b=2"
QUOTED = quote(TARGET, safe="")


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.google.com/url?rct=j&sa=t&url={QUOTED}&ct=ga",
        f"https://www.google.co.uk/url?q={QUOTED}",
        f"http://feedproxy.google.com/x?url={QUOTED}",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
        f"https://l.instagram.com/?u={QUOTED}&e=AT0",
        f"https://t.umblr.com/redirect?z={QUOTED}&t=x",
        f"https://vk.com/away.php?to={QUOTED}",
        f"https://www.youtube.com/redirect?q={QUOTED}",
        f"https://eur01.safelinks.protection.outlook.com/?url={QUOTED}&data=x",
        f"http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=1&url={QUOTED}&c=1",
        "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly93aXJlLmV4YW1wbGUvbmV3cy8xMj9hPTEmYj0y&ntb=1",
        f"https://clck.yandex.ru/redir/a1b2*{TARGET}",
        f"https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU={QUOTED}/RK=2/RS=x-",
        f"https://www.google.com/url?q={quote(f'https://l.facebook.com/l.php?u={QUOTED}', safe='')}",
    ],
)
def test_the_target_is_taken_out(url: str) -> None:
    assert unwrapped(url) == TARGET
    assert aggregator(url) == ""


def test_viewers_of_amp_pages_carry_the_page_in_their_path() -> None:
    assert unwrapped("https://www.google.com/amp/s/wire.example/news/12/amp") == "https://wire.example/news/12/amp"
    assert unwrapped("https://wire-example.cdn.ampproject.org/c/s/wire.example/12") == "https://wire.example/12"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://news.google.com/rss/articles/CBMiQWh0dHBz?oc=5", "Google News"),
        ("https://news.google.com/articles/CBMiQWh0dHBz", "Google News"),
        ("https://news.google.com/read/CBMiQWh0dHBz?hl=en", "Google News"),
        ("https://www.google.com/url?sa=t&opaque=1", "Google"),
        ("https://www.bing.com/ck/a?u=???", "Bing"),
        ("https://r.search.yahoo.com/_ylt=A/RE=1", "Yahoo"),
        ("https://www.baidu.com/link?url=a1b2c3", "Baidu"),
        ("https://apple.news/AbCdEf", "Apple News"),
        ("https://yandex.ru/news/story/x--1", "Yandex News"),
    ],
)
def test_an_aggregator_that_hides_the_target_is_named(url: str, name: str) -> None:
    assert aggregator(url) == name
    assert unwrapped(url) == url


@pytest.mark.parametrize(
    "url",
    [
        TARGET,
        f"https://wire.example/url?q={QUOTED}",
        f"https://wire.example/redirect?url={QUOTED}",
        "https://www.google.com/",
        "https://news.google.com/",
        "https://blog.google/products/news/",
        f"https://news.google.com.evil.example/articles/{QUOTED}",
        "https://l.facebook.com/l.php?u=javascript:alert(1)",
        "https://www.facebook.com/outlet/posts/12",
        "https://vk.com/away.php?to=/relative",
        "ftp://www.google.com/url?q=x",
        "http://[broken",
        "",
    ],
)
def test_every_other_address_stays(url: str) -> None:
    assert unwrapped(url) == url
    assert aggregator(url) == "" or url.startswith("https://www.google.com/url")


@given(
    st.text(max_size=80),
    st.sampled_from(["https://www.google.com/url?q=", "https://clck.yandex.ru/redir/*", "", "https://"]),
)
def test_any_text_has_an_answer(text: str, before: str) -> None:
    assert isinstance(unwrapped(before + text), str)
    assert isinstance(aggregator(before + text), str)
