"""What is allowed in a query but probably not meant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Where in the query (from 1), what was found, and what to write instead."""

    column: int
    found: str
    expected: str

    def __str__(self) -> str:
        return f"column {self.column}: {self.found}; better: {self.expected}"
