"""A process to be killed: keeps articles and edits, tells of them, and says what is kept, until the end of its life."""

from __future__ import annotations

import sys
from datetime import timedelta

from monitor.archive import open_archive
from monitor.domain.notification import Target
from monitor.testing import START, a_text, a_version, dispatcher, telling

DESK = Target("desk", "slack", "C1")


def main(url: str, start: int) -> None:
    archive = open_archive(url, write=True)
    dispatch = dispatcher(archive, DESK, group_interval=timedelta(0))
    for number in range(start, start + 10_000):
        # Every third is an edit of the one before.
        key = str(number - 1 if number % 3 == 2 else number)
        new = a_version(key, text=a_text(body=f"Text {number}."))
        version = archive.articles.keep(new, telling(DESK)).version
        dispatch(START)
        sys.stdout.write(f"{number} {version.article_id} {version.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
