"""The demo's configuration: the monitor accepts it, and its rules say of every article what the content says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from monitor.config import Settings, load
from monitor.demo.outlets import Article, Outlet, OutletServer, load_outlets
from monitor.demo.run_config import Desk, rule_severities, write_configuration
from monitor.domain.match import Document
from monitor.rules.engine import compile_rules

OUTLETS = load_outlets()
DESK = Desk("127.0.0.1", 2525, "", "http://127.0.0.1:9/api/", "C0DESK", "xoxb-demo", "http://127.0.0.1:9/services/x")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    with OutletServer(OUTLETS) as server:
        write_configuration(tmp_path, OUTLETS, server, DESK)
    return load(tmp_path, {})


def matching(settings: Settings, outlet: Outlet, title: str, body: str) -> set[str]:
    matcher = compile_rules(settings.rules, settings.entities)
    found = matcher.match(Document(title, "", body, outlet.id, outlet.language, outlet.country))
    return {match.rule.name for match in found}


def text_of(article: Article) -> str:
    return "\n".join((article.standfirst, *(line for paragraph in article.paragraphs for line in paragraph)))


def test_the_monitor_accepts_the_configuration(settings: Settings, tmp_path: Path) -> None:
    assert [source.id for source in settings.sources] == [outlet.id for outlet in OUTLETS]
    assert settings.data_dir == tmp_path / "data"
    assert settings.crawl.allow_private == ("127.0.0.1",)
    assert {receiver.name for receiver in settings.receivers} == {"duty-desk", "newsroom"}
    assert {rule.name: rule.severity for rule in settings.rules} == rule_severities()


def test_mail_goes_out_with_tls_where_there_is_a_certificate(tmp_path: Path) -> None:
    with OutletServer(OUTLETS) as server:
        ca_file = tmp_path / "authority.pem"
        ca_file.touch()
        write_configuration(tmp_path, OUTLETS, server, replace(DESK, ca_file=str(ca_file)))
    smtp = load(tmp_path, {}).smtp
    assert smtp is not None
    assert (smtp.tls, smtp.ca_file) == ("starttls", ca_file)


def test_every_article_matches_exactly_the_rules_that_it_declares(settings: Settings) -> None:
    for outlet in OUTLETS:
        for article in outlet.articles:
            found = matching(settings, outlet, article.headline, text_of(article))
            assert found == set(article.rules), article.headline


def test_the_words_around_every_text_would_raise_false_alerts(settings: Settings) -> None:
    for outlet in OUTLETS:
        around = "\n".join((*outlet.decoys, *(what for _, what in outlet.reader_comments), outlet.labels["cookies"]))
        assert len(matching(settings, outlet, "", around)) >= 3, outlet.id
