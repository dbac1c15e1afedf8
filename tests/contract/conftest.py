"""Every contract is tested with a SQLite file and with PostgreSQL; each test gets an archive of its own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from monitor.archive import Archive, open_archive

ENVIRONMENT = "MONITOR_TEST_POSTGRES"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a place where no archive is yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/archive.db"
    else:
        yield from fresh_schema()


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    """An empty archive, open for writing; sound when the test ends."""
    archive = open_archive(url, write=True)
    yield archive
    assert archive.check() == []
    archive.close()


def fresh_schema() -> Iterator[str]:
    """The address of an empty schema that is there for a while."""
    address = os.environ.get(ENVIRONMENT, "")
    if not address:
        message = f"{ENVIRONMENT} names no PostgreSQL server; .ci/postgres runs one"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    schema = f"test_{uuid.uuid4().hex}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    in_schema = make_url(address).update_query_dict({"options": f"-c search_path={schema}"})
    yield in_schema.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()
