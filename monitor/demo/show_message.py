"""Alerts as their readers see them: the HTML part of an e-mail, and the blocks of a Slack message, as lines of text.

Words that a message marks stand in square brackets, so that they are seen without colour too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from typing import Any

import lxml.html
from rich.text import Text

MARKED = "bold black on yellow"


def marked(words: str) -> Text:
    """Words that a rule found."""
    return Text.assemble(("[", MARKED), (words, MARKED), ("]", MARKED))


def html_part(mail: EmailMessage) -> str:
    """The HTML part of an e-mail, empty where it has none."""
    part = mail.get_body(("html",))
    return str(part.get_content()) if part else ""


def mail_hits(mail: EmailMessage) -> tuple[str, ...]:
    """The words that the HTML part marks."""
    html = html_part(mail)
    return tuple("".join(map(str, mark.itertext())) for mark in lxml.html.fromstring(html).iter("mark")) if html else ()


def mail_lines(mail: EmailMessage) -> Iterator[Text]:
    """Headers and HTML part as a mail program shows them."""
    for name in ("From", "To", "Subject", "Date"):
        yield Text.assemble((f"{name + ':':<9}", "dim"), str(mail.get(name, "")).strip())
    yield Text()
    if not (html := html_part(mail)):
        return
    for block in lxml.html.fromstring(html).iter("h1", "h2", "p", "tr"):
        cells = [_inline(cell) for cell in block] if block.tag == "tr" else [_inline(block)]
        line = Text("  ").join(cells)
        if line.plain.strip():
            line.stylize("bold" if block.tag in ("h1", "h2") else "")
            yield line


def _inline(element: Any) -> Text:
    text = Text(_flat(element.text))
    for child in element:
        if child.tag == "mark":
            text.append_text(marked(child.text_content()))
        elif child.tag == "a":
            text.append_text(Text.assemble(child.text_content(), " ", (f"<{child.get('href')}>", "blue")))
        else:
            text.append_text(_inline(child))
        text.append(_flat(child.tail))
    return text


def _flat(text: str | None) -> str:
    return " ".join((text or "").splitlines())


def slack_hits(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """The words that the blocks show in bold."""
    return tuple(e["text"] for e in _elements(payload.get("blocks", ())) if e.get("style", {}).get("bold"))


def slack_lines(payload: Mapping[str, Any]) -> Iterator[Text]:
    """The blocks as Slack shows them; the text where there are none."""
    for block in payload.get("blocks", ()):
        if block["type"] == "header":
            yield Text(block["text"]["text"], "bold")
        elif block["type"] == "rich_text":
            for part in block["elements"]:
                yield from _rich_part(part)
        elif "text" in block:
            yield Text(block["text"]["text"])
    if not payload.get("blocks"):
        yield Text(payload.get("text", ""))


def slack_words(payload: Mapping[str, Any]) -> str:
    """All text of the message, with the addresses that its links lead to."""
    words = (f"{element.get('text', '')} {element.get('url', '')}" for element in _elements(payload.get("blocks", ())))
    return "\n".join((str(payload.get("text", "")), "".join(words)))


def _rich_part(part: Mapping[str, Any]) -> Iterator[Text]:
    line = Text("▌ ", "dim") if part["type"] == "rich_text_quote" else Text()
    for element in part["elements"]:
        if element.get("style", {}).get("bold"):
            line.append_text(marked(element["text"]))
        elif element["type"] == "link":
            line.append_text(Text.assemble(element.get("text", ""), " ", (f"<{element['url']}>", "blue")))
        else:
            line.append(element.get("text", ""))
    yield from line.split("\n", allow_blank=False)


def _elements(blocks: Any) -> Iterator[Mapping[str, Any]]:
    """Every text and link element, however deep."""
    for block in blocks:
        if block.get("type") in ("text", "link"):
            yield block
        elif block.get("type") == "header":
            yield {"text": block["text"]["text"]}
        yield from _elements(block.get("elements", ()))
