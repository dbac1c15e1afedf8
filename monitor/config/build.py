"""From checked models to the plain values of ``settings`` and the domain. Nothing here can fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from math import inf
from pathlib import Path
from typing import TypeVar

from monitor.config.build_volume import built_volume
from monitor.config.fault import KeyPath
from monitor.config.files import Files
from monitor.config.models import (
    CrawlModel,
    EntityModel,
    EvidenceModel,
    MonitorModel,
    RuleModel,
    SmtpModel,
    SourceModel,
)
from monitor.config.secret import Secret
from monitor.config.settings import (
    CrawlSettings,
    EvidenceSettings,
    RuleSet,
    SmtpSettings,
)
from monitor.config.volume_model import VolumeRuleModel
from monitor.domain.match import Entity, Rule
from monitor.domain.retention import Retention
from monitor.domain.source import Rendered, Source

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_Secrets = Mapping[KeyPath, Secret]
M = TypeVar("M")


def archive_address(model: MonitorModel, directory: Path, secrets: _Secrets) -> Secret:
    """The archive's address; a relative SQLite file begins in the configuration directory."""
    given = secrets.get(("archive", "url")) or (Secret(model.archive.url) if model.archive.url else None)
    if given is None:
        return Secret(f"sqlite:///{directory / model.data_dir / 'archive.db'}")
    scheme, _, path = given.reveal().partition(":///")
    if scheme == "sqlite" and path and not path.startswith("/"):
        return Secret(f"sqlite:///{directory / path}")
    return given


def built_smtp(model: SmtpModel | None, directory: Path, secrets: _Secrets) -> SmtpSettings | None:
    """The mail server with its usual port where none is given."""
    if model is None:
        return None
    return SmtpSettings(
        host=model.host,
        port=model.port or _PORTS[model.tls],
        tls=model.tls,
        sender=model.sender,
        username=model.username or "",
        password=secrets.get(("smtp", "password")),
        ca_file=directory / model.ca_file if model.ca_file else None,
        unsubscribe=model.unsubscribe or "",
    )


def built_rules(files: Files) -> RuleSet:
    """The rules and the entities, in the order of the files."""
    rules = tuple(map(built_rule, _models(files, "rules", RuleModel)))
    entities = {model.id: built_entity(model) for model in _models(files, "entities", EntityModel)}
    entities |= {listed.entity.id: listed.entity for listed in files.listed}
    return RuleSet(rules, entities, tuple(map(built_volume, _models(files, "rules", VolumeRuleModel))))


def built_rule(model: RuleModel) -> Rule:
    """A rule."""
    return Rule(model.name, model.query, dict(model.labels), model.description.strip(), model.forms)


def built_entity(model: EntityModel) -> Entity:
    """An entity with its names and lists."""
    names = (tuple(names) for names in (model.aliases, model.weak, model.context, model.excluded, model.lists))
    aliases, weak, context, excluded, lists = names
    return Entity(model.id, aliases, model.kind, weak, context, excluded, lists)


def built_crawl(model: CrawlModel) -> CrawlSettings:
    """How politely and how far sources are read; a budget that is not given is no limit."""
    return CrawlSettings(
        interval=model.interval,
        shortest=model.shortest,
        longest=model.longest,
        budget=model.budget or inf,
        site_budget=model.site_budget or inf,
        delay=model.delay,
        timeout=model.timeout,
        max_bytes=model.max_bytes,
        page_limit=model.page_limit,
        allow_private=tuple(model.allow_private),
        workers=model.workers,
    )


def built_evidence(model: EvidenceModel) -> EvidenceSettings:
    """Whether and how long fetched pages are kept."""
    return EvidenceSettings(model.enabled, Retention(model.keep, model.keep_matched), model.file_size)


def built_sources(files: Files, interval: timedelta | None) -> tuple[Source, ...]:
    """The sources; one without an interval of its own has ``interval``."""
    return tuple(
        Source(
            id=model.id,
            name=model.name,
            country=model.country,
            language=model.language,
            ownership=model.ownership,
            homepage=model.homepage,
            feeds=tuple(model.feeds),
            sitemaps=tuple(model.sitemaps),
            sections=tuple(model.sections),
            hosts=tuple(model.hosts),
            weight=model.weight,
            article_url_pattern=model.article_url_pattern,
            interval=model.interval or interval,
            render=frozenset(map(Rendered, model.render)),
            labels=dict(model.labels),
        )
        for model in _models(files, "sources", SourceModel)
    )


def _models(files: Files, kind: str, model: type[M]) -> Iterator[M]:
    return (item.model for item in files.items[kind] if isinstance(item.model, model))
