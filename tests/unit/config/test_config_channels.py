"""Receivers of every kind: what they become, and what is said of one that cannot be used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from monitor.config import check, load
from monitor.config.settings import AppriseService, FeedFiles, SignedWebhook
from monitor.wiring.channels import channels_of
from monitor.wiring.watching import policy_of

Write = Callable[[Mapping[str, str]], Path]

SECRET = "whsec_" + "bmV3" * 8
HEAD = "contact: https://desk.example.org/crawler\nroute: {receiver: desk}\nreceivers:\n  - name: desk\n"
FULL = (
    HEAD
    + """    thread: none
    broadcast_on_rise: false
    webhook:
      - {name: soar, url: "https://soar.example/hook", secret_env: SOAR, allow_private: [10.1.2.3]}
      - {name: second, url_file: secrets/second, secret_env: SOAR}
    apprise: [{name: chat, url_env: CHAT}]
    feed: [{name: desk}, {name: other, path: /srv/feeds/other}]
    templates: {subject: templates/subject.txt, html: templates/mail.html}
external_url: https://desk.example
"""
)
FILES = {
    "monitor.yaml": FULL,
    "secrets/second": "https://second.example/canary\n",
    "templates/subject.txt": "{{ severity }} {{ headline }}\n",
    "templates/mail.html": "<h1>{{ headline }}</h1>\n",
}
ENVIRON = {"SOAR": f"{SECRET} {SECRET}", "CHAT": "tgram://canary/1"}


def receiver(keys: str) -> dict[str, str]:
    return {"monitor.yaml": HEAD + keys}


def test_every_key_arrives(write: Write) -> None:
    directory = write(FILES)
    settings = load(directory, ENVIRON)
    (desk,) = settings.receivers
    soar, second = desk.signed
    assert (soar.name, soar.url.reveal(), soar.secret.reveal().split()) == (
        "soar", "https://soar.example/hook", [SECRET, SECRET],
    )  # fmt: skip
    assert (soar.allow_private, second.url.reveal()) == (("10.1.2.3",), "https://second.example/canary")
    assert desk.services == (AppriseService("chat", desk.services[0].url),)
    assert desk.feeds == (
        FeedFiles("desk", directory / "data/feeds/desk"), FeedFiles("other", Path("/srv/feeds/other"))
    )  # fmt: skip
    assert (desk.threads, desk.broadcast_on_rise) == (False, False)
    assert desk.templates.subject == "{{ severity }} {{ headline }}\n"
    assert (desk.templates.text, settings.external_url) == ("", "https://desk.example")
    assert "canary" not in repr(settings)
    assert isinstance(soar, SignedWebhook)


def test_targets_are_named_without_making_their_channels(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(write(FILES), ENVIRON)
    channels = channels_of(settings)
    monkeypatch.setattr("monitor.wiring.channels.ssl.create_default_context", None)
    monkeypatch.setitem(sys.modules, "alerts.channels.apprise", None)
    assert policy_of(settings).targets == {"desk": tuple(channels)}


def test_every_target_has_its_channel(write: Write) -> None:
    channels = channels_of(load(write(FILES), ENVIRON))
    assert [(one.channel, one.target) for one in channels] == [
        ("webhook", "soar"), ("webhook", "second"), ("apprise", "chat"), ("feed", "desk"), ("feed", "other"),
    ]  # fmt: skip
    assert [channel.host for channel in channels.values()] == ["soar.example:443", "second.example:443", "", "", ""]
    assert "canary" not in repr(channels)


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("    webhook: [{name: a, secret_env: SOAR}]", "a webhook without an address"),
        ("    webhook: [{name: a, url: 'https://a.example/'}]", "a webhook without a secret"),
        ("    webhook: [{name: a, url: 'https://a.example/', url_env: CHAT, secret_env: SOAR}]", "url_env and url"),
        ("    webhook: [{name: a, url_env: CHAT, secret_env: SOAR}]", "something that is not a web address"),
        ("    webhook: [{name: a, url: 'https://a.example/', secret_env: CHAT}]", "not a secret of a signed webhook"),
        ("    webhook: [{name: a, url: 'https://a.example/', secret: canary}]", "a secret in the file"),
        ("    apprise: [{name: a}]", "a service without an address"),
        ("    apprise: [{name: a, url: 'tgram://canary/1'}]", "a secret in the file"),
        ("    apprise: [{name: a, url_env: SOAR}]", "not an address of a service"),
        ("    feed: [{name: ../a}]", '"../a", expected letters, digits'),
        ("    feed: [{name: a}, {name: a}]", '"a" again'),
        ("    webhook: []", "a receiver with no target, expected email, slack, webhook, apprise or feed"),
        ("    feed: [{name: a}]\n    thread: stories", 'found "stories", expected story or none'),
        ("    feed: [{name: a}]\n    templates: {text: nowhere.txt}", "templates.text: found no such file"),
    ],
)
def test_a_receiver_that_cannot_be_used_is_a_fault_with_its_place(write: Write, keys: str, fault: str) -> None:
    faults = [str(one) for one in check(write(receiver(keys)), ENVIRON).faults]
    assert any(fault in one for one in faults), faults
    assert all(one.startswith("monitor.yaml:") for one in faults)
    assert not any("canary" in one for one in faults)


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("a\n{{ hedline }}", 'text.txt:2: found the unknown field "hedline"'),
        ("a\n{{ headline | shout }}", "text.txt:2: found unknown filter 'shout'"),
        ("{% for a in articles %}\n\n{{ a.nope }}{% endfor %}", "text.txt:3: found a.nope is undefined"),
        ("{% for a in (1..9) %}{% endfor %}", "text.txt:1: found a range"),
        ("\udcff", "text.txt: found a file that is not UTF-8 text"),
        ("x" * 70_000, "text.txt: found 64001 characters"),
    ],
)
def test_a_fault_in_a_template_has_its_file_and_line(write: Write, template: str, fault: str) -> None:
    keys = receiver("    feed: [{name: a}]\n    templates: {text: text.txt}")
    (found,) = check(write({**keys, "text.txt": template}), {}).faults
    assert str(found).startswith(fault)


def test_a_near_miss_of_a_field_is_suggested(write: Write) -> None:
    keys = receiver("    feed: [{name: a}]\n    templates: {text: text.txt}")
    (fault,) = check(write({**keys, "text.txt": "{{ hedline }}"}), {}).faults
    assert fault.hint == 'did you mean "headline"?'


def test_apprise_that_is_not_installed_is_a_fault(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["monitor.config.load"], "find_spec", lambda name: None)
    faults = check(write(receiver("    apprise: [{name: chat, url_env: CHAT}]")), ENVIRON).faults
    assert "pip install wirewatch[apprise]" in str(faults[0])
