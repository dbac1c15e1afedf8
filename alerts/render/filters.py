"""The filters of users' templates: Liquid's own that are cheap, each guarded, and two of ours.

Liquid's limits count loops and output, not what happens inside a filter: a ``replace`` in a ``replace`` would take all
memory before a limit is looked at. So no filter takes a text beyond a bound, and none gives one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from liquid import Environment
from liquid.exceptions import FilterArgumentError
from liquid.filter import string_filter

MAX_TEXT = 100_000
"""Characters that a filter takes or gives."""
_OWN = ("append", "at_least", "at_most", "capitalize", "default", "downcase", "escape", "first", "join", "last",
        "map", "minus", "plus", "prepend", "size", "slice", "strip", "truncate", "truncatewords", "uniq", "upcase",
        "url_encode", "where")  # fmt: skip
Filter = Callable[..., Any]


def _bounded(value: object) -> None:
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise FilterArgumentError(f"a text of more than {MAX_TEXT} characters", token=None)


def _guarded(filter_: Filter) -> Filter:
    """The filter, refusing what is too large on its way in and out."""

    @wraps(filter_)
    def guarded(*values: Any, **named: Any) -> Any:
        for value in (*values, *named.values()):
            _bounded(value)
        result = filter_(*values, **named)
        _bounded(result)
        return result

    return guarded


@string_filter
def _replace(text: str, old: str, new: str = "") -> str:
    """Every ``old`` as ``new``; an empty ``old`` replaces nothing."""
    old, new = str(old), str(new)
    if not old:
        return text
    if len(text) + text.count(old) * max(len(new) - len(old), 0) > MAX_TEXT:
        raise FilterArgumentError(f"replace: a text of more than {MAX_TEXT} characters", token=None)
    return text.replace(old, new)


def _date(value: object, format_: object = "%Y-%m-%d %H:%M") -> object:
    """A time of ours (ISO 8601) in the format of ``strftime``; anything else as it is."""
    try:
        return datetime.fromisoformat(str(value)).strftime(str(format_)[:100])
    except ValueError:
        return value


def _joined(values: Any, separator: object = " ") -> str:
    """The items with ``separator`` between them."""
    items = [_text(item) for item in values] if isinstance(values, (list, tuple)) else [_text(values)]
    between = _text(separator)
    if sum(map(len, items)) + len(items) * len(between) > MAX_TEXT:
        raise FilterArgumentError(f"join: a text of more than {MAX_TEXT} characters", token=None)
    return between.join(items)


def _text(value: object) -> str:
    """``value`` as text; what is marked as HTML already stays so."""
    return value if isinstance(value, str) else str(value)


def _collected() -> dict[str, Filter]:
    theirs = Environment().filters
    return {name: _guarded(filter_) for name, filter_ in {
        **{name: theirs[name] for name in _OWN}, "join": _joined, "replace": _replace, "date": _date,
    }.items()}  # fmt: skip


FILTERS = _collected()
"""By the name that templates use."""
