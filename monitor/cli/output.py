"""How commands print: a table for people, or JSON for programs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")


PIPED_WIDTH = 160
"""Columns of a table that goes into a pipe or a file."""

_ACTING = re.compile("[\x7f-\x9f\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What JSON need not escape though it acts on a terminal, or cannot be written at all."""


def print_json(value: Any) -> None:
    """Print ``value`` as indented JSON in UTF-8; dates as ISO 8601, what could act on a terminal as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    click.echo(_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def one_json_line(value: Any) -> bytes:
    """``value`` as one line of JSON in UTF-8, with the line end: no character in it ends a line anywhere."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode() + b"\n"


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]], empty: str = "nothing") -> None:
    """Print rows under ``columns``, or ``empty`` where there are none. Cells are text, never markup."""
    if not rows:
        click.echo(empty)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(str(cell))) for cell in row))
    Console(width=None if sys.stdout.isatty() else PIPED_WIDTH).print(table)


def visible(text: str) -> str:
    """Text from the web for a terminal: control characters and overrides of direction cannot act."""
    return "".join(
        ch if ch == "\n" or ch.isprintable() or ch in "\u200c\u200d\u00a0\u3000" else "\ufffd" for ch in text
    )
