"""What is asked of the archive while the daemon holds the right to write: each request waits as a file, and the daemon
does it.

SQLite has one writing process; a mark, a silence or a delivery to be tried again must not wait until somebody stops it.
A request's file goes only after the commit: one that is found again after a crash is done again, which changes nothing.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import structlog
from pydantic import AwareDatetime, Field, TypeAdapter

from alerts.policy.ledger import Acknowledgement
from alerts.policy.matchers import Matcher
from alerts.policy.silences import Silence
from monitor.archive import Archive, open_archive
from monitor.config import Settings
from monitor.domain.mark import Mark, Usefulness
from monitor.errors import ArchiveBusy, NotFound
from monitor.wiring.clock import now

DIRECTORY = "requests"
"""Below the data directory."""

_log = structlog.get_logger("monitor.requests")


@dataclass(frozen=True, slots=True)
class AddMarks:
    """Mark matches as useful or as noise."""

    matches: tuple[int, ...]
    verdict: Usefulness
    by: str
    note: str
    at: AwareDatetime
    kind: Literal["marks"] = "marks"

    @property
    def marks(self) -> list[Mark]:
        """A mark for each of the matches."""
        return [Mark(match, self.verdict, self.by, self.note, self.at) for match in self.matches]

    def do(self, archive: Archive) -> int:
        """Add the marks; how many."""
        archive.marks.add(self.marks)
        return len(self.matches)


@dataclass(frozen=True, slots=True)
class AddSilence:
    """Make a silence."""

    matchers: tuple[str, ...]
    author: str
    reason: str
    starts: AwareDatetime
    ends: AwareDatetime
    kind: Literal["silence"] = "silence"

    def do(self, archive: Archive) -> int:
        """Keep it; its number. Raises ValueError for what is no matcher."""
        matchers = tuple(Matcher.parse(text) for text in self.matchers)
        return archive.silences.add(Silence(0, matchers, self.author, self.reason, self.starts, self.ends)).id


@dataclass(frozen=True, slots=True)
class EndSilence:
    """End a silence before its time."""

    number: int
    at: AwareDatetime
    kind: Literal["end silence"] = "end silence"

    def do(self, archive: Archive) -> int:
        """End it; its number."""
        archive.silences.end(self.number, self.at)
        return self.number


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Take over a story."""

    story: str
    by: str
    note: str
    at: AwareDatetime
    kind: Literal["acknowledge"] = "acknowledge"

    def do(self, archive: Archive) -> int:
        """Keep it; one story."""
        archive.alerts.acknowledge(Acknowledgement(self.story, self.by, self.at, self.note))
        return 1


@dataclass(frozen=True, slots=True)
class Retry:
    """Make a delivery due."""

    delivery: int
    at: AwareDatetime
    kind: Literal["retry"] = "retry"

    def do(self, archive: Archive) -> int:
        """Make it due; its number."""
        archive.outbox.retry(self.delivery, self.at)
        return self.delivery


@dataclass(frozen=True, slots=True)
class RetryReceiver:
    """Make due what waits for a receiver."""

    receiver: str
    at: AwareDatetime
    kind: Literal["retry receiver"] = "retry receiver"

    def do(self, archive: Archive) -> int:
        """Make all of it due; how many deliveries."""
        return archive.outbox.retry_receiver(self.receiver, self.at)


@dataclass(frozen=True, slots=True)
class Drop:
    """Take a delivery out of the outbox."""

    delivery: int
    why: str
    kind: Literal["drop"] = "drop"

    def do(self, archive: Archive) -> int:
        """Drop it; its number."""
        archive.outbox.drop(self.delivery, self.why)
        return self.delivery


Request = AddMarks | AddSilence | EndSilence | Acknowledge | Retry | RetryReceiver | Drop
"""Each has ``do(archive)``: the number of what was made or changed, or how many. Raises NotFound where what it is about
is not there, and ArchiveError."""

_FORM: TypeAdapter[Request] = TypeAdapter(Annotated[Request, Field(discriminator="kind")])


def submit(settings: Settings, request: Request) -> int | None:
    """Do what is asked, and say what ``do`` does; None where it was left for the daemon.

    Raises NotFound, ArchiveError, OSError.
    """
    try:
        archive = open_archive(settings.archive_url.reveal(), write=True)
    except ArchiveBusy:
        _leave(settings.data_dir, request)
        return None
    try:
        return request.do(archive)
    finally:
        archive.close()


def take(data_dir: Path, archive: Archive) -> int:
    """Do what was left, in order of time; how many requests.

    What cannot be done any more is logged; a file that is no request is put aside, too. Raises ArchiveError, OSError.
    """
    done = 0
    for path in sorted((data_dir / DIRECTORY).glob("*.json")):
        try:
            _FORM.validate_json(path.read_bytes()).do(archive)
            done += 1
        except NotFound as error:
            _log.warning("request not done", file=path.name, error=str(error))
        except ValueError as error:
            _log.error("not a request", file=str(path), error=str(error))
            path.rename(path.with_suffix(".bad"))
            continue
        path.unlink()
    return done


def _leave(data_dir: Path, request: Request) -> None:
    directory = data_dir / DIRECTORY
    directory.mkdir(exist_ok=True)
    name = f"{now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
    fresh = directory / f".{name}.new"
    with fresh.open("wb") as file:
        file.write(_FORM.dump_json(request))
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(directory / f"{name}.json")
