"""Places that cannot be read or written: one clear line and exit code 1, never a traceback."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

READERS = (
    ("articles", "search", "ferry"),
    ("articles", "show", "00"),
    ("why", "00"),
    ("alerts", "outbox", "list"),
    ("alerts", "list"),
)
WRITERS = (("crawl", "north-harbor-wire"), ("run", "--once"), ("alerts", "outbox", "retry", "1"))


@pytest.fixture
def copy(desk: Path, tmp_path: Path) -> Path:
    """A desk of the test's own to break."""
    return shutil.copytree(desk, tmp_path / "desk")


def assert_one_line(done: CompletedProcess[str], said: str) -> None:
    assert done.returncode == 1
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.startswith("monitor: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [*READERS, *WRITERS])
def test_random_bytes_instead_of_an_archive(run: Run, copy: Path, command: tuple[str, ...]) -> None:
    (copy / "data" / "archive.db").write_bytes(random.Random(7).randbytes(20_000))
    for rest in (copy / "data").glob("archive.db-*"):
        rest.unlink()
    assert_one_line(run(*command, "--config", copy), "file is not a database")


@pytest.mark.parametrize("command", [READERS[0], *WRITERS])
def test_an_archive_of_a_newer_version(run: Run, copy: Path, command: tuple[str, ...]) -> None:
    with sqlite3.connect(copy / "data" / "archive.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert_one_line(run(*command, "--config", copy), "a newer version of the monitor wrote it")


@pytest.mark.parametrize("command", WRITERS[:2])
def test_a_file_where_the_data_should_be(run: Run, copy: Path, command: tuple[str, ...]) -> None:
    shutil.rmtree(copy / "data")
    (copy / "data").write_text("in the way", encoding="utf-8")
    assert_one_line(run(*command, "--config", copy), "expected a directory that can be written to")


def test_a_file_where_an_output_directory_would_begin(run: Run, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = run("crawl", "north-harbor-wire", "--config", copy, "--out", tmp_path / "file")
    assert done.returncode == 2
    assert "is a file" in done.stderr
    done = run("init", tmp_path / "file" / "below")
    assert_one_line(done, "expected a directory that can be written to")


@pytest.mark.parametrize("command", READERS)
def test_an_archive_that_is_not_there_yet(run: Run, copy: Path, command: tuple[str, ...]) -> None:
    shutil.rmtree(copy / "data")
    assert_one_line(run(*command, "--config", copy), "'monitor run' or 'monitor crawl' make one")
    assert not (copy / "data").exists()


def test_a_configuration_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    for command in (("crawl", "some-id"), ("run", "--once"), ("articles", "search", "x"), ("alerts", "test", "desk")):
        done = run(*command, "--config", tmp_path / "nowhere")
        assert_one_line(done, "nowhere: found no such directory")
    (tmp_path / "odd" / "monitor.yaml").mkdir(parents=True)
    done = run("check", tmp_path / "odd")
    assert done.returncode == 1
    assert "monitor.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_the_command_quietly(desk: Path) -> None:
    with subprocess.Popen(
        (sys.executable, "-m", "monitor", "alerts", "outbox", "list", "--config", str(desk)),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 1


def test_a_full_disk_behind_the_output_is_said(desk: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        for arguments in (("alerts", "outbox", "list"), ("alerts", "outbox", "list", "--json"), ("--help",)):
            where = ("--config", str(desk)) if len(arguments) > 1 else ()
            done = subprocess.run(
                (sys.executable, "-m", "monitor", *arguments, *where),
                stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 1
            assert done.stderr == "monitor: No space left on device\n"


def test_a_file_whose_name_is_no_text_can_be_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "\udcff.txt"
    path.write_text("Headline\n\nText", encoding="utf-8")
    done = run("text", "check", path)
    assert done.returncode == 0
    assert "\\udcff.txt: ok" in done.stdout
