"""Where pages are kept as evidence, and with what settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import structlog

from monitor import __version__
from monitor.archive import Archive
from monitor.archive.keep_pages import KeepPages
from monitor.archive.prune import Pruned, prune
from monitor.archive.warcfiles import WarcFiles, mend
from monitor.config import Settings
from monitor.wiring.clock import now

_log = structlog.get_logger("monitor.evidence")


def evidence_root(settings: Settings) -> Path:
    """The directory of the WARC files."""
    return settings.data_dir / "evidence"


def user_agent(settings: Settings) -> str:
    """How the crawler names itself."""
    return f"wirewatch/{__version__} (+{settings.contact})"


@contextmanager
def keeping(settings: Settings, archive: Archive) -> Iterator[KeepPages]:
    """What keeps pages; what a crash tore off before is cut first, and the open file is ended in the end."""
    root = evidence_root(settings)
    try:
        for name in mend(root, archive.evidence.ends()):
            _log.warning("torn record cut", file=name)
    except OSError as error:
        _log.error("evidence files cannot be mended", error=str(error))
    keep = KeepPages(archive.evidence, WarcFiles(root, _info(settings), settings.evidence.file_size), now)
    try:
        yield keep
    finally:
        try:
            keep.close()
        except OSError as error:
            _log.error("evidence file cannot be ended", error=str(error))


def prune_evidence(settings: Settings, archive: Archive, at: datetime) -> Pruned:
    """Remove what has had its time, and log what was done. Raises ArchiveError."""
    done = prune(archive.evidence, evidence_root(settings), settings.evidence.retention, at)
    for failed in done.failed:
        _log.error("evidence file cannot be pruned", error=failed)
    if done.pages:
        _log.info("evidence pruned", pages=done.pages, bytes=done.bytes, files=done.files, rewritten=done.rewritten)
    return done


def _info(settings: Settings) -> dict[str, str]:
    """What the first record of each file says."""
    return {
        "software": f"wirewatch/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "operator": settings.contact,
        "http-header-user-agent": user_agent(settings),
        "robots": "obey",
        "description": "Pages of articles; requests and answers are the bytes that were sent and received.",
    }
