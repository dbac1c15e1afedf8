"""An archive that an earlier program indexed: searches say so, and one command mends it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
TOLD = "4 article versions have an older index and will be read in full: run 'monitor articles reindex'\n"


@pytest.fixture
def old(desk: Path, tmp_path: Path) -> Path:
    """A copy of the desk whose archive's index is of an older generation."""
    copy = Path(shutil.copytree(desk, tmp_path / "old"))
    with sqlite3.connect(copy / "data" / "archive.db") as connection:
        connection.execute("UPDATE version SET generation = 0")
    connection.close()
    return copy


def test_searches_say_how_many_versions_are_read_in_full_until_they_are_indexed_anew(run: Run, old: Path) -> None:
    before = run("articles", "search", "ferry", "--config", old)
    assert before.stderr == TOLD
    assert run("rules", "backtest", "ferries", "--config", old).stderr.startswith(TOLD)
    done = run("articles", "reindex", "--config", old)
    assert (done.returncode, done.stdout) == (0, "4 article versions indexed\n")
    after = run("articles", "search", "ferry", "--config", old)
    assert after.stderr == ""
    assert after.stdout == before.stdout
    assert run("articles", "reindex", "--config", old).stdout == "0 article versions indexed\n"


def test_a_check_of_the_configuration_tells_it_too(run: Run, old: Path) -> None:
    checked = run("check", old)
    assert (checked.returncode, checked.stderr.count(TOLD)) == (0, 1)
    assert json.loads(run("check", old, "--json").stdout)["outdated"] == 4
    run("articles", "reindex", "--config", old)
    assert "reindex" not in run("check", old).stderr


def test_a_check_does_not_need_the_archive(run: Run, old: Path) -> None:
    file = old / "data" / "archive.db"
    file.write_bytes(b"no database" * 100)
    checked = run("check", old)
    assert (checked.returncode, "note: the archive failed" in checked.stderr) == (0, True)
    file.unlink()
    checked = run("check", old, "--json")
    assert (checked.returncode, "there is no archive" in checked.stderr) == (0, True)
    assert json.loads(checked.stdout)["outdated"] is None


def test_a_check_while_the_archive_is_being_written_tells_it(run: Run, old: Path) -> None:
    writer = sqlite3.connect(old / "data" / "archive.db", isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    try:
        assert TOLD in run("check", old).stderr
    finally:
        writer.close()
