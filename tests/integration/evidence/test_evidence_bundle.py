"""A bundle is verified by those who do not have this program, and says the same whenever it is made."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.integration.evidence.conftest import Ask, Desk, html


def article(ask: Ask, desk: Desk, path: str) -> str:
    """The id of the article at the path."""
    pages = json.loads(ask("evidence", desk.server.base + path, "--json").stdout)
    return str(pages[-1]["article"])


@pytest.fixture
def files(ask: Ask, desk: Desk, tmp_path: Path) -> dict[str, bytes]:
    """What the bundle of the redirected story holds."""
    path = tmp_path / "moved.zip"
    done = ask("evidence", article(ask, desk, "/moved"), "-o", path)
    assert done.returncode == 0, done.stderr
    with ZipFile(path) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def test_it_verifies_with_sha256sum(files: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    check = ["sha256sum", "--strict", "-c", "SHA-256SUMS"]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": OK") == len(files) - 1


def test_it_holds_every_hop_and_the_page_replays(desk: Desk, files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "evidence.warc.gz").write_bytes(files["evidence.warc.gz"])
    with (tmp_path / "evidence.warc.gz").open("rb") as stream:
        found = {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
            for record in ArchiveIterator(stream, check_digests="raise")
            if record.rec_type == "response"
        }
    assert found == {desk.server.base + "/moved": b"<p>Gone there</p>", desk.server.base + "/there": html("moved")}


def test_it_tells_what_is_known_of_the_article(desk: Desk, files: dict[str, bytes]) -> None:
    facts: dict[str, Any] = json.loads(files["metadata.json"])
    assert facts["article"]["url"] == desk.server.base + "/moved"
    [version] = facts["versions"]
    text = files["texts/" + Path(version["file_name"]).name]
    assert hashlib.sha256(text).hexdigest() == version["text_hash"]
    [announced] = facts["announcements"]
    assert announced["entry"]["title"] == "Harbour moved story"
    assert announced["sightings"]
    [page] = facts["pages"]
    records = page["records"]
    assert page["gave_version"] == 1
    assert page["url"] == desk.server.base + "/there"
    assert records["offset"] + records["length"] == len(files["evidence.warc.gz"])
    assert "receiver" not in files["metadata.json"].decode()


def test_matches_are_told(ask: Ask, desk: Desk, tmp_path: Path) -> None:
    ask("evidence", article(ask, desk, "/plain"), "-o", tmp_path / "out")
    facts = json.loads((tmp_path / "out" / "metadata.json").read_text())
    assert [match["rule"] for match in facts["matches"]] == ["late"]


def test_the_same_evidence_gives_the_same_bytes(ask: Ask, desk: Desk, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        ask("evidence", article(ask, desk, "/pieces"), "-o", tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_is_there_already_is_not_overwritten(ask: Ask, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_text("mine")
    done = ask("evidence", article(ask, desk, "/plain"), "-o", tmp_path / "mine.zip")
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert (tmp_path / "mine.zip").read_text() == "mine"


def test_a_page_that_gave_no_article_is_kept_too(ask: Ask, desk: Desk, tmp_path: Path) -> None:
    done = ask("evidence", desk.server.base + "/gone", "-o", tmp_path / "gone")
    assert done.returncode == 0, done.stderr
    facts = json.loads((tmp_path / "gone" / "metadata.json").read_text())
    assert [page["status"] for page in facts["pages"]] == [410]
    assert facts["announcements"][0]["failures"][0]["cause"] == "http 410"


@pytest.mark.parametrize("unknown", ["ffffffffffffffff", "http://127.0.0.1:1/nothing", "not an id"])
def test_what_is_not_known_is_said(ask: Ask, unknown: str) -> None:
    done = ask("evidence", unknown)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("monitor: ")


def test_matched_pages_stay_for_good_and_others_for_their_time(ask: Ask, desk: Desk) -> None:
    kept = {
        path: json.loads(ask("evidence", desk.server.base + path, "--json").stdout)[-1]["kept_until"]
        for path in ("/plain", "/moved")
    }
    assert kept["/plain"] is None
    assert kept["/moved"].endswith("T00:00:00+00:00")
