"""How long pages are kept: whole days, and what matched never shorter than the rest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config.load import check, load
from monitor.domain.retention import Retention


def written(directory: Path, evidence: str) -> Path:
    (directory / "monitor.yaml").write_text(f"contact: desk@wire.example\nevidence: {evidence}\n")
    return directory


@pytest.mark.parametrize(
    ("evidence", "retention"),
    [
        ("{}", Retention(timedelta(days=30))),
        ("{keep: 90d}", Retention(timedelta(days=90))),
        ("{keep: 48h, keep_matched: 365d}", Retention(timedelta(days=2), timedelta(days=365))),
        ("{keep_matched: forever}", Retention(timedelta(days=30))),
    ],
)
def test_spans_are_read(tmp_path: Path, evidence: str, retention: Retention) -> None:
    assert load(written(tmp_path, evidence), {}).evidence.retention == retention


@pytest.mark.parametrize(
    "evidence", ["{keep: 3h}", "{keep: 36h}", "{keep: 30}", "{keep_matched: 29d}", "{keep_matched: no}"]
)
def test_what_is_no_span_of_whole_days_is_one_fault(tmp_path: Path, evidence: str) -> None:
    [fault] = check(written(tmp_path, evidence), {}).faults
    assert "monitor.yaml:2: evidence" in str(fault)
