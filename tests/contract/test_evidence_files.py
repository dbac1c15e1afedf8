"""Pages in WARC files: rotation, revisits, kill -9, a disk that is full."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from monitor.archive import Archive, open_archive
from monitor.archive.warcfiles import mend, names, read
from monitor.testing import START
from tests.contract.evidence_keeper import exchange, keeper

KEEPER = Path(__file__).with_name("evidence_keeper.py")
URL = "http://wire.example/1"


def kinds(path: Path) -> list[str]:
    """The types of a file's records, each with its digest verified, by an implementation that is not ours."""
    with path.open("rb") as stream:
        found = []
        for record in ArchiveIterator(stream, parse_http=False):
            assert record.verify_block_digest()
            found.append(str(record.headers["WARC-Type"]))
    return found


def test_a_page_is_a_range_of_a_file_that_is_whole_after_every_page(archive: Archive, tmp_path: Path) -> None:
    with closing(keeper(archive, tmp_path)) as keep:
        number = keep.keep(URL, [exchange(URL + "/old"), exchange(URL)])
    assert number is not None
    [page] = archive.evidence.of_url(URL)
    assert (page.id, page.page.final_url, page.page.status, page.matched) == (number, URL, 200, False)
    assert page.place is not None
    (tmp_path / "range.warc.gz").write_bytes(read(tmp_path, page.place))
    assert kinds(tmp_path / "range.warc.gz") == ["request", "response"] * 2
    assert kinds(tmp_path / page.place.file) == ["warcinfo", *["request", "response"] * 2]


def test_the_same_payload_again_is_a_revisit_of_the_first(archive: Archive, tmp_path: Path) -> None:
    keep = keeper(archive, tmp_path)
    first = keep.keep(URL, [exchange(URL)])
    later = exchange(URL, at=START + timedelta(hours=1))
    for changed in (later, exchange(URL, b"<p>other</p>"), later):
        keep.keep(URL, [changed])
    keep.keep(URL + "0", [exchange(URL + "0")])
    keep.close()
    [file] = names(tmp_path)
    answers = [kind for kind in kinds(tmp_path / file) if kind not in ("warcinfo", "request")]
    assert answers == ["response", "revisit", "response", "revisit", "response"]
    assert [page.page.refers_to for page in archive.evidence.of_url(URL)] == [None, first, None, first]
    with (tmp_path / file).open("rb") as stream:
        revisit = next(r for r in ArchiveIterator(stream, parse_http=False) if r.headers["WARC-Type"] == "revisit")
        assert revisit.headers["WARC-Refers-To-Target-URI"] == URL
        assert revisit.headers["WARC-Refers-To-Date"] == "2025-11-24T08:30:00.000000Z"
        assert revisit.reader.read() == later.received.partition(b"<p>")[0]


def test_secrets_of_ours_are_not_kept() -> None:
    from monitor.crawl.tape import Tape

    tape = Tape(b"GET / HTTP/1.1\r\nCookie: a=1\r\nHost: wire.example\r\nauthorization: Basic eA==\r\n\r\n", "")
    assert tape.exchange().sent == b"GET / HTTP/1.1\r\nHost: wire.example\r\n\r\n"


def test_a_new_day_and_a_full_file_begin_a_new_one(archive: Archive, tmp_path: Path) -> None:
    now = [START]
    keep = keeper(archive, tmp_path, most_bytes=3_000)
    keep._clock = lambda: now[0]
    for number in range(4):
        keep.keep(f"{URL}/{number}", [exchange(f"{URL}/{number}", os.urandom(700))])
    now[0] += timedelta(days=1)
    keep.keep(f"{URL}/5", [exchange(f"{URL}/5")])
    keep.close()
    assert names(tmp_path) == [
        "2025/11/24/wirewatch-20251124083000-000.warc.gz",
        "2025/11/24/wirewatch-20251124083000-001.warc.gz",
        "2025/11/25/wirewatch-20251125083000-000.warc.gz",
    ]


def test_killed_at_any_moment_what_was_said_to_be_kept_is_there(url: str, tmp_path: Path) -> None:
    root, said = tmp_path / "evidence", []
    for acknowledgements in (1, 7, 30):
        command = [sys.executable, str(KEEPER), url, str(root)]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            said += [int(process.stdout.readline()) for _ in range(acknowledgements)]
            process.kill()
        archive = open_archive(url, write=True)
        mend(root, archive.evidence.ends())
        assert mend(root, archive.evidence.ends()) == []
        for name in names(root):
            assert kinds(root / name)[0] == "warcinfo"
        for page in archive.evidence.of_ids(said):
            assert page.place is not None
            assert read(root, page.place)
        assert len(archive.evidence.of_ids(said)) == len(said)
        archive.close()


def test_a_torn_record_is_cut_and_whole_ones_that_are_not_indexed_stay(archive: Archive, tmp_path: Path) -> None:
    keep = keeper(archive, tmp_path)
    keep.keep(URL, [exchange(URL)])
    keep.close()
    path = tmp_path / names(tmp_path)[0]
    whole = path.read_bytes()
    second = whole[archive.evidence.ends()[names(tmp_path)[0]] - 200 :]
    path.write_bytes(whole + whole + second[:50])
    assert mend(tmp_path, archive.evidence.ends()) == names(tmp_path)
    assert path.read_bytes() == whole + whole


def test_a_file_that_is_being_written_is_left_alone(archive: Archive, tmp_path: Path) -> None:
    keep = keeper(archive, tmp_path)
    keep.keep(URL, [exchange(URL)])
    path = tmp_path / names(tmp_path)[0]
    with path.open("ab") as file:
        file.write(b"half a rec")
    assert mend(tmp_path, archive.evidence.ends()) == []
    keep.close()
    assert mend(tmp_path, archive.evidence.ends()) == names(tmp_path)


@contextmanager
def room(size: int) -> Iterator[None]:
    """No file of this process may become larger."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_loses_the_page_with_its_reason_and_nothing_else(tmp_path: Path) -> None:
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)
    keep = keeper(archive, tmp_path)
    keep.keep(URL, [exchange(URL)])
    path = tmp_path / names(tmp_path)[0]
    before = path.read_bytes()
    with room(3_000_000):
        lost = keep.keep(URL + "/large", [exchange(URL + "/large", os.urandom(4_000_000))])
    assert path.read_bytes() == before
    [page] = archive.evidence.of_ids([lost or 0])
    assert page.place is None
    assert page.gone_at is not None
    assert "cannot write evidence: File too large" in page.gone_why
    keep.keep(URL + "/small", [exchange(URL + "/small")])
    keep.close()
    assert names(tmp_path) == [str(path.relative_to(tmp_path))]
    assert kinds(path) == ["warcinfo", *["request", "response"] * 2]
    archive.close()


def test_no_place_for_a_file_at_all_is_recorded_too(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file where a directory should be")
    number = keeper(archive, tmp_path / "evidence").keep(URL, [exchange(URL)])
    [page] = archive.evidence.of_ids([number or 0])
    assert page.gone_why.startswith("cannot write evidence: ")
