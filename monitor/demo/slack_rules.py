"""What Slack demands of a message, and what a message from us must never contain. Pure.

The limits are those of Slack's block reference; the limit on all blocks together is not documented and was found by
others to be near 13,200 characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

MAX_BLOCKS, MAX_HEADER, MAX_SECTION, MAX_BLOCK_ID, MAX_URL = 50, 150, 3000, 255, 3000
MAX_BUTTONS, MAX_LABEL = 25, 75
MAX_TEXT = 40_000
MAX_TOTAL = 13_200
_LIVE = re.compile(r"<[!@#]")
_PARTS = ("rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list")
_MENTIONS = ("broadcast", "user", "usergroup", "channel", "team")


def error_in(payload: Mapping[str, Any]) -> str:
    """The name of the error that Slack would answer with; empty for a message that it takes."""
    text, blocks = payload.get("text"), payload.get("blocks") or []
    if not isinstance(text, str) or not text.strip():
        return "no_text"
    if len(text) > MAX_TEXT:
        return "msg_too_long"
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return "invalid_blocks_format"
    if len(blocks) > MAX_BLOCKS or not all(_block_fits(block) for block in blocks):
        return "invalid_blocks"
    thread = payload.get("thread_ts", "")
    if not isinstance(thread, str) or (payload.get("reply_broadcast") and not thread):
        return "invalid_arguments"
    return "msg_blocks_too_long" if len(json.dumps(blocks, ensure_ascii=False)) > MAX_TOTAL else ""


def violations_in(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Every place where a text from the web would call people: mark-up that is not escaped, or a mention element."""
    found = [f"unescaped mark-up: {text[:80]!r}" for text in _marked_up(payload) if _LIVE.search(text)]
    found += [f"mention: {element!r}"[:80] for element in _rich_elements(payload) if element.get("type") in _MENTIONS]
    return tuple(found)


def _block_fits(block: Mapping[str, Any]) -> bool:
    if not 0 <= len(str(block.get("block_id", ""))) <= MAX_BLOCK_ID:
        return False
    match block:
        case {"type": "header", "text": {"type": "plain_text", "text": str(text)}}:
            return 0 < len(text) <= MAX_HEADER
        case {"type": "section", "text": {"type": "mrkdwn" | "plain_text", "text": str(text)}}:
            return 0 < len(text) <= MAX_SECTION
        case {"type": "context", "elements": [_, *_] as elements}:
            return len(elements) <= 10
        case {"type": "rich_text", "elements": [_, *_] as parts}:
            return all(_part_fits(part) for part in parts)
        case {"type": "actions", "elements": [_, *_] as elements}:
            names = [element.get("action_id") for element in elements]
            return len(elements) <= MAX_BUTTONS and len(set(names)) == len(names) and all(map(_button_fits, elements))
        case {"type": "divider"}:
            return True
    return False


def _button_fits(element: Mapping[str, Any]) -> bool:
    match element:
        case {"type": "button", "action_id": str(name), "text": {"type": "plain_text", "text": str(text)}}:
            return 0 < len(text) <= MAX_LABEL and 0 < len(name) <= MAX_BLOCK_ID and _is_link(element.get("url", ""))
    return False


def _is_link(url: object) -> bool:
    return isinstance(url, str) and url.startswith(("http://", "https://")) and len(url) <= MAX_URL


def _part_fits(part: Mapping[str, Any]) -> bool:
    elements = part.get("elements")
    if part.get("type") not in _PARTS or not isinstance(elements, list) or not elements:
        return False
    if part["type"] == "rich_text_list":
        items = [isinstance(one, dict) and one.get("type") == "rich_text_section" for one in elements]
        return part.get("style") in ("bullet", "ordered") and all(items) and all(map(_part_fits, elements))
    return sum(len(str(one.get("text", ""))) for one in elements) <= MAX_SECTION and all(map(_element_fits, elements))


def _element_fits(element: Mapping[str, Any]) -> bool:
    match element:
        case {"type": "text", "text": str(text)}:
            return bool(text)
        case {"type": "link", "url": url}:
            return _is_link(url)
    return element.get("type") in (*_MENTIONS, "emoji", "date", "color")


def _marked_up(value: Any) -> Iterator[str]:
    """Every text that Slack reads as mark-up: the fallback text, and objects of the type ``mrkdwn``."""
    if isinstance(value, Mapping):
        if value.get("type") in ("mrkdwn", None) and isinstance(value.get("text"), str):
            yield value["text"]
        for inner in value.values():
            yield from _marked_up(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _marked_up(inner)


def _rich_elements(payload: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for block in payload.get("blocks") or []:
        for part in block.get("elements", ()) if block.get("type") == "rich_text" else ():
            for element in part.get("elements", ()):
                yield element
                yield from element.get("elements", ())
