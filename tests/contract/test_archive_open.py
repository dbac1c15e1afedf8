"""Opening: one writer, readers beside it, schemas that fit, and words for what does not."""

from __future__ import annotations

import multiprocessing
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from monitor.archive import Archive, open_archive
from monitor.archive.columns import metadata
from monitor.errors import ArchiveBusy, ArchiveError
from monitor.testing import a_version, telling

OTHER_WRITER = """
import sys
from pathlib import Path
from monitor.archive import open_archive
archive = open_archive(sys.argv[1], write=True)
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/deep/archive.db"


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_opening_twice_is_the_same_archive(url: str) -> None:
    for status in ("new", "unchanged"):
        archive = open_archive(url, write=True)
        assert archive.articles.keep(a_version("1"), telling()).status == status
        archive.close()


def test_the_migrated_schema_is_the_one_the_code_declares(archive: Archive, url: str) -> None:
    with connected(url) as connection:
        names = lambda name, kind, _: kind != "table" or not str(name).startswith("search_index")  # noqa: E731
        context = MigrationContext.configure(connection, opts={"include_name": names, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_partial_indexes_and_checks_are_the_ones_the_code_declares(file_url: str, tmp_path: Path) -> None:
    """What Alembic does not compare, compared in SQLite's own words."""
    open_archive(file_url, write=True).close()
    declared = f"sqlite:///{tmp_path}/declared.db"
    with connected(declared) as connection:
        metadata.create_all(connection)
        wanted = _definitions(connection)
    with connected(file_url) as connection:
        assert _definitions(connection) == wanted


def _definitions(connection: Connection) -> dict[str, list[str]]:
    """Each table's and index's definition as sorted lines, without regard to white space and order."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'search_index%'"
    rows = connection.execute(text(query)).all()
    # SQLite writes a column that was added later behind the last one, in the same line; the end may stand there too.
    parts = {name: re.split(r"\n|, (?=[a-z_]+ [A-Z])", sql) for name, sql in rows}
    lines = {name: sorted(filter(None, (line.strip(" \t,)") for line in found))) for name, found in parts.items()}
    return {name: found for name, found in lines.items() if not name.startswith(("alembic", "sqlite_", "search_"))}


def test_a_schema_of_a_newer_version_is_refused(url: str) -> None:
    open_archive(url, write=True).close()
    with connected(url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for write in (True, False):
        with pytest.raises(ArchiveError, match=r"revision 9999.*newer version of the monitor"):
            open_archive(url, write=write)


def test_a_reader_is_told_how_to_make_an_archive(url: str) -> None:
    with pytest.raises(ArchiveError, match="'monitor run' or 'monitor crawl' make one"):
        open_archive(url, write=False)


def test_a_file_that_is_no_database_is_an_archive_error(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_text("no database " * 100)
    for write in (True, False):
        with pytest.raises(ArchiveError, match="not a database"):
            open_archive(f"sqlite:///{tmp_path}/archive.db", write=write)


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///:memory:", "mysql://root:secret@db/x", "secret"])
def test_an_address_that_cannot_be_used_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ArchiveError, match="address") as caught:
        open_archive(url, write=True)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_an_archive_error_without_the_password() -> None:
    with pytest.raises(ArchiveError) as caught:
        open_archive("postgresql://monitor:secret@127.0.0.1:1/none", write=True)
    assert "secret" not in str(caught.value)


def test_a_second_writing_process_is_refused_with_the_number_of_the_first(file_url: str) -> None:
    command = [sys.executable, "-c", OTHER_WRITER, file_url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(ArchiveBusy, match=f"process {other.pid} writes"):
            open_archive(file_url, write=True)
        open_archive(file_url, write=False).close()
        other.kill()
        other.wait()
        open_archive(file_url, write=True).close()


def test_a_second_writer_in_the_same_process_is_refused_too(file_url: str) -> None:
    first = open_archive(file_url, write=True)
    with pytest.raises(ArchiveBusy, match=f"process {os.getpid()} "):
        open_archive(file_url, write=True)
    first.close()
    open_archive(file_url, write=True).close()


def test_a_forked_worker_does_not_keep_the_lock(file_url: str) -> None:
    archive = open_archive(file_url, write=True)
    started, stop = (multiprocessing.get_context("fork").Event() for _ in range(2))

    def work() -> None:
        started.set()
        stop.wait(60)

    worker = multiprocessing.get_context("fork").Process(target=work)
    worker.start()
    assert started.wait(60)
    archive.close()
    open_archive(file_url, write=True).close()
    stop.set()
    worker.join()


def test_check_tells_what_is_wrong(archive: Archive, url: str, tmp_path: Path) -> None:
    version = archive.articles.keep(a_version("1"), telling()).version
    with connected(url) as connection:
        connection.execute(text("UPDATE article SET latest = 2"))
    assert archive.check() == [f"the versions of article {version.article_id} are not numbered from 1 to its latest"]
    with connected(url) as connection:
        connection.execute(text("UPDATE article SET latest = 1"))


def test_check_compares_the_full_text_index_with_the_texts(file_url: str) -> None:
    archive = open_archive(file_url, write=True)
    archive.articles.keep(a_version("1"), telling())
    with connected(file_url) as connection:
        connection.execute(text("UPDATE version SET folded = 'something else'"))
    [fault] = archive.check()
    assert "malformed" in fault
    archive.close()
