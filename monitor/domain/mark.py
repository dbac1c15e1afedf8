"""What the desk says of a match: whether it was of use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Usefulness = Literal["useful", "noise"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One judgement of the match with this number; a later one of the same match counts instead of it."""

    match_id: int
    verdict: Usefulness
    by: str
    note: str
    at: datetime

    def __str__(self) -> str:
        who = f" by {self.by}" if self.by else ""
        return f"{self.verdict}{who}{f': {self.note}' if self.note else ''}"
