"""``site:`` is a host, what is below it, and a beginning of its path; ``url:`` any part of the address."""

from __future__ import annotations

import pytest

from monitor.domain.match import Document, Rule
from monitor.rules.engine import compile_rules

ADDRESSES = {
    "https://rt.example/a": [
        "site:rt.example",
        "domain:RT.example",
        "site:https://rt.example/",
        "site:.example",
        "url:RT",
    ],
    "https://www.rt.example:8443/a?b": ["site:rt.example", "site:*.rt.example", "site:example", "site:www.rt.example"],
    "https://reader:word@rt.example#a": ["site:rt.example", "site:r?.example"],
    "https://xn--e1afmkfd.xn--p1ai/a": ["site:пример.рф", "site:xn--p1ai"],
    "https://пример.рф/a": ["site:пример.рф", "site:рф"],
    "https://news.example/world/1": ["site:news.example/world", "site:news.example/*/1", "url:*world*1"],
}
ELSEWHERE = {
    "https://sport.example/x": ["site:rt.example", "site:port.example", "site:ir", "site:exam"],
    "https://rt.example.org/": ["site:rt.example", "site:example"],
    "https://other.org/rt.example": ["site:rt.example", "site:*rt.example"],
    "https://other.org/?u=https://rt.example/": ["site:rt.example"],
    "https://rt.example@other.org/": ["site:rt.example"],
    "https://news.example/sport/world": ["site:news.example/world", "site:news.example/world*"],
    "https://rt1example/": ["site:rt.example"],
    "": ["site:rt.example", "site:*", "url:*"],
}


@pytest.mark.parametrize(
    ("address", "query"), [(address, one) for address, all_of in ADDRESSES.items() for one in all_of]
)
def test_an_address_on_the_site_is_found(address: str, query: str) -> None:
    assert compile_rules([Rule("site", query)], {}).match(Document(body="Talks", url=address))


@pytest.mark.parametrize(
    ("address", "query"), [(address, one) for address, all_of in ELSEWHERE.items() for one in all_of]
)
def test_an_address_elsewhere_is_not(address: str, query: str) -> None:
    assert not compile_rules([Rule("site", query)], {}).match(Document(body="Talks", url=address))


def test_many_wildcards_take_no_time_to_speak_of() -> None:
    rules = compile_rules([Rule("a", "url:" + "a*" * 500 + "b"), Rule("b", "site:" + "a*" * 100 + "b")], {})
    assert not rules.match(Document(body="Talks", url="https://" + "a" * 5000 + "/" + "a" * 5000))
