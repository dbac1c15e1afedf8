"""What a page says about itself: authors, section, tags, image, canonical address, language."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from monitor.domain.article import Extraction
from monitor.extract.language import language_of
from monitor.extract.page import extract
from monitor.extract.people import authors_of

URL = "https://lighthouse.example/sea/ferry"
Made = Callable[..., bytes]


@pytest.fixture
def told(page: Made) -> Callable[..., Extraction]:
    """What is extracted from a page with these parts."""

    def make(**parts: str) -> Extraction:
        return extract(page(**parts), URL)

    return make


def _ld(**node: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **node})}</script>"


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("By Ada Lund", ("Ada Lund",)),
        ("BY ADA LUND and Bo Ek", ("ADA LUND", "Bo Ek")),
        ("Ada Lund, Lighthouse", ("Ada Lund",)),
        ("Ada Lund (ada@lighthouse.example)", ("Ada Lund",)),
        ("Ada Lund @adalund", ("Ada Lund",)),
        ("https://lighthouse.example/people/ada", ()),
        ("admin", ()),
        ("Analysis by Ada Lund, Sea Editor-at-large", ("Ada Lund",)),
        ("Автор: Ирина Полякова", ("Ирина Полякова",)),
        ("نویسنده: سارا امینی", ("سارا امینی",)),
        ("记者：林小雨、王平", ("林小雨", "王平")),
        ("Par Jeanne Roy et Luc Petit", ("Jeanne Roy", "Luc Petit")),
        ("Byron Alder", ("Byron Alder",)),
        ("Yana Lind", ("Yana Lind",)),
    ],
)
def test_names_of_authors(stated: str, names: tuple[str, ...]) -> None:
    assert authors_of([stated], ["Lighthouse"]) == names


@pytest.mark.parametrize(
    "parts",
    [
        {"head": _ld(author={"@type": "Person", "name": "Ada Lund"})},
        {"head": _ld(author=[{"name": "Ada Lund"}, {"name": "Lighthouse"}], publisher={"name": "Lighthouse"})},
        {"head": _ld(author={"@id": "#ada"}) + _ld(**{"@type": "Person", "@id": "#ada", "name": "Ada Lund"})},
        {"head": "<meta name=author content='By Ada Lund'>"},
        {"below": "<div class=meta><a rel=author href='/ada'>Ada Lund</a></div>"},
        {"below": "<div class=byline>By <b>Ada Lund</b> | 3 May 2025</div>"},
        {"below": "<div class=byline>By Ada Lund</div>", "end": "<div class=comments><b class=author>Bo</b></div>"},
    ],
)
def test_the_author_in_many_places(told: Callable[..., Extraction], parts: dict[str, str]) -> None:
    assert told(**parts).authors == ("Ada Lund",)


def test_the_article_of_the_page_counts_not_a_related_one(told: Callable[..., Extraction]) -> None:
    related = _ld(headline="Bridge talk", datePublished="2020-01-01", author={"name": "Bo Ek"})
    own = _ld(headline="Ferry returns to the strait", datePublished="2025-11-24", author={"name": "Ada Lund"})
    extraction = told(head=related + own)
    assert (extraction.authors, str(extraction.text.date)) == (("Ada Lund",), "2025-11-24")


@pytest.mark.parametrize(
    "parts",
    [
        {"head": "<meta property='article:section' content='Sea'>"},
        {"head": _ld(articleSection=["Sea", "Islands"])},
        {"above": "<div class=path><a href=/>Home</a> » <a href=/s>Sea</a></div>"},
    ],
)
def test_the_section(told: Callable[..., Extraction], parts: dict[str, str]) -> None:
    assert told(**parts).section == "Sea"


@pytest.mark.parametrize(
    "parts",
    [
        {"head": "<meta property='article:tag' content='ferry'><meta property='article:tag' content='islands'>"},
        {"head": "<meta name=news_keywords content='ferry, islands,Ferry'>"},
        {"head": _ld(keywords=["ferry", "islands"])},
        {"head": "<meta name=keywords content='ferry、islands'>"},
        {"end": "<div class=tags><span>Tags:</span> <a href=/1>ferry</a> <a href=/2>#islands</a></div>"},
        {"end": "<a rel=tag href=/1>ferry</a> <a rel=tag href=/2>islands</a>"},
    ],
)
def test_the_tags(told: Callable[..., Extraction], parts: dict[str, str]) -> None:
    assert tuple(tag.lower() for tag in told(**parts).tags) == ("ferry", "islands")


@pytest.mark.parametrize(
    ("head", "image"),
    [
        ("<meta property='og:image' content='/f/1.jpg'>", "https://lighthouse.example/f/1.jpg"),
        (_ld(image={"url": "https://cdn.example/1.jpg"}), "https://cdn.example/1.jpg"),
        (_ld(image=["https://cdn.example/1.jpg", "https://cdn.example/2.jpg"]), "https://cdn.example/1.jpg"),
        ("<meta property='og:image' content='data:image/png;base64,AA'>", ""),
        ("<meta property='og:image' content='javascript:alert(1)'>", ""),
    ],
)
def test_the_image_is_a_whole_address(told: Callable[..., Extraction], head: str, image: str) -> None:
    assert told(head=head).image == image


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("/sea/ferry?id=1", "https://lighthouse.example/sea/ferry?id=1"),
        ("https://lighthouse.example/", ""),
        ("javascript:void(0)", ""),
    ],
)
def test_the_canonical_address(told: Callable[..., Extraction], href: str, canonical: str) -> None:
    assert told(head=f"<link rel=canonical href='{href}'>").canonical_url == canonical


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("قال الوزير إن الجسر الجديد سيفتح قبل نهاية العام", "en", "ar"),
        ("وزیر راه گفت پل تازه پیش از پایان سال گشایش می‌یابد", "ar", "fa"),
        ("وزیر نے کہا کہ نیا پل سال کے آخر سے پہلے کھول دیا جائے گا", "", "ur"),
        ("وزیر د دوشنبې په ورځ وویل چې نوی پل به پرانیستل شي", "fa", "ps"),
        ("Міністр повідомив, що новий міст відкриється до кінця року", "ru", "uk"),
        ("Министърът съобщи, че новият мост ще бъде отворен догодина", "", "bg"),
        ("Министр жаңа көпір жыл соңына дейін ашылатынын айтты", "ru", "kk"),
        ("新桥将在年底前向所有居民开放，届时票价不变。", "", "zh"),
        ("大臣は新しい橋が年末までに開通すると述べた。", "zh", "ja"),
        ("장관은 새 다리가 연말 전에 개통될 것이라고 말했다.", "", "ko"),
        ("Ministar je u ponedjeljak rekao da će novi most biti otvoren", "sr", "sr"),
        ("Menteri mengatakan bahwa jembatan baru akan dibuka", "ms", "ms"),
        ("1234 -- 5678", "fa", "fa"),
        ("1234", "", ""),
    ],
)
def test_the_language_is_told_from_the_text(text: str, declared: str, language: str) -> None:
    assert language_of(text, declared) == language
