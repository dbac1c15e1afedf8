"""Text files: whole or not there, the same again is fine, another text never."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from monitor.archive import TextFiles
from monitor.domain.article import Version
from monitor.domain.textformat import parse
from monitor.errors import ArchiveError
from monitor.testing import START, a_text

VERSION = Version(
    article_id="00ff00ff00ff00ff",
    source_id="coast-news",
    url="https://coast-news.example/1",
    number=1,
    text=a_text("Гавань открыта"),
    language="ru",
    first_seen=START,
    published=None,
    day=START.date(),
    file_name="texts/coast-news/2025/11/24/000_00ff00ff00ff00ff.txt",
)


def test_a_version_becomes_a_file_of_its_name_and_text(tmp_path: Path) -> None:
    path = TextFiles(tmp_path).write(VERSION)
    assert path == tmp_path / VERSION.file_name
    assert parse(path.read_bytes()) == VERSION.text
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_same_file_again_is_fine_and_another_text_is_refused(tmp_path: Path) -> None:
    files = TextFiles(tmp_path)
    path = files.write(VERSION)
    assert files.write(VERSION) == path
    with pytest.raises(ArchiveError, match="never overwritten"):
        files.write(replace(VERSION, text=a_text("Other")))
    assert parse(path.read_bytes()) == VERSION.text


def test_what_a_crash_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    left = (tmp_path / VERSION.file_name).with_name(".000_00ff00ff00ff00ff.txt.part")
    left.parent.mkdir(parents=True)
    left.write_text("half a te")
    TextFiles(tmp_path).write(VERSION)
    assert not left.exists()


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "texts/../../out.txt", "", ".", "link/out.txt"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(tmp_path)
    with pytest.raises(ArchiveError, match="leads out of"):
        TextFiles(root).write(replace(VERSION, file_name=name))
    assert not (tmp_path / "out.txt").exists()


def test_a_disk_that_refuses_is_an_archive_error(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("a file where a directory should be")
    with pytest.raises(ArchiveError, match="cannot write texts/"):
        TextFiles(tmp_path).write(VERSION)
