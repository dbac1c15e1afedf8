"""Two files that feed readers read: what a receiver was told last, as JSON Feed and as RSS.

The JSON file is what is added to, the RSS file is made of it. Both are replaced whole, so a reader never sees half of
one; a lock file keeps two deliveries from losing each other's entry. An entry that is there already is not added.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from alerts.render import PLAIN, Form
from alerts.render.feed import Entry, entry_of, json_feed, rss_feed
from monitor.domain.notification import Delivery, Outcome, Result

MAX_ENTRIES = 200
"""The newest are kept."""
MAX_BYTES = 50_000_000
"""A file beyond this is none of ours and is begun anew."""


@dataclass(frozen=True, slots=True)
class FeedChannel:
    """Files with the names of ``path`` and the endings ``.json`` and ``.xml``; ``title`` is what readers call it."""

    path: Path
    title: str
    form: Form = PLAIN

    @property
    def host(self) -> str:
        """Nothing: files fail each for themselves."""
        return ""

    def send(self, delivery: Delivery) -> Outcome:
        """Add the delivery's entry."""
        entry = entry_of(delivery, self.form)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _locked(self._file(".lock")):
                self._add(entry)
        except OSError as error:
            return Outcome(Result.RETRY, f"file not written: {error.strerror or type(error).__name__}")
        return Outcome(Result.ACCEPTED, receipt=entry["id"])

    def _add(self, entry: Entry) -> None:
        """The entry on top of those that are there. RSS first: the JSON file says that both are done."""
        entries = self._entries()
        if any(one["id"] == entry["id"] for one in entries):
            return
        entries = [entry, *entries][:MAX_ENTRIES]
        _replace(self._file(".xml"), rss_feed(self.title, entries))
        _replace(self._file(".json"), json_feed(self.title, entries))

    def _entries(self) -> list[Entry]:
        """What the JSON file holds; nothing where there is none, or not one that we wrote."""
        file = self._file(".json")
        if not file.exists() or file.stat().st_size > MAX_BYTES:
            return []
        try:
            found = json.loads(file.read_text(encoding="utf-8"))["items"]
            rss_feed(self.title, found)
        except (AttributeError, KeyError, TypeError, ValueError):
            return []
        return list(found)

    def _file(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Alone among threads and processes. Raises OSError."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _replace(path: Path, text: str) -> None:
    """The whole text or the file as it was. Raises OSError."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
