"""Writes the configuration directory of the demo: the desk's own files, one source per invented outlet, two secrets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import jinja2
import yaml

from monitor.demo.outlets import Outlet, OutletServer


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the demo's desk receives its mail and its Slack messages; an empty ``ca_file`` means mail without TLS."""

    smtp_host: str
    smtp_port: int
    ca_file: str
    slack_api_url: str
    slack_channel: str
    slack_token: str
    slack_webhook_url: str


def write_configuration(directory: Path, outlets: Sequence[Outlet], server: OutletServer, desk: Desk) -> None:
    """Write all files of the configuration into ``directory``, which must exist. Raises OSError."""
    for name in ("sources", "rules", "entities", "secrets"):
        (directory / name).mkdir()
    content = resources.files("monitor.demo.content.desk")
    template = jinja2.Template(
        content.joinpath("monitor.yaml.j2").read_text(encoding="utf-8"),
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # YAML, and every value is ours
    )
    settings = template.render(
        smtp_host=desk.smtp_host,
        smtp_port=desk.smtp_port,
        ca_file=desk.ca_file,
        slack_channel=desk.slack_channel,
        slack_api_url=desk.slack_api_url,
    )
    _write(directory / "monitor.yaml", settings + "\n")
    for name in ("rules", "entities"):
        _write(directory / name / "demo.yaml", content.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    sources = [_source(outlet, server) for outlet in outlets]
    _write(
        directory / "sources" / "demo.yaml", yaml.safe_dump({"sources": sources}, allow_unicode=True, sort_keys=False)
    )
    for name, secret in (("slack-token", desk.slack_token), ("slack-webhook", desk.slack_webhook_url)):
        _write(directory / "secrets" / name, secret + "\n")
        (directory / "secrets" / name).chmod(0o600)


def rule_severities() -> dict[str, str]:
    """The severity of every rule of the demo by the rule's name."""
    text = resources.files("monitor.demo.content.desk").joinpath("rules.yaml").read_text(encoding="utf-8")
    return {rule["name"]: rule["labels"]["severity"] for rule in yaml.safe_load(text)["rules"]}


def _source(outlet: Outlet, server: OutletServer) -> dict[str, object]:
    return {
        "id": outlet.id,
        "name": outlet.name,
        "country": outlet.country,
        "language": outlet.language,
        "ownership": outlet.ownership,
        "homepage": server.base(outlet.id) + "/",
        "feeds": [server.feed_url(outlet.id)],
        "article_url_pattern": outlet.article_url_pattern,
    }


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
