"""What was read of late, within a number and a total size: a program that runs for months must forget."""

from __future__ import annotations


class Recent:
    """Names with sizes and times, oldest first: at most ``most`` names, with sizes of ``most_size`` together."""

    def __init__(self, most: int, most_size: int) -> None:
        self._most, self._most_size = most, most_size
        self._known: dict[str, tuple[float, int]] = {}
        self._size = 0

    def add(self, name: str, size: int, now: float) -> list[str]:
        """Remember ``name``, as the newest; the others that are forgotten for it."""
        self.forget(name)
        self._known[name] = now, size
        self._size += size
        forgotten = []
        while len(self._known) > 1 and (len(self._known) > self._most or self._size > self._most_size):
            forgotten.append(next(iter(self._known)))
            self.forget(forgotten[-1])
        return forgotten

    def forget(self, name: str) -> None:
        """Remember ``name`` no more."""
        _, size = self._known.pop(name, (0.0, 0))
        self._size -= size

    def age(self, name: str, now: float) -> float:
        """How long ago ``name`` was added; 0 where it is not known."""
        added_at, _ = self._known.get(name, (now, 0))
        return now - added_at
