"""``monitor crawl`` by hand: outlets nobody configured, and what the options keep, leave out and hold back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from monitor.demo.outlets import Article, OutletServer, load_outlets
from monitor.demo.smtp_sink import SmtpSink

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]

WIRE = "north-harbor-wire"
FERRY_PAGE = "/world/70110/ferry-timetable-for-winter"
FERRIES = "Ferries switch to the winter timetable a week early"


def test_a_feed_of_an_outlet_that_nobody_configured(run: Run, server: OutletServer, tmp_path: Path) -> None:
    done = run(
        "crawl", server.feed_url(WIRE), "--allow-private", "127.0.0.1", "--out", tmp_path / "out",
        "--since", "25h", "--limit", 2, "--json", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    kept = [row for row in report["rows"] if row["status"] == "new"]
    assert [row["headline"] for row in kept] == [
        "The old lighthouse becomes a library", "Admiral Verin inspects the new dry dock",
    ]  # fmt: skip
    waiting = {row["headline"]: row["cause"] for row in report["rows"] if row["status"] == "waiting"}
    assert waiting[FERRIES] == "published before --since"
    assert report["counts"]["new"] == 2
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.glob("out/**/*.txt"))
    assert written == sorted(row["file"] for row in kept)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_page_of_an_outlet_that_nobody_configured(run: Run, server: OutletServer, tmp_path: Path) -> None:
    page = server.base(WIRE) + FERRY_PAGE
    done = run("crawl", page, "--allow-private", "127.0.0.1", "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].split() == ["status", "article", "headline", "rules", "cause"]
    assert FERRIES in done.stdout
    assert done.stdout.endswith("\n1 new · 0 edited · 0 unchanged · 0 failed · 0 matched\n")
    assert done.stderr == ""
    (file,) = tmp_path.glob("out/**/*.txt")
    extracted = run("extract", page, "--allow-private", "127.0.0.1", cwd=tmp_path)
    assert extracted.stdout == file.read_text(encoding="utf-8")


def test_what_is_tried_is_not_kept_and_what_is_kept_quietly_tells_nobody(
    run: Run, server: OutletServer, write_desk: WriteDesk
) -> None:
    with SmtpSink() as sink:
        desk = write_desk(
            WIRE,
            rules=[{"name": "ferries", "query": "ferries"}],
            alerts={"baseline": "alert"},
            smtp={"host": sink.host, "port": sink.port, "tls": "none", "from": "monitor@desk.example"},
            route={"receiver": "desk"},
            receivers=[{"name": "desk", "email": [{"to": ["chief@desk.example"]}]}],
        )
        tried = run("crawl", WIRE, "--config", desk, "--dry-run", "--limit", 1)
        assert tried.returncode == 0, tried.stderr
        assert FERRIES in tried.stdout
        assert tried.stdout.endswith("Nothing was kept.\n")
        assert not (desk / "data").exists()

        quiet = json.loads(run("crawl", WIRE, "--config", desk, "--no-alerts", "--limit", 1, "--json").stdout)
        assert (quiet["counts"]["new"], quiet["counts"]["matched"]) == (1, 1)
        told = json.loads(run("why", server.base(WIRE) + FERRY_PAGE, "--config", desk, "--json").stdout)
        assert [step["step"] for step in told][-1] == "alerts off"

        news = next(article for outlet in load_outlets() if outlet.id == WIRE for article in outlet.articles)
        server.publish(WIRE, Article(80010, "ferries-again", "Harbor", "Ferries again", paragraphs=news.paragraphs))
        loud = json.loads(run("crawl", WIRE, "--config", desk, "--json").stdout)
        assert loud["counts"]["matched"] == 1
        assert [mail.message["Subject"] for mail in sink.messages] == ["Medium: Ferries again"]


def test_what_was_kept_is_unchanged_the_second_time(run: Run, server: OutletServer, write_desk: WriteDesk) -> None:
    desk = write_desk("la-gaceta-del-faro")
    first = json.loads(run("crawl", "la-gaceta-del-faro", "--config", desk, "--json").stdout)
    assert first["counts"]["new"] == len(server.published("la-gaceta-del-faro"))
    second = run("crawl", "la-gaceta-del-faro", "--config", desk)
    assert second.returncode == 0
    known = f"×{first['counts']['new']}"
    assert second.stdout.splitlines()[1].split()[:3] == ["unchanged", known, server.feed_url("la-gaceta-del-faro")]
    assert "0 new" in second.stdout
    files = sorted(path.name for path in (desk / "data").glob("texts/**/*.txt"))
    assert len(files) == first["counts"]["new"]
    assert not [name for name in files if ".v2." in name]
