"""Notifications of hostile and of ordinary text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.domain.notification import Notification, Piece, RuleNote, Snippet

HOSTILE = "<script>alert(1)</script> <!channel> \r\nBcc: spy@evil.example\u2028\x00\u202eتقلب\u2066 \ud800 "


@pytest.fixture
def hostile() -> str:
    """A headline with everything that breaks mail, pages and chats, and 5,000 characters more."""
    return HOSTILE + "очень длинный заголовок " * 210


@pytest.fixture
def notification() -> Notification:
    return Notification(
        story="story-1",
        article_id="0123456789abcdef",
        version=1,
        headline="Бухта: совет выбрал новый причал",
        lead="Решение приняли ночью.",
        url="https://gavan.example/novosti/4711?a=1&b=2",
        source_id="gavan",
        source_name="Вестник гавани",
        country="RU",
        language="ru",
        published=datetime(2026, 3, 4, 9, 20, tzinfo=UTC),
        first_seen=datetime(2026, 3, 4, 9, 25, tzinfo=UTC),
        rules=(
            RuleNote("harbours", "medium", {}, ("причал",)),
            RuleNote("councils", "critical", {"desk": "north"}, ("совет",)),
        ),
        snippets=(
            Snippet("title", (Piece("Бухта: "), Piece("совет", True), Piece(" выбрал новый "), Piece("причал", True))),
            Snippet("body", (Piece("… у\nстарого "), Piece("причала", True), Piece(" …"))),
        ),
    )
