"""One changed URL and the same desk runs on PostgreSQL."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.acceptance.desk import Desk

SERVER = os.environ.get("MONITOR_TEST_POSTGRES", "")
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        not SERVER and os.environ.get("CI") != "true",
        reason="MONITOR_TEST_POSTGRES names no PostgreSQL server; .ci/postgres runs one",
    ),
]


@pytest.fixture
def database() -> Iterator[str]:
    """The URL of an empty database."""
    name = f"desk_{uuid.uuid4().hex}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def test_two_rounds_of_a_desk_on_postgresql(tmp_path: Path, database: str) -> None:
    with Desk(tmp_path, "reef-gazette", monitor={"archive": {"url": database}}) as desk:
        desk.publish("reef-gazette", 1, 2)
        assert desk.start("--once").process.wait(60) == 0
        assert desk.numbers("editor@desk.example") == [], "the baseline alerts nobody"
        desk.publish("reef-gazette", 3, 4)
        assert desk.start("--once").process.wait(60) == 0
        desk.wait_for_alerts([3, 4])
        assert not (desk.directory / "data" / "archive.db").exists()
        assert len(desk.text_files()) == 4
        found = desk.monitor("articles", "search", 'title:"report 3" lighthouse')
        assert [article["headline"] for article in found] == ["Keeper's report 3 from the lighthouse on the outer reef"]
        assert {item["state"] for item in desk.monitor("alerts", "outbox", "list")["deliveries"]} == {"sent"}
        assert "accepted" in str(desk.monitor("why", found[0]["id"]))
