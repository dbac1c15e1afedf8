"""Pages to be kept, and a process to be killed that keeps them in a loop and says what is kept."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from monitor.archive import Archive, open_archive
from monitor.archive.keep_pages import KeepPages
from monitor.archive.warcfiles import WarcFiles
from monitor.ports import Exchange
from monitor.testing import START

INFO = {"software": "test/1", "format": "WARC File Format 1.1"}


def exchange(url: str, body: bytes = b"<p>text</p>", at: datetime = START) -> Exchange:
    """A request for the URL and an answer with the body."""
    head = b"HTTP/1.1 200 OK\r\ncontent-TYPE:text/html\r\nContent-Length: %d\r\n\r\n" % len(body)
    sent = b"GET / HTTP/1.1\r\nHost: wire.example\r\n\r\n"
    return Exchange(url, at, "192.0.2.1", sent, head + body)


def keeper(archive: Archive, root: Path, now: datetime = START, most_bytes: int = 10**9) -> KeepPages:
    """What keeps pages below ``root``; its clock stands still."""
    return KeepPages(archive.evidence, WarcFiles(root, INFO, most_bytes), lambda: now)


def main(url: str, root: str) -> None:
    archive = open_archive(url, write=True)
    keep = keeper(archive, Path(root))
    for number in range(100_000):
        # What does not compress fills the pipe to the disk, so that the end comes within a write.
        body = b"".join(number.to_bytes(4, "big") + bytes([at % 251]) for at in range(4_000))
        page = keep.keep(f"http://wire.example/{number}", [exchange(f"http://wire.example/{number}", body)])
        sys.stdout.write(f"{page}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
