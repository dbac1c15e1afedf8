"""Lists of sources as CSV: the columns of our catalogue, or as little as one column ``url``.

Addresses in one cell stand between spaces or ``|``. Columns of other names are ignored, and so is their order.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from monitor.domain.source import Source
from monitor.errors import ConfigError
from monitor.intake import Draft, Imported, take_in

MOST_BYTES = 10_000_000
COLUMNS = ("id", "name", "country", "language", "ownership", "homepage", "feeds", "sitemaps", "sections", "hosts",
           "article_url_pattern", "group")  # fmt: skip
"""What is written; ``group`` is the label of that name."""
_LISTS = {"feeds": "feeds", "feed_urls": "feeds", "url": "feeds", "feed": "feeds", "sitemaps": "sitemaps",
          "sections": "sections", "hosts": "hosts"}  # fmt: skip
_BETWEEN = re.compile(r"[\s|]+")


def read_csv(data: bytes, taken: Iterable[str] = ()) -> Imported:
    """The sources in a CSV file with a line of column names; ids differ from those ``taken``.

    Raises ConfigError where no column holds addresses, or where it is no CSV in UTF-8 of at most ``MOST_BYTES``.
    """
    if len(data) > MOST_BYTES:
        raise ConfigError((f"found {len(data)} bytes, expected a CSV file of at most {MOST_BYTES}",))
    try:
        drafts = list(_drafts(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError((f"found no CSV in UTF-8 ({error}), expected a line of column names and rows",)) from error
    return take_in(drafts, taken)


def write_csv(sources: Iterable[Source]) -> bytes:
    """The sources as CSV. Interval, weight and labels other than ``group`` have no column."""
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, COLUMNS)
    rows.writeheader()
    for source in sources:
        row = {name: getattr(source, name) for name in COLUMNS[:-1]} | {"group": source.labels.get("group", "")}
        rows.writerow({name: value if isinstance(value, str) else " ".join(value) for name, value in row.items()})
    return out.getvalue().encode()


def _drafts(text: str) -> Iterator[Draft]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    names = {name: (name or "").strip().lower() for name in rows.fieldnames or ()}
    if not set(names.values()) & set(_LISTS):
        found = ", ".join(names.values()) or "no line of column names"
        raise ConfigError((f"found {found[:200]}, expected a column named url, feeds, sitemaps or sections",))
    for raw in rows:
        row = {short: raw.get(name) or "" for name, short in names.items()}
        if any(value.strip() for value in row.values()):
            yield _draft(rows.line_num, row)


def _draft(line: int, row: dict[str, str]) -> Draft:
    lists: dict[str, tuple[str, ...]] = {}
    for name, cell in row.items():
        if kept := _LISTS.get(name):
            lists[kept] = (*lists.get(kept, ()), *(item for item in _BETWEEN.split(cell) if item))
    labels = {"group": row["group"].strip()} if row.get("group", "").strip() else {}
    return Draft(line, {name: value.strip() for name, value in row.items() if name not in _LISTS}, lists, labels)
