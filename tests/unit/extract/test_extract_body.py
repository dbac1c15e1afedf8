"""The body: which lines are the article's, and how they stand in blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.domain.textformat import ArticleText

Text = Callable[..., ArticleText]

ONE = "The ferry between the two islands will sail again on Monday after its engine was mended at the yard."
TWO = "Passengers had used fishing boats for three weeks, and the school had moved its lessons to the harbour."
THREE = "The captain said the crossing takes forty minutes, as before, and that tickets cost the same."


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        (f"<p>{ONE}</p><p>{TWO}</p>", [(ONE,), (TWO,)]),
        (f"<p>{ONE}<br>{TWO}</p><p>{THREE}</p>", [(ONE, TWO), (THREE,)]),
        (f"{ONE}<br><br>{TWO}<br/>{THREE}", [(ONE,), (TWO, THREE)]),
        (f"<div>{ONE}</div><div>{TWO}</div>", [(ONE,), (TWO,)]),
        (f"<p>{ONE}</p><h3>A short way</h3><p>{TWO}</p>", [(ONE,), ("A short way", TWO)]),
        (f"<p>{ONE}</p><p><b>A short way</b></p><p>{TWO}</p>", [(ONE,), ("A short way",), (TWO,)]),
        (f"<p>{ONE}</p><p>&nbsp;</p><p> </p><p>{TWO}</p>", [(ONE,), (TWO,)]),
        (f"<p>{ONE}</p><ul><li>bread</li><li>salt</li></ul><p>{TWO}</p>", [(ONE,), ("bread", "salt"), (TWO,)]),
        (f"<p>{ONE}</p><blockquote><p>{TWO}</p></blockquote>", [(ONE,), (TWO,)]),
        (
            f"<p>{ONE}</p><table><tr><th>Day</th><th>Trips</th></tr><tr><td>Monday</td><td>4</td></tr></table>",
            [(ONE,), ("Day | Trips", "Monday | 4")],
        ),
    ],
)
def test_blocks_stand_as_on_the_page(text: Text, markup: str, blocks: list[tuple[str, ...]]) -> None:
    assert list(text(body=markup).blocks[1:]) == blocks


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (ONE.replace(" again", "\n      again"), ONE),
        (ONE.replace("ferry", "<b> <i>ferry</i> </b>").replace("The ", "The"), ONE),
        (ONE + " &nbsp;", ONE + " \u00a0"),
        (ONE.replace(" again", "  again"), ONE.replace(" again", "  again")),
        (ONE.replace("Monday", "Mon\u200cday"), ONE.replace("Monday", "Mon\u200cday")),
        (ONE.replace("Monday", "<ruby>月<rp>(</rp><rt>getsu</rt><rp>)</rp></ruby>"), ONE.replace("Monday", "月")),
        (ONE + "<script>1</script><!-- x -->", ONE),
    ],
)
def test_the_text_of_a_line_is_the_pages(text: Text, source: str, line: str) -> None:
    source = source.replace("The<b> <i>ferry</i> </b> ", "The<b> <i>ferry</i> </b>")
    assert text(body=f"<p>{source}</p><p>{TWO}</p>").blocks[1] == (line,)


@pytest.mark.parametrize(
    "between",
    [
        "<div class='related-box'><a href='/2'>Harbour master retires after thirty years at the quay</a></div>",
        "<p><a href='/2'>Harbour master retires after thirty years at the quay</a></p>",
        "<p>Read more: Harbour master retires after thirty years at the quay</p>",
        "<figure><img src=a.jpg><figcaption>The ferry at the yard on its last day there</figcaption></figure>",
        "<div class='newsletter-signup'><p>Get the harbour letter before the first ferry sails.</p></div>",
        "<div id='cookie-consent'><p>We and our partners keep cookies on your machine to know what you read.</p></div>",
        "<div class='ad'>Advertisement</div>",
        "<aside><p>In our shop: a mug that shows the old ferry, in three colours.</p></aside>",
        "<p hidden>Only machines may read these many words that stand here for no other reason at all.</p>",
    ],
)
def test_furniture_between_paragraphs_is_left_out(text: Text, between: str) -> None:
    article = text(body=f"<p>{ONE}</p>{between}<p>{TWO}</p><p>{THREE}</p>")
    assert article.blocks[1:] == ((ONE,), (TWO,), (THREE,))


@pytest.mark.parametrize(
    "end",
    [
        "<div class='comments'><p>{0}</p><p>{0}</p><p>{0}</p></div>",
        "<div class='latest-news'><h3>Latest</h3><ul><li><a href='/3'>{0}</a></li></ul></div>",
        "<div class='footer'><p>© 2025 Lighthouse. All rights reserved.</p></div>",
        "<section class='also'><article><h3>Bridge talk</h3><p>{0}</p></article></section>",
        "<div class='u1'><h3>Comments</h3><div class='u2'><b>Ada</b><p>{0}</p><p>{0}</p><p>{0}</p></div></div>",
        "<div><div class='c1'><h3><a href='/4'>Bridge talk</a></h3><p>{0}</p></div><div class='c2'><h3>"
        "<a href='/5'>Tunnel talk</a></h3><p>{0}</p></div></div>",
    ],
)
def test_what_follows_the_article_is_left_out(text: Text, end: str) -> None:
    other = "A reader writes that the old ferry was slower and that nobody minded it in those days of calm."
    assert text(end=end.format(other)).blocks == text().blocks


def test_short_east_asian_articles_are_articles(text: Text) -> None:
    article = text(body="<p>两岛之间的渡轮星期一恢复航行，轮机已在船厂修好。</p><p>票价不变。</p>")
    assert article.blocks[1:] == (("两岛之间的渡轮星期一恢复航行，轮机已在船厂修好。",), ("票价不变。",))


def test_wordpress_names_of_topics_are_no_furniture(text: Text) -> None:
    body = f"<article class='post tag-ads category-comments'><p>{ONE}</p><p>{TWO}</p></article>"
    assert text(body=body).blocks[1:] == ((ONE,), (TWO,))
