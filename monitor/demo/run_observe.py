"""What can be seen from outside the daemon: the text files it wrote, and the alerts that arrived.

Nothing here asks the daemon or its archive, so what the demo shows and checks is what a desk would get.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.demo.outlets import Published, Request
from monitor.domain.textformat import ArticleText, parse
from monitor.domain.url import article_id, canonical_url
from monitor.errors import TextFormatError

EMAIL, SLACK_BOT, SLACK_WEBHOOK = "e-mail", "Slack bot", "Slack webhook"
_LOOK_EVERY = 0.05
_RULE = re.compile(r"([\w-]+) \((?:info|low|medium|high|critical)\)")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One alert as its target got it: ``content`` is the MIME message (EmailMessage) or the JSON payload (dict)."""

    channel: str
    at: datetime
    said: str
    """All text of the message, with the article's address in it."""
    hits: tuple[str, ...]
    """The words that the message marks."""
    content: Any

    @property
    def rules(self) -> frozenset[str]:
        """The rules that the message names."""
        return frozenset(_RULE.findall(self.said))

    def tells(self, published: Published) -> bool:
        """Whether this alert is about the article."""
        return re.search(re.escape(published.url) + r"(?![\w/-])", self.said) is not None


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file on disk; ``text`` is None and ``fault`` says why where it is not in the format."""

    path: Path
    raw: str
    text: ArticleText | None
    fault: str = ""


def text_paths(texts: Path, published: Published) -> list[Path]:
    """The files that the monitor wrote for the article: one, or more if it took it for edited."""
    name = article_id(canonical_url(published.url))
    return sorted((texts / published.outlet.id).glob(f"*/*/*/*_{name}*.txt"))


def read_text(path: Path) -> TextFile:
    """The file and what it says. Raises OSError."""
    data = path.read_bytes()
    raw = data.decode("utf-8", errors="replace")
    try:
        return TextFile(path, raw, parse(data, path.name))
    except TextFormatError as error:
        return TextFile(path, raw, None, str(error))


def page_request(requests: Sequence[Request], published: Published) -> Request | None:
    """The first request for the article's page, in the outlet's own log."""
    path = published.outlet.path_of(published.article)
    return next((r for r in requests if r.outlet_id == published.outlet.id and r.path == path), None)


def wait_until(done: Callable[[], bool], seconds: float, still_possible: Callable[[], bool]) -> bool:
    """Look until ``done``, for at most ``seconds``, and only while it is still possible; whether it was reached."""
    deadline = time.monotonic() + seconds
    while not (reached := done()) and time.monotonic() < deadline and still_possible():
        time.sleep(_LOOK_EVERY)
    return reached
