"""What is remembered of a source between polls: its rhythm, and what was told about its health."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from monitor.domain.health import State
from monitor.domain.health_events import Standing, Told
from monitor.domain.rhythm import Rhythm


@dataclass(frozen=True, slots=True)
class SourceMemory:
    """A source's past, as far as policies need it."""

    rhythm: Rhythm = field(default_factory=Rhythm)
    standing: Standing = field(default_factory=Standing)

    def to_json(self) -> dict[str, Any]:
        """Plain values; ``from_json`` reads them."""
        told = [
            [told.state.value, told.since.isoformat(), told.calm_since.isoformat() if told.calm_since else None]
            for told in self.standing.told
        ]
        return {"rhythm": self.rhythm.to_json(), "told": told}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SourceMemory:
        """What ``to_json`` wrote; an empty mapping is a source of which nothing is known."""
        told = tuple(
            Told(State(state), _time(since), _time(calm) if calm else None)
            for state, since, calm in data.get("told", ())
        )
        rhythm = Rhythm.from_json(data["rhythm"]) if "rhythm" in data else Rhythm()
        return cls(rhythm, Standing(told))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
