"""A notification as a Slack message: blocks, and the escaped text that notifications and old clients show instead.

Only the fallback text is mark-up. It is cut first, then escaped, then measured again: an escape that is cut in two
would be shown as rubbish. The blocks are measured as a whole and cut from the end.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from alerts.render.facts import Facts, facts_of
from alerts.render.form import PLAIN, Form
from alerts.render.lines import shorten
from alerts.render.slack_blocks import Block, blocks_of
from monitor.domain.notification import Notification

MAX_TEXT = 3000
"""Characters of the fallback text (Slack cuts at 40,000; people read the first line)."""
MAX_TOTAL = 13_000
"""Characters of all blocks as JSON: Slack refuses near 13,200 (``msg_blocks_too_long``), and does not say of what."""
MAX_LINES = 40
"""Articles of a list at the most; long ones are fewer."""


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """``blocks`` within Slack's limits, and ``text``, escaped, which can stand alone."""

    blocks: list[Block]
    text: str


def render_slack(notification: Notification, block_id: str = "", form: Form = PLAIN) -> SlackMessage:
    """The Slack message for ``notification``; ``block_id`` (at most 255 characters) marks its first block.

    Never raises, whatever the notification's text is. What is beyond Slack's limits is cut from the end: first the
    texts around hits, then the articles of a list, which are counted instead.
    """
    facts = _without(facts_of(notification, form.desk), MAX_LINES)
    blocks = blocks_of(facts, block_id)
    while (excess := len(json.dumps(blocks, ensure_ascii=False)) - MAX_TOTAL) > 0 and (facts.snippets or facts.lines):
        if facts.snippets:
            facts = replace(facts, snippets=facts.snippets[:-1])
        else:
            facts = _without(facts, len(facts.lines) - max(1, excess // 1000))
        blocks = blocks_of(facts, block_id)
    return SlackMessage(blocks, _fallback(facts))


def escape(text: str) -> str:
    """``text`` as Slack mark-up that shows it: exactly ``&``, ``<`` and ``>`` are escaped (formatting guide)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_within(text: str, limit: int) -> str:
    """``text`` escaped, cut at a word so that the escaped text has at most ``limit`` characters."""
    cut = shorten(text, limit)
    while len(escaped := escape(cut)) > limit:
        cut = shorten(text, len(cut) - max(1, (len(escaped) - limit) // 5))
    return escaped


def _without(facts: Facts, most: int) -> Facts:
    """The facts with at most so many articles, and the rest counted."""
    kept = facts.lines[: max(most, 0)]
    return replace(facts, lines=kept, more=facts.more + len(facts.lines) - len(kept))


def _fallback(facts: Facts) -> str:
    lines = [facts.headline, *(f"- {line.headline}" for line in facts.lines[:10])] if facts.listing else [
        f"{facts.severity}: {shorten(facts.headline, 300)}",
        facts.status,
        f"{facts.source}, published {facts.published}" if facts.published else f"{facts.source}, {facts.first_seen}",
        f"Rules: {', '.join(facts.rules)}" if facts.rules else "",
    ]  # fmt: skip
    text = escape_within("\n".join(line for line in lines if line), MAX_TEXT - 1)
    link = escape(facts.link or facts.address)
    return f"{text}\n{link}" if link and len(text) + 1 + len(link) <= MAX_TEXT else text
