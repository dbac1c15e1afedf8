"""kill -9 at every step from the match to the record: every alert arrives, and comes again only with the same key."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from monitor.archive import Archive, open_archive
from monitor.domain.notification import Target
from tests.contract.crash_steps import DESK, live

NEW = 5
"""Articles that each process adds to those before."""
STEPS = (
    "before keep", "after keep", "before turn", "after turn", "before claim", "after claim",
    "before send", "after send", "before finish_all", "after finish_all", "before commit",
)  # fmt: skip
NEVER = 10**9


def everything_arrived(url: str, sink: Path, articles: int, targets: tuple[Target, ...] = DESK) -> int:
    """Everything arrived and is recorded; how many came twice."""
    archive = open_archive(url, write=True)
    assert archive.check() == []
    deliveries = archive.outbox.deliveries(limit=100_000)
    assert {item.state.value for item in deliveries} == {"sent"}
    assert len({(item.notification.headline, item.target) for item in deliveries}) == articles * len(targets)
    assert _dispositions(archive) == {"notified": articles}
    arrived = Counter(sink.read_text(encoding="ascii").split())
    assert arrived.keys() == {item.key for item in deliveries}, "lost, or told under another key"
    archive.close()
    return sum(arrived.values()) - len(arrived)


def _dispositions(archive: Archive) -> Counter[str]:
    found = [found for _, found in archive.articles.candidates(None, 100_000)]
    return Counter(
        became.kind
        for one in found
        for became in archive.articles.dispositions(one.version.article_id, one.version.number)
    )


def test_kills_at_every_step_lose_nothing(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # However slow the machine is: a delivery waits for the record of the one before it. Forked processes know it too.
    monkeypatch.setattr("alerts.outbox.HEAD_START_SECONDS", 60.0)
    sink = tmp_path / "sink"
    sink.touch()
    for number, step in enumerate(STEPS, 1):
        assert not live(url, sink, step, 2, articles=range(number * NEW)), f"was not killed {step}"
    assert live(url, sink, "none", NEVER, articles=range(len(STEPS) * NEW))
    repeats = everything_arrived(url, sink, len(STEPS) * NEW)
    assert 2 <= repeats <= len(STEPS), "what was sent and not recorded came again, once for each kill at most"
