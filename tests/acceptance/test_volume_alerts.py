"""A volume rule at work: the daemon is killed between its articles, and the desk is told of the event once."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.acceptance.desk import EDITOR, Desk
from tests.acceptance.desk_news import RULE_WORD

RULES = {
    "rules": [
        {"name": "light", "query": f"{RULE_WORD} tides -{RULE_WORD}", "labels": {"severity": "low"}},
        {
            "name": "Lights on the reef",
            "over": RULE_WORD,
            "labels": {"severity": "high"},
            "volume": {"kind": "frequency", "at_least": 4, "within": "2h", "by": ["source"]},
        },
    ]
}


def test_an_event_is_told_once_although_the_daemon_is_killed_between_its_articles(tmp_path: Path) -> None:
    with Desk(tmp_path, "reef-gazette") as desk:
        (desk.directory / "rules" / "rules.yaml").write_text(yaml.safe_dump(RULES), encoding="utf-8")
        first = desk.start_watching()
        desk.publish("reef-gazette", 1, 2)
        desk.wait(lambda: len(desk.text_files()) == 3, "the first two articles")
        first.kill()
        desk.publish("reef-gazette", 3, 4, 5)
        second = desk.start()
        desk.wait(lambda: len(subjects(desk)) == 1 and len(desk.text_files()) == 6, "the alert")
        second.kill()
        desk.publish("reef-gazette", 6)
        third = desk.start()
        desk.wait(lambda: len(desk.text_files()) == 7, "the last article")
        desk.wait(lambda: _judged(desk) == _counted(desk), "its judgement")
        assert third.stop()[0] == 0
        (subject,) = subjects(desk)
        assert subject.startswith("High: Lights on the reef, source reef-gazette: ")
        assert subject.endswith(" articles in 2 h")
        body = desk.mail.messages[0].message.get_body(("plain",))
        assert body is not None
        assert "4 are asked for in 2 h" in body.get_content()
        assert body.get_content().count("/world/") >= 4


def subjects(desk: Desk) -> list[str]:
    """What the editor's mails are about; one that came twice, because its receipt was lost in a kill, is one."""
    mails = {str(mail.message["Message-ID"]): mail for mail in desk.mail.messages if EDITOR in mail.recipients}
    return [str(mail.message["Subject"]) for mail in mails.values()]


def _counted(desk: Desk) -> int:
    with desk.archive() as archive:
        return max(one.id for one in archive.volumes.new(0, 100))


def _judged(desk: Desk) -> int:
    with desk.archive() as archive:
        return archive.volumes.judged()
