"""Keeps fetched pages as evidence (the port ``Evidence``): records into WARC files, and each page into the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from monitor.archive import warc
from monitor.archive.evidence import Page, SqlEvidence
from monitor.archive.warcfiles import WarcFiles
from monitor.errors import ArchiveError
from monitor.ports import Exchange

_log = structlog.get_logger("monitor.evidence")


class KeepPages:
    """Writes records first and enters them then, so the index never names what was not written."""

    def __init__(self, index: SqlEvidence, files: WarcFiles, clock: Callable[[], datetime]) -> None:
        self._index, self._files, self._clock = index, files, clock

    def keep(self, url: str, exchanges: Sequence[Exchange]) -> int | None:
        """Keep the exchanges that led to the page announced as ``url``; the page's number. See the port."""
        if not exchanges:
            return None
        last, now = exchanges[-1], self._clock()
        page = Page(url, last.url, last.at, warc.status_of(last.received), warc.payload_digest(last.received))
        try:
            page = self._written(page, exchanges, now)
        except ArchiveError as error:
            _log.error("evidence lost", url=url, error=str(error))
            page = replace(page, lost=str(error))
        try:
            return self._index.add(page, now)
        except ArchiveError as error:
            _log.error("evidence not indexed", url=url, error=str(error))
            return None

    def _written(self, page: Page, exchanges: Sequence[Exchange], now: datetime) -> Page:
        payload = warc.split(exchanges[-1].received)[1]
        same = self._index.original(page.url, page.final_url, page.payload_digest) if payload else None
        number, original = same or (None, None)
        return replace(page, place=self._files.write(exchanges, original, now), refers_to=number)

    def close(self) -> None:
        """End the open file."""
        self._files.close()
