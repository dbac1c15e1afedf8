"""A notification as a Slack message: blocks, and the escaped text that notifications and old clients show instead.

The article's text goes into ``rich_text`` elements: there, text is literal, and bold and links are structure, so that
hits are bold inside Chinese and Arabic too, where asterisks need word limits. Only the fallback text is mark-up. It is
cut first, then escaped, then measured again: an escape that is cut in two would be shown as rubbish.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from alerts.render.facts import Facts, facts_of
from alerts.render.lines import shorten
from monitor.domain.notification import Notification, Piece, Snippet

MAX_HEADER = 150
"""Characters of a header block (Slack's block reference)."""
MAX_TEXT = 3000
"""Characters of a section, and of our fallback text."""
MAX_TOTAL = 13_000
"""Characters of all blocks as JSON: Slack refuses near 13,200 (``msg_blocks_too_long``), and does not say of what."""
_MENTION = re.compile(r"<(?=[!@#]|\w+:)")

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """``blocks`` within Slack's limits, and ``text``, escaped, which can stand alone."""

    blocks: list[Block]
    text: str


def render_slack(notification: Notification, block_id: str = "") -> SlackMessage:
    """The Slack message for ``notification``; ``block_id`` (at most 255 characters) marks its first block.

    Never raises, whatever the notification's text is.
    """
    facts = facts_of(notification)
    blocks = _blocks(facts, block_id)
    while facts.snippets and len(json.dumps(blocks, ensure_ascii=False)) > MAX_TOTAL:
        facts = replace(facts, snippets=facts.snippets[:-1])
        blocks = _blocks(facts, block_id)
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


def _blocks(facts: Facts, block_id: str) -> list[Block]:
    heading = shorten(f"{facts.severity}: {facts.headline}", MAX_HEADER)
    header = {"type": "header", "text": {"type": "plain_text", "text": _literal(heading, MAX_HEADER), "emoji": False}}
    said = [_section(facts.lead)] if facts.lead else []
    for snippet in _found_in(facts):
        said.append(_section((Piece(f"Found in the {snippet.field}:"),)))
        said.append({"type": "rich_text_quote", "elements": _elements(snippet.pieces)})
    said.append({"type": "rich_text_section", "elements": _about(facts)})
    return [{**header, **({"block_id": block_id} if block_id else {})}, {"type": "rich_text", "elements": said}]


def _found_in(facts: Facts) -> tuple[Snippet, ...]:
    """The texts with hits; the headline among them, since a header block cannot show its hits in bold."""
    if not any(piece.hit for piece in facts.headline_pieces):
        return facts.snippets
    return (Snippet("headline", facts.headline_pieces), *facts.snippets)


def _about(facts: Facts) -> list[Block]:
    """Where the article is from, when it was published and seen, which rules it matched, and its address."""
    lines = [
        facts.source,
        f"published {facts.published}, first seen {facts.first_seen}" if facts.published else facts.first_seen,
        f"rules: {', '.join(facts.rules)}" if facts.rules else "",
        f"doubtful: {facts.doubts}" if facts.doubts else "",
        "trial message: alerts for this receiver arrive" if facts.test else "",
    ]
    text = "".join(f"{line}\n" for line in lines if line)
    link: Block = {"type": "link", "url": facts.link, "text": facts.invitation}
    return [_text(text), link if facts.link else _text(f"address: {facts.address or 'unknown'}")]


def _section(pieces: Iterable[Piece]) -> Block:
    return {"type": "rich_text_section", "elements": _elements(pieces)}


def _elements(pieces: Iterable[Piece]) -> list[Block]:
    return [_text(piece.text, piece.hit) for piece in pieces] or [_text(" ")]


def _text(text: str, bold: bool = False) -> Block:
    element: Block = {"type": "text", "text": _literal(text, MAX_TEXT)}
    return {**element, "style": {"bold": True}} if bold else element


def _literal(text: str, limit: int) -> str:
    """``text`` for a literal element. An invisible word joiner keeps what looks like a mention or a link from being
    one in a client that reads mark-up where it should not."""
    return shorten(_MENTION.sub("<\u2060", text), limit)


def _fallback(facts: Facts) -> str:
    lines = [
        f"{facts.severity}: {shorten(facts.headline, 300)}",
        f"{facts.source}, published {facts.published}" if facts.published else f"{facts.source}, {facts.first_seen}",
        f"Rules: {', '.join(facts.rules)}" if facts.rules else "",
    ]
    text = escape_within("\n".join(line for line in lines if line), MAX_TEXT - 1)
    link = escape(facts.link or facts.address)
    return f"{text}\n{link}" if len(text) + 1 + len(link) <= MAX_TEXT else text
