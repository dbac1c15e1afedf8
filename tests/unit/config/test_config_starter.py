"""What ``monitor init`` writes can be used at once, and so can the examples in it once their # is taken away."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from monitor.catalogue import EVIDENCE, catalogue
from monitor.config import check, load, write_starter
from monitor.errors import ConfigError


def test_the_starter_is_clean(tmp_path: Path) -> None:
    written = write_starter(tmp_path / "desk")
    assert {path.name for path in written} >= {"monitor.yaml", "iran.yaml", "README", ".gitignore"}
    assert check(tmp_path / "desk", {}).faults == ()
    settings = load(tmp_path / "desk", {})
    assert len(settings.sources) >= 40
    assert len({source.country for source in settings.sources}) >= 15
    assert len({source.language for source in settings.sources}) >= 10
    assert 4 <= len(settings.rules) <= 6
    assert stat.S_IMODE((tmp_path / "desk" / "secrets").stat().st_mode) == 0o700


def test_its_sources_are_those_of_the_catalogue_with_evidence(tmp_path: Path) -> None:
    write_starter(tmp_path)
    entries = {entry.source.id: entry for entry in catalogue()}
    for source in load(tmp_path, {}).sources:
        entry = entries[source.id]
        assert entry.evidence in EVIDENCE[:3]
        assert set(source.feeds) <= set(entry.source.feeds)
        assert (source.name, source.article_url_pattern) == (entry.source.name, entry.source.article_url_pattern)


def test_its_examples_work_without_the_hash(tmp_path: Path) -> None:
    write_starter(tmp_path)
    main = tmp_path / "monitor.yaml"
    text = re.sub(r"(?m)^#(?! \S|$)", "", main.read_text(encoding="utf-8"))
    main.write_text(re.sub(r"(?m)^  url_file: .*\n|^  url_env: .*\n", "", text), encoding="utf-8")
    (tmp_path / "secrets" / "smtp-password").write_text("x\n")
    (tmp_path / "secrets" / "slack-duty-hook").write_text("https://hooks.example.org/x\n")
    settings = load(tmp_path, {"SLACK_BOT_TOKEN": "x"})
    assert [receiver.name for receiver in settings.receivers] == ["desk", "operators", "duty-officer"]
    assert settings.smtp is not None
    assert settings.route is not None


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "iran.yaml").write_text("mine")
    assert tmp_path / "sources" / "iran.yaml" not in write_starter(tmp_path)
    assert (tmp_path / "sources" / "iran.yaml").read_text() == "mine"
    with pytest.raises(ConfigError, match="a directory without a configuration"):
        write_starter(tmp_path)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="a directory that can be written to"):
        write_starter(tmp_path / "file" / "desk")
