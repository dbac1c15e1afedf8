"""Every mistake is reported with its file, line, key, and words that say what to do. A table, one mistake a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from monitor.config import check, load
from monitor.errors import ConfigError

Write = Callable[[Mapping[str, str]], Path]

CONTACT = "contact: https://desk.example.org/crawler\n"
SOURCE = "sources:\n  - id: a\n    name: A\n    feeds: [https://a.example/rss]\n"
RECEIVER = "receivers:\n  - name: desk\n    email:\n      - to: [a@b.example]\n"
SMTP = "smtp: {host: mail.example, from: a@b.example}\n"
LOGIN = "smtp: {host: mail.example, from: a@b.example, username: u,\n"

# file, its text, the line and key of the fault, words that must be in it
TABLE: list[tuple[str, str, int, str, tuple[str, ...]]] = [
    ("sources/x.yaml", SOURCE + "    intervall: 5m\n", 5, "sources[0].intervall",
     ("an unknown key", 'did you mean "interval"?')),
    ("sources/x.yaml", "sources:\n  - name: A\n    feeds: [https://a.example/rss]\n", 2, "sources[0].id",
     ("no such key", "this required key")),
    ("sources/x.yaml", SOURCE + "    interval: 10\n", 5, "sources[0].interval", ("the number 10", "text")),
    ("sources/x.yaml", SOURCE + "    interval: ten minutes\n", 5, "sources[0].interval", ("ten minutes", "30s, 5m")),
    ("sources/x.yaml", SOURCE + "    interval: 5min\n", 5, "sources[0].interval", ('the unit "min"', "s, m, h or d")),
    ("sources/x.yaml", SOURCE + "    homepage: ftp://a.example\n", 5, "sources[0].homepage", ("http:// or https://",)),
    ("sources/x.yaml", SOURCE.replace("[https://a.example/rss]", "\n      - https:///rss"), 5, "sources[0].feeds[0]",
     ("with a host",)),
    ("sources/x.yaml", SOURCE.replace("id: a", "id: Ä_b"), 2, "sources[0].id", ("Ä_b", "lower-case letters")),
    ("sources/x.yaml", SOURCE.replace("id: a", "id: north-herald"), 2, "sources[0].id",
     ("again (first at sources/north.yaml:2)",)),
    ("sources/x.yaml", SOURCE + "    country: Norway\n", 5, "sources[0].country", ("two capitals",)),
    ("sources/x.yaml", SOURCE + "    country: no\n", 5, "sources[0].country", ('"no"', "write NO")),
    ("sources/x.yaml", SOURCE + "    language: Persian language\n", 5, "sources[0].language", ("zh-Hans",)),
    ("sources/x.yaml", SOURCE + "    article_url_pattern: '/(?P<id>\\d+'\n", 5, "sources[0].article_url_pattern",
     ("regular expression",)),
    ("sources/x.yaml", SOURCE + "    article_url_pattern: '(\\w+-?)+x'\n", 5, "sources[0].article_url_pattern",
     ("a repetition within a repeated group",)),
    ("sources/x.yaml", SOURCE + f"    article_url_pattern: '{'x' * 501}'\n", 5, "sources[0].article_url_pattern",
     ("501 characters", "at most 500")),
    ("sources/x.yaml", SOURCE.replace("[https://a.example/rss]", "https://a.example/rss"), 4, "sources[0].feeds",
     ("found text", "a list")),
    ("sources/x.yaml", "source:\n  - id: a\n", 1, "source", ('did you mean "sources"?',)),
    ("sources/x.yaml", "- id: a\n", 1, "", ("a list", "a mapping with the key sources")),
    ("sources/x.yaml", "", 1, "", ("an empty file",)),
    ("sources/x.yaml", "sources:\n\t- id: a\n", 2, "", ("a tab", "spaces")),
    ("sources/x.yaml", "sources:\n  - id: a\n    name: A: B\n", 3, "", ("a colon where no key can be", "quotes")),
    ("sources/x.yaml", "sources:\n  - id: a\n    name: 'A\n    feeds: []\n", 3, "", ("never closed",)),
    ("sources/x.yaml", "sources:\n  - id: a\n   name: A\n", 3, "", ("does not fit", "indented alike")),
    ("sources/x.yaml", SOURCE + "---\n" + SOURCE, 5, "", ("a second document",)),
    ("sources/x.yaml", SOURCE + "    labels: {a: *b}\n", 5, "", ("undefined alias",)),
    ("sources/x.yaml", SOURCE + "    name: B\n", 5, "sources[0].name", ("again (first on line 3)",)),
    ("sources/x.yaml", "sources: []\n# \udcff\n", 2, "", ("byte 0xff", "UTF-8")),
    ("sources/x.yaml", "a: &a [*a]\n", 1, "", ("alias within itself",)),
    ("sources/x.yaml", "a: " + "[" * 5000, 1, "", ("more than 40 levels",)),
    ("sources/x.yaml", "sources: !!python/object:os.system []\n", 1, "sources", ("the tag", "without a tag")),
    ("rules/x.yaml", "rules:\n  - name: R\n    query: (harbour OR\n", 3, "rules[0].query", ('rule "R"', "column ")),
    ("rules/x.yaml", "rules:\n  - name: R\n    query: |\n      harbour OR\n      ) quay\n", 5, "rules[0].query",
     ("column 1 of the line",)),
    ("rules/x.yaml", "rules:\n  - name: R\n    query: quay @port-ofice\n", 3, "rules[0].query",
     ("@port-ofice", "did you mean @port-office?", "column 6")),
    ("rules/x.yaml", "rules:\n  - name: R\n    query: quay\n    labels:\n      severity: hihg\n", 5,
     "rules[0].labels.severity", ("info, low, medium, high or critical", 'did you mean "high"?')),
    ("rules/x.yaml", "rules:\n  - name: R\n    query: quay\n    labels: {prio: 1}\n", 4, "rules[0].labels.prio",
     ("the number 1", "text", "quotes")),
    ("rules/x.yaml", "rules:\n  - name: Harbour\n    query: quay\n", 2, "rules[0].name",
     ("first at rules/harbour.yaml:2",)),
    ("entities/x.yaml", "entities:\n  - id: port-office\n    aliases: [x]\n", 2, "entities[0].id", ("again",)),
    ("entities/x.yaml", "entities:\n  - id: quay\n    aliases: ['!!']\n", 3, "entities[0].aliases[0]", ("no letter",)),
    ("monitor.yaml", "data_dir: x\n", 1, "contact", ("required",)),
    ("monitor.yaml", "contact: nobody\n", 1, "contact", ("can be reached",)),
    ("monitor.yaml", CONTACT + "crawl:\n  max_bytes: 5 megs\n", 3, "crawl.max_bytes", ('the unit "megs"', "KB")),
    ("monitor.yaml", CONTACT + "crawl:\n  workers: true\n", 3, "crawl.workers", ("the boolean true", "whole number")),
    ("monitor.yaml", CONTACT + "crawl:\n  allow_private: ['10.0.0.0/99']\n", 3, "crawl.allow_private[0]", ("network",)),
    ("monitor.yaml", CONTACT + "alerts: {baseline: slient}\n", 2, "alerts.baseline", ('did you mean "silent"?',)),
    ("monitor.yaml", CONTACT + SMTP + RECEIVER + "route: {receiver: desk2}\n", 7, "route.receiver",
     ('unknown receiver "desk2"', 'did you mean "desk"?')),
    ("monitor.yaml", CONTACT + SMTP + RECEIVER + "route:\n  receiver: desk\n  routes:\n    - matchers: [a]\n", 10,
     "route.routes[0].matchers[0]", ("one of = != =~ !~",)),
    ("monitor.yaml", CONTACT + SMTP + RECEIVER + "route: {routes: []}\n", 7, "route", ("no receiver",)),
    ("monitor.yaml", CONTACT + RECEIVER, 4, "receivers[0].email", ("e-mail without a server", "smtp")),
    ("monitor.yaml", CONTACT + SMTP + RECEIVER.replace("a@b.example", "a@b.example, nobody"), 6,
     "receivers[0].email[0].to[1]", ("an e-mail address",)),
    ("monitor.yaml", CONTACT + SMTP + RECEIVER.replace("a@b.example", "a@b.example, a@b.example"), 6,
     "receivers[0].email[0].to[1]", ("again",)),
    ("monitor.yaml", CONTACT + SMTP + RECEIVER + "  - name: desk\n    email: [{to: [c@b.example]}]\n", 7,
     "receivers[1].name", ("first at monitor.yaml:4",)),
    ("monitor.yaml", CONTACT + "receivers:\n  - name: desk\n", 3, "receivers[0]", ("no target",)),
    ("monitor.yaml", CONTACT + "receivers:\n  - name: d\n    slack: [{name: h}]\n", 4, "receivers[0].slack[0]",
     ("not complete", "webhook_url_file")),
    ("monitor.yaml", CONTACT + "smtp:\n  host: mail.example\n  from: a@b.example\n  port: 99999\n", 5, "smtp.port",
     ("from 1 to 65535",)),
    ("monitor.yaml", CONTACT + LOGIN + "  password: hunter2}\n", 3,
     "smtp.password", ("a secret in the file", "password_file", "password_env")),
    ("monitor.yaml", CONTACT + LOGIN + "  password_env: UNSET}\n", 3,
     "smtp.password_env", ("a variable that is not set",)),
    ("monitor.yaml", CONTACT + LOGIN + "  password_file: no/such}\n", 3,
     "smtp.password_file", ("no such file",)),
    ("monitor.yaml", CONTACT + LOGIN + "  password_file: empty}\n", 3,
     "smtp.password_file", ("an empty file",)),
    ("monitor.yaml", CONTACT + LOGIN + f"  password_file: empty2, ca_file: {'x' * 300}}}\n", 3, "smtp.ca_file",
     ("no such file", "PEM")),
    ("monitor.yaml", CONTACT + "archive:\n  url: postgresql+psycopg://u:hunter2@db/m\n", 3, "archive.url",
     ("a password in the address", "url_file or url_env")),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "line", "key", "words"), TABLE)
def test_fault(write: Write, file: str, text: str, line: int, key: str, words: tuple[str, ...]) -> None:
    report = check(write({file: text, "empty": "\n", "empty2": "x"}), {})
    said = "\n".join(str(fault) for fault in report.faults)
    assert (file, line, key) in [(fault.file, fault.line, fault.key) for fault in report.faults], said
    text_of = next(str(fault) for fault in report.faults if (fault.line, fault.key) == (line, key))
    assert text_of.startswith(f"{file}:{line}: {key}: " if key else f"{file}:{line}: found ")
    for word in words:
        assert word in text_of
    assert "hunter2" not in said


def test_one_mistake_is_one_fault(write: Write) -> None:
    for file, text, *_ in TABLE:
        report = check(write({file: text, "empty": "\n", "empty2": "x"}), {})
        assert len(report.faults) == 1, [str(fault) for fault in report.faults]
        (write({}) / file).unlink()


def test_all_faults_at_once(write: Write) -> None:
    directory = write({
        "monitor.yaml": "contact: [\n",
        "sources/x.yaml": SOURCE + "    country: Norway\n    interval: soon\n",
        "rules/x.yaml": "rules:\n  - name: 3\n    query: '('\n",
    })  # fmt: skip
    with pytest.raises(ConfigError) as raised:
        load(directory, {})
    assert [fault.split(" found")[0].rstrip(":") for fault in raised.value.faults] == [
        "monitor.yaml:2",
        "rules/x.yaml:2: rules[0].name",
        "rules/x.yaml:3: rules[0].query",
        "sources/x.yaml:5: sources[0].country",
        "sources/x.yaml:6: sources[0].interval",
    ]


def test_no_directory_and_no_main_file(tmp_path: Path) -> None:
    for directory in (tmp_path, tmp_path / "absent"):
        (fault,) = check(directory, {}).faults
        assert f'"monitor init {directory}"' in fault.hint
    (fault,) = check(tmp_path / ("x" * 300), {}).faults
    assert "name too long" in fault.found


def test_files_that_cannot_be_read(write: Write) -> None:
    directory = write({})
    (directory / "rules" / "folder.yaml").mkdir()
    (directory / "rules" / "gone.yaml").symlink_to(directory / "nothing")
    assert [fault.file for fault in check(directory, {}).faults] == ["rules/folder.yaml", "rules/gone.yaml"]
