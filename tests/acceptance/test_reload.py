"""The configuration changes while the daemon runs: it is taken whole, or what was there before goes on, and is told."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
import yaml

from tests.acceptance.desk import EDITOR, Desk

PAPER, SECOND = "gulf-post", "quay-times"
LATE = "late@desk.example"


def rules(desk: Desk, *named: tuple[str, str]) -> None:
    """Write these rules, by name and query."""
    desk.write("rules/rules.yaml", {"rules": [{"name": name, "query": query} for name, query in named]})


def wait_for_mail(desk: Desk, words: str, address: str = EDITOR) -> None:
    """Wait until a mail with these words in its subject has come to the address."""

    def arrived() -> bool:
        mails = [mail for mail in desk.mail.messages if address in mail.recipients]
        return any(words in str(mail.message["Subject"]) for mail in mails)

    desk.wait(arrived, f"a mail about {words}")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, PAPER, SECOND)


def test_changed_rules_are_taken_and_broken_ones_are_told_of_and_change_nothing(desk: Desk) -> None:
    with desk:
        desk.change_settings(route={"receiver": "desk"})
        daemon = desk.start_watching()
        rules(desk, ("light", "lighthouse"), ("all", "report"))
        desk.wait(lambda: daemon.has_said("configuration taken", rules="2 (1 new, 1 changed, 0 gone)"), "the rules")
        desk.publish(PAPER, 1)
        wait_for_mail(desk, "report 1 ")
        desk.write("rules/rules.yaml", "rules:\n  - name: light\n    query: 'light AND ('\n")
        desk.wait(lambda: daemon.has_said("configuration not taken"), "the fault in the log")
        (fault,) = [event["fault"] for event in daemon.events if event["event"] == "configuration not taken"]
        assert fault.startswith("rules/rules.yaml:3: rules[0].query: found ")
        wait_for_mail(desk, "configuration broken")
        desk.publish(PAPER, 2)
        wait_for_mail(desk, "report 2 ")
        rules(desk, ("light", "lighthouse"))
        # Its mail may be grouped with the first one, and so come minutes later.
        desk.wait(lambda: events(desk) == ["recovered", "configuration broken"], "the recovery")


def events(desk: Desk) -> list[str]:
    """What was told of the configuration, newest first."""
    with desk.archive() as archive:
        return [event.kind for event in archive.history.events("configuration")]


def test_a_hangup_has_the_configuration_read_at_once_and_sources_come_and_go(desk: Desk) -> None:
    with desk:
        daemon = desk.start_watching()
        name = "sources/sources.yaml"
        content = yaml.safe_load((desk.directory / name).read_text(encoding="utf-8"))
        kept = [source for source in content["sources"] if source["id"] == SECOND]
        desk.write(name, {"sources": kept})
        os.kill(daemon.process.pid, signal.SIGHUP)
        desk.wait(lambda: daemon.has_said("configuration taken", sources="1 (0 new, 0 changed, 1 gone)"), "the source")
        desk.publish(PAPER, 3)
        desk.publish(SECOND, 4)
        desk.wait_for_alerts([4], EDITOR)
        desk.write(name, content)
        os.kill(daemon.process.pid, signal.SIGHUP)
        desk.wait_for_alerts([3], EDITOR)
        assert daemon.running
        late = {"name": "late", "email": [{"to": [LATE]}]}
        desk.change_settings(route={"receiver": "late"}, receivers=[*desk.settings["receivers"], late])
        desk.wait(lambda: sum(said["event"] == "configuration taken" for said in daemon.events) >= 3, "the receiver")
        desk.publish(SECOND, 5)
        wait_for_mail(desk, "report 5 ", LATE)
        desk.change_settings(crawl={**desk.settings["crawl"], "timeout": "3s"})
        desk.wait(lambda: daemon.has_said("some changes take effect after a restart", keys=["crawl"]), "the warning")
        assert daemon.stop()[0] == 0
