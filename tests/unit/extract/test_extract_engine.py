"""What trafilatura is given and asked."""

from __future__ import annotations

from lxml import html

from monitor.extract.engine import selected_text

ONE = "The ferry between the two islands will sail again on Monday after its engine was mended at the yard."


def test_the_page_is_as_before() -> None:
    root = html.document_fromstring(
        f"<html><body><nav>x</nav><article><p>{ONE}</p><p>{ONE[::-1]}</p></article></body></html>"
    )
    before = html.tostring(root)
    assert ONE in selected_text(root, is_article=True)
    assert html.tostring(root) == before


def test_a_text_that_was_seen_before_is_not_dropped() -> None:
    page = f"<html><body><article><p>{ONE}</p><p>{ONE[::-1]}</p></article></body></html>"
    assert len({selected_text(html.document_fromstring(page), is_article=True) for _ in range(5)}) == 1


def test_the_posts_of_a_forum_are_its_text() -> None:
    posts = "".join(f"<div class='comment'><p>{ONE} Post {at}.</p></div>" for at in range(4))
    script = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    page = f"<html><head>{script}</head><body><div id='comments'>{posts}</div></body></html>"
    assert "Post 3" in selected_text(html.document_fromstring(page), is_article=False)
