"""What a message is, in words: its heading, its subject, and the line that says why it came.

A subject of a thread is frozen (``topic_of`` the thread's first message, "Re: " before it in replies), because mail
clients of the large providers take messages of different subjects for different threads.
"""

from __future__ import annotations

from alerts.render.lines import one_line, shorten
from monitor.domain.notification import Notification

MAX_SUBJECT = 120
"""Characters of a subject: what a list of mails shows on a wide screen."""
MAX_NOTE = 600
EVENTS = ("health", "volume", "silence")
"""Kinds of notifications that tell of no article."""
_LISTS = {
    "digest": "Digest",
    "summary": "Held in a quiet time",
    "overflow": "Beyond the rate limit",
    "catch-up": "Not delivered in time",
}
_REPLIES = {
    "update": "update",
    "edit": "edited",
    "withdrawal": "withdrawn",
    "rise": "risen",
    "escalation": "escalation",
}


def is_list(notification: Notification) -> bool:
    """Whether it tells of articles line by line only, and of none of them in full."""
    return notification.purpose in _LISTS


def severity_of(notification: Notification) -> str:
    """Its severity as it is shown: ``High``; ``Test`` for a trial message."""
    return "Test" if notification.kind == "test" else notification.severity.capitalize()


def heading_of(notification: Notification) -> str:
    """The headline, or of a message about several articles what it is and how many there are."""
    if not is_list(notification):
        return one_line(notification.headline) or "(no headline)"
    number = len(notification.briefs)
    told = "nothing matched" if not number else "1 article" if number == 1 else f"{number} articles"
    return f"{_LISTS[notification.purpose]}: {told}"


def status_of(notification: Notification) -> str:
    """Why the message came, in a line: what became of an article that was told before, and the note. Often empty."""
    word = _REPLIES.get(notification.purpose, "")
    if notification.purpose == "rise":
        word = f"severity has risen to {notification.severity}"
    return ": ".join(filter(None, (word.capitalize(), shorten(one_line(notification.note), MAX_NOTE))))


def topic_of(notification: Notification) -> str:
    """The subject of a thread that begins with ``notification``."""
    return _subject(f"{severity_of(notification)}: {heading_of(notification)}")


def subject_of(notification: Notification, *, reply: bool = False) -> str:
    """The subject of a message: one line that brings no encoded words of its own."""
    if reply and notification.topic:
        return f"Re: {_subject(one_line(notification.topic))}"
    if is_list(notification):
        highest = f", up to {severity_of(notification)}" if notification.briefs else ""
        return f"{heading_of(notification)}{highest}"
    word = _REPLIES.get(notification.purpose)
    severity = severity_of(notification)
    return _subject(f"{severity}, {word}: {heading_of(notification)}") if word else topic_of(notification)


def _subject(text: str) -> str:
    """Cut, and without "=?", which a mail client decodes wherever it stands in a header."""
    return shorten(text, MAX_SUBJECT).replace("=?", "= ?")
