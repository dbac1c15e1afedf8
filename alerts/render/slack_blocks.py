"""Slack's blocks for the facts of a notification.

Text from the web goes into ``rich_text`` elements and plain text only, which Slack shows as it is: it cannot become
mark-up, a link or a mention, and bold and links are structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from alerts.render.facts import Facts, Line
from alerts.render.lines import shorten
from monitor.domain.notification import Piece, Snippet

MAX_HEADER = 150
"""Characters of a header block (Slack's block reference)."""
MAX_TEXT = 3000
"""Characters of a text element."""
MAX_DESK = 1000
"""Characters of the desk's address in a button; a longer one has none, so that it cannot fill the message."""
_MENTION = re.compile(r"<(?=[!@#]|\w+:)")

Block = dict[str, Any]


def blocks_of(facts: Facts, block_id: str) -> list[Block]:
    """All blocks of a message; ``block_id`` marks the first. Texts are within their limits, the sum may not be."""
    heading = facts.headline if facts.listing else f"{facts.severity}: {facts.headline}"
    text = {"type": "plain_text", "text": _literal(heading, MAX_HEADER), "emoji": False}
    header = {"type": "header", "text": text, **({"block_id": block_id} if block_id else {})}
    said = [_section((Piece(facts.status, True),))] if facts.status else []
    said += [_section(facts.lead)] if facts.lead else []
    for snippet in _found_in(facts):
        said.append(_section((Piece(f"Found in the {snippet.field}:"),)))
        said.append({"type": "rich_text_quote", "elements": _elements(snippet.pieces)})
    about = _about(facts)
    said += [{"type": "rich_text_section", "elements": about}] if about else []
    said += [_section((Piece(facts.lines_heading, True),))] if facts.lines and not facts.listing else []
    said += map(_item, facts.lines)
    said += [_section((Piece(f"and {facts.more} more"),))] if facts.more else []
    rich = [{"type": "rich_text", "elements": said}] if said else []
    return [header, *rich, *_buttons(facts)]


def _found_in(facts: Facts) -> tuple[Snippet, ...]:
    """The texts with hits; the headline among them, since a header block cannot show its hits in bold."""
    if not any(piece.hit for piece in facts.headline_pieces):
        return facts.snippets
    return (Snippet("headline", facts.headline_pieces), *facts.snippets)


def _about(facts: Facts) -> list[Block]:
    """Where the article is from, when it was published and seen, which rules it matched, and its address."""
    if facts.listing:
        return []
    lines = [
        facts.source,
        f"published {facts.published}, first seen {facts.first_seen}" if facts.published else facts.first_seen,
        f"rules: {', '.join(facts.rules)}" if facts.rules else "",
        f"doubtful: {facts.doubts}" if facts.doubts else "",
        "trial message: alerts for this receiver arrive" if facts.test else "",
    ]
    text = "".join(f"{line}\n" for line in lines if line)
    return [_text(text), _link(facts.link, facts.invitation) or _text(f"address: {facts.address or 'unknown'}")]


def _item(line: Line) -> Block:
    """One article of a list: severity, headline as a link, and what else is known of it."""
    severity = [_text(f"{line.severity}: ", bold=True)] if line.severity else []
    headline = _link(line.link, line.headline) or _text(line.headline)
    rest = "\n".join(part for part in ("", line.about, "" if line.link else line.address) if part)
    about = [_text(f"\n{rest}")] if rest else []
    section = {"type": "rich_text_section", "elements": [*severity, headline, *about]}
    return {"type": "rich_text_list", "style": "bullet", "elements": [section]}


def _buttons(facts: Facts) -> list[Block]:
    """Buttons that open the article and its page at the desk."""
    desk = facts.desk if len(facts.desk) <= MAX_DESK else ""
    named = (("open_article", facts.invitation, facts.link), ("open_desk", "Open at the desk", desk))
    buttons = [
        {"type": "button", "action_id": name, "text": {"type": "plain_text", "text": words}, "url": url}
        for name, words, url in named
        if url
    ]
    return [{"type": "actions", "elements": buttons}] if buttons else []


def _section(pieces: Iterable[Piece]) -> Block:
    return {"type": "rich_text_section", "elements": _elements(pieces)}


def _elements(pieces: Iterable[Piece]) -> list[Block]:
    return [_text(piece.text, piece.hit) for piece in pieces] or [_text(" ")]


def _text(text: str, bold: bool = False) -> Block:
    element: Block = {"type": "text", "text": _literal(text, MAX_TEXT)}
    return {**element, "style": {"bold": True}} if bold else element


def _link(url: str, text: str) -> Block | None:
    return {"type": "link", "url": url, "text": _literal(text, MAX_HEADER)} if url else None


def _literal(text: str, limit: int) -> str:
    """``text`` for a literal element. An invisible word joiner keeps what looks like a mention or a link from being
    one in a client that reads mark-up where it should not."""
    return shorten(_MENTION.sub("<\u2060", text), limit)
