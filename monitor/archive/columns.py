"""What all tables are made of: names of constraints, and column types that make both engines store the same.

Text from the web may hold what a database cannot: PostgreSQL refuses NUL, and UTF-8 has no lone surrogates. Every
string passes ``clean`` on its way into a statement, here and nowhere else.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, Text
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
"""Every table of the archive, in schema.py and schema_alerts.py."""

T = TypeVar("T")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

ID = BigInteger().with_variant(Integer, "sqlite")
"""A number the database gives; SQLite counts up by itself only in a plain INTEGER."""


def clean(text: str) -> str:
    """``text`` with U+FFFD in the place of every character that cannot be stored."""
    return _UNSTORABLE.sub("\ufffd", text)


def batches(values: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """``values`` in parts that fit into one statement: databases limit the number of its parameters."""
    return (values[start : start + size] for start in range(0, len(values), size))


def digest(text: str) -> str:
    """32 hex digits that stand for ``text`` in an index: an index entry of PostgreSQL has room for 2,700 bytes only."""
    return hashlib.sha256(clean(text).encode()).hexdigest()[:32]


def _clean_all(value: Any) -> Any:
    """``value`` (of strings, numbers, lists and dicts) with every string clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _clean_all(item) for key, item in value.items()}
    return [_clean_all(item) for item in value] if isinstance(value, (list, tuple)) else value


class CleanText(TypeDecorator[str]):
    """Text that is cleaned when it is bound, also in comparisons."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean ``value``."""
        return None if value is None else clean(value)


class Json(TypeDecorator[Any]):
    """JSON as text, the same in both engines; every string in it is cleaned."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Write ``value``."""
        written = json.dumps(value, ensure_ascii=False)
        if "\\u0000" in written or _UNSTORABLE.search(written):  # hardly ever, and to clean costs more than to write
            written = json.dumps(_clean_all(value), ensure_ascii=False)
        return written

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read ``value``."""
        return None if value is None else json.loads(value)


class Time(TypeDecorator[datetime]):
    """An aware time, kept and given back in UTC. Raises ValueError for a time without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite has no zones, so it gets the time without one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the time {value} has no zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back to UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
