"""What a receiver was told, as a feed: JSON Feed 1.1, and RSS 2.0 made of the same entries.

An entry's id is the delivery's key, so that what is sent twice stands there once. Text is escaped for its medium; the
characters that XML cannot hold are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any
from xml.etree import ElementTree as Xml

from alerts.render.facts import facts_of
from alerts.render.form import Form
from alerts.render.lines import one_line
from alerts.render.mail import render_mail
from monitor.domain.notification import Delivery

JSON_FEED = "https://jsonfeed.org/version/1.1"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is outside ``Char`` of XML 1.0."""

Entry = dict[str, Any]


def entry_of(delivery: Delivery, form: Form) -> Entry:
    """The delivery as an item of a JSON Feed."""
    notification = delivery.notification
    mail, facts = render_mail(notification, form), facts_of(notification, form.desk)
    entry: Entry = {
        "id": f"urn:wirewatch:{delivery.key}",
        "title": _legal(mail.subject),
        "content_text": _legal(mail.text),
        "date_published": delivery.created_at.isoformat(),
        "tags": [_legal(one_line(rule.name)) for rule in notification.rules],
    }
    if url := facts.link or facts.desk:
        entry["url"] = url
    if facts.language:
        entry["language"] = facts.language
    return entry


def json_feed(title: str, entries: Sequence[Entry]) -> str:
    """The entries as a JSON Feed."""
    feed = {"version": JSON_FEED, "title": _legal(one_line(title)), "items": list(entries)}
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def rss_feed(title: str, entries: Sequence[Entry]) -> str:
    """The entries as RSS 2.0."""
    rss = Xml.Element("rss", version="2.0")
    channel = Xml.SubElement(rss, "channel")
    for name, text in (("title", title), ("link", ""), ("description", f"Alerts for {title}")):
        Xml.SubElement(channel, name).text = _legal(one_line(text))
    for entry in entries:
        item = Xml.SubElement(channel, "item")
        Xml.SubElement(item, "title").text = entry["title"]
        if "url" in entry:
            Xml.SubElement(item, "link").text = entry["url"]
        Xml.SubElement(item, "guid", isPermaLink="false").text = entry["id"]
        Xml.SubElement(item, "pubDate").text = format_datetime(datetime.fromisoformat(entry["date_published"]))
        for tag in entry["tags"]:
            Xml.SubElement(item, "category").text = tag
        # A description is HTML inside of XML: what is text must be escaped for both.
        Xml.SubElement(item, "description").text = escape(entry["content_text"]).replace("\n", "<br>\n")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(rss, encoding="unicode") + "\n"


def _legal(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
