"""A configuration that is right becomes frozen settings, with its secrets read and hidden."""

from __future__ import annotations

import dataclasses
import math
import pickle
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.policy.matchers import Matcher
from alerts.policy.routes import Route
from monitor.config import Secret, SlackBot, SlackWebhook, check, load, load_rules
from monitor.domain.match import Entity, Rule
from monitor.errors import ConfigError

Write = Callable[[Mapping[str, str]], Path]

FULL = """
contact: desk@news.example.org
data_dir: store
archive: {url_env: ARCHIVE}
crawl:
  {interval: 90s, shortest: 1m, longest: 2h, budget: 600, site_budget: 60, delay: 0s, timeout: 5s, max_bytes: 2MiB,
   page_limit: 7, allow_private: [127.0.0.1], workers: 1}
alerts: {baseline: alert, max_age: 2d}
smtp: {host: mail.example.org, username: desk, password_file: secrets/smtp, from: Desk <desk@news.example.org>}
route:
  receiver: desk
  routes:
    - {matchers: ['severity="high"'], receiver: duty, continue: true}
receivers:
  - name: desk
    email: [{to: [a@news.example.org, b@news.example.org]}]
  - name: duty
    slack:
      - {name: hook, webhook_url_file: secrets/hook}
      - {channel: C1, token_env: TOKEN, api_url: 'http://127.0.0.1:9/api/'}
"""
SECRETS = {"secrets/smtp": "pa55 word\n", "secrets/hook": "https://hooks.example.org/T/B/x\r\n"}
ENVIRON = {"ARCHIVE": "postgresql+psycopg://u:hidden@db.example.org/m", "TOKEN": "xoxb-hidden"}


def test_every_key_arrives(write: Write) -> None:
    directory = write({"monitor.yaml": FULL, **SECRETS})
    settings = load(directory, ENVIRON)
    assert settings.contact == "desk@news.example.org"
    assert settings.data_dir == directory / "store"
    assert settings.archive_url.reveal() == ENVIRON["ARCHIVE"]
    assert dataclasses.astuple(settings.crawl) == (
        timedelta(seconds=90), timedelta(minutes=1), timedelta(hours=2), 600, 60, timedelta(0),
        timedelta(seconds=5), 2 * 1024 * 1024, 7, ("127.0.0.1",), 1,
    )  # fmt: skip
    assert (settings.alerts.baseline, settings.alerts.max_age) == ("alert", timedelta(days=2))
    assert settings.smtp is not None
    assert (settings.smtp.port, settings.smtp.tls, settings.smtp.sender) == (
        587, "starttls", "Desk <desk@news.example.org>",
    )  # fmt: skip
    assert settings.smtp.password == Secret("pa55 word")
    assert settings.route == Route("desk", (), False, (Route("duty", (Matcher("severity", "=", "high"),), True),))
    desk, duty = settings.receivers
    assert desk.email == ("a@news.example.org", "b@news.example.org")
    assert duty.webhooks == (SlackWebhook("hook", Secret("https://hooks.example.org/T/B/x")),)
    assert duty.bots == (SlackBot("C1", Secret("xoxb-hidden"), "http://127.0.0.1:9/api/"),)


def test_defaults(write: Write) -> None:
    directory = write({})
    settings = load(directory, {})
    assert settings.archive_url.reveal() == f"sqlite:///{directory}/data/archive.db"
    assert (settings.crawl.interval, settings.crawl.budget) == (None, math.inf)
    assert (settings.smtp, settings.route, settings.receivers) == (None, None, ())
    (source,) = settings.sources
    assert (source.country, source.interval) == ("NO", None)
    assert settings.rules == (Rule("Harbour", "harbour AND @port-office"),)
    assert settings.entities == {"port-office": Entity("port-office", ("Port Office", "портовая служба"))}


def test_relative_sqlite_file_begins_in_the_configuration(write: Write) -> None:
    directory = write({"monitor.yaml": "contact: a@b.example\narchive: {url: 'sqlite:///x/a.db'}\n"})
    assert load(directory, {}).archive_url.reveal() == f"sqlite:///{directory}/x/a.db"


def test_secrets_do_not_show(write: Write) -> None:
    settings = load(write({"monitor.yaml": FULL, **SECRETS}), ENVIRON)
    printed = f"{settings} {settings!r} {settings.smtp} {settings.receivers}"
    assert "Secret(***)" in printed
    for secret in ("pa55", "hidden", "hooks.example.org"):
        assert secret not in printed
    with pytest.raises(TypeError):
        pickle.dumps(settings.archive_url)


def test_a_mistake_beside_a_secret_does_not_show_it(write: Write) -> None:
    text = FULL.replace("url_env: ARCHIVE", "url: 'postgresql://u:hunter2@db/m'").replace(
        "password_file: secrets/smtp", "password: hunter2"
    )
    text = text.replace("webhook_url_file: secrets/hook", "webhook_url: https://hooks.slack.com/hunter2")
    with pytest.raises(ConfigError) as raised:
        load(write({"monitor.yaml": text}), {"TOKEN": "\x00hunter2"})
    assert len(raised.value.faults) >= 4
    assert "hunter2" not in str(raised.value)


def test_warnings(write: Write) -> None:
    report = check(write({"sources/south.yml": "", "rule/x.yaml": ""}), {})
    assert report.faults == ()
    said = "\n".join(str(warning) for warning in report.warnings)
    assert "no alert is sent" in said
    assert "sources/south.yml: found a file that is not read, expected a name that ends in .yaml" in said
    assert 'did you mean "rules"?' in said
    assert "monitor.yaml:1: contact: found the address of the example" in said


def test_rules_alone(write: Write, tmp_path: Path) -> None:
    directory = write({})
    from_directory = load_rules(directory)
    assert from_directory == load_rules(directory / "rules") == load_rules(directory / "rules" / "harbour.yaml")
    both = tmp_path / "both.yaml"
    both.write_text("rules: [{name: R, query: '@x'}]\nentities: [{id: x, aliases: [quay]}]\n")
    assert load_rules(both).rules == (Rule("R", "@x"),)
    with pytest.raises(ConfigError, match="No such file"):
        load_rules(tmp_path / "absent.yaml")
    with pytest.raises(ConfigError, match="name too long"):
        load_rules(tmp_path / ("x" * 300))


def test_a_source_may_be_read_from_section_pages_and_sitemaps_alone(write: Write) -> None:
    text = """
sources:
  - {id: hall, name: Town Hall, sections: [https://hall.example/news], hosts: [WWW2.hall.example], weight: 4,
     interval: 5m}
  - {id: wire, name: Wire, sitemaps: [https://wire.example/news.xml]}
"""
    hall, wire = load(write({"sources/a.yaml": text}), {}).sources[:2]
    assert (hall.sections, hall.hosts, hall.weight) == (("https://hall.example/news",), ("www2.hall.example",), 4.0)
    assert hall.aliases == {"www2.hall.example": "hall.example"}
    assert (wire.sitemaps, wire.feeds, wire.interval) == (("https://wire.example/news.xml",), (), None)
