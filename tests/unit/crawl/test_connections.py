"""Connections and hosts do not pile up in the pool."""

from __future__ import annotations

from dataclasses import dataclass

from twisted.internet.task import Clock

from monitor.crawl.connections import KEPT_SECONDS, MOST_EMPTY, BriefPool


@dataclass(eq=False)
class Connection:
    """An open connection without a request; its own transport."""

    state: str = "QUIESCENT"
    closed: bool = False

    @property
    def transport(self) -> Connection:
        return self

    def loseConnection(self) -> None:  # noqa: N802 - Twisted's name
        self.closed = True


def test_a_connection_is_kept_for_the_next_page_but_not_for_the_next_poll() -> None:
    clock, connection = Clock(), Connection()
    pool = BriefPool(clock, persistent=True)  # type: ignore[no-untyped-call]
    pool._putConnection("host", connection)
    clock.advance(KEPT_SECONDS - 1)
    assert not connection.closed
    clock.advance(2)
    assert connection.closed


def test_hosts_without_a_connection_are_forgotten() -> None:
    clock = Clock()
    pool = BriefPool(clock, persistent=True)  # type: ignore[no-untyped-call]
    for number in range(5 * MOST_EMPTY):
        pool._putConnection(f"host-{number}", Connection())
        clock.advance(1)
    assert len(pool._connections) <= MOST_EMPTY + KEPT_SECONDS + 1
    assert len(pool._timeouts) <= KEPT_SECONDS
