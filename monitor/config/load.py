"""From a configuration directory to settings, or to everything that is wrong with it.

``check`` and ``load`` read the same way: all files, all secrets, all faults at once. Nothing but ConfigError is raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from monitor.config.build import (
    archive_address,
    built_crawl,
    built_evidence,
    built_rules,
    built_smtp,
    built_sources,
)
from monitor.config.build_channels import built_receivers
from monitor.config.build_policy import built_policy, built_route
from monitor.config.crosscheck import faults_between, faults_in_rules
from monitor.config.crosscheck_policy import faults_in_policy
from monitor.config.crosscheck_volume import faults_in_volume
from monitor.config.fault import Fault, KeyPath, Report, in_order
from monitor.config.files import Files, is_file, read_files
from monitor.config.models import SourceModel
from monitor.config.names import sources_in
from monitor.config.secret import Secret
from monitor.config.secrets import read_secrets
from monitor.config.settings import AlertSettings, RuleSet, Settings
from monitor.config.templates import faults_in_templates
from monitor.config.warn import remarks_in_rules, warnings_of
from monitor.errors import ConfigError

_Secrets = dict[KeyPath, Secret]


def check(directory: Path, environ: Mapping[str, str]) -> Report:
    """What is wrong with the configuration in ``directory``, and what is worth a warning. Raises nothing."""
    files, secrets, faults = _read(directory, environ)
    usable = None if faults else files.model
    return Report(
        faults,
        in_order(warnings_of(files)) if files.main else (),
        archive_address(usable, directory.absolute(), secrets) if usable else None,
    )


def load(directory: Path, environ: Mapping[str, str]) -> Settings:
    """The settings of the configuration in ``directory``, secrets read. Raises ConfigError with every fault."""
    files, secrets, faults = _read(directory, environ)
    if faults or files.model is None:
        raise ConfigError(tuple(str(fault) for fault in faults))
    return _settings(directory.absolute(), files, secrets)


def load_rules(path: Path) -> RuleSet:
    """The rules of a configuration directory, or of one file with the keys ``rules`` and ``entities``.

    A file in a directory ``rules`` may name the entities of the directory ``entities`` beside it. In a directory
    without ``rules``, every ``*.yaml`` file is read as one with both keys. Raises ConfigError with every fault.
    """
    files, faults = _rules_at(path)
    if faults:
        raise ConfigError(tuple(str(fault) for fault in faults))
    return built_rules(files)


def check_rules(path: Path) -> Report:
    """What is wrong with the rules that ``load_rules`` would read, and what in them is probably not meant."""
    files, faults = _rules_at(path)
    beside = Files()
    beside.read_items(path, "sources")
    return Report(faults, in_order(remarks_in_rules(files, sources_in(beside) or None)))


def _rules_at(path: Path) -> tuple[Files, tuple[Fault, ...]]:
    files = Files()
    try:
        _read_rules(files, path)
    except OSError as error:
        files.faults.append(Fault(str(path), 0, "", error.strerror or "an unreadable path", "rules in YAML"))
    return files, in_order((*files.faults, *faults_in_rules(files)))


def _read_rules(files: Files, path: Path) -> None:
    if (path / "rules").is_dir():
        files.read_items(path, "rules")
        files.read_items(path, "entities")
    elif path.is_dir():
        for file in sorted(path.glob("*.yaml")):
            files.read_list(file, file.name, ("rules", "entities"))
        if path.name == "rules":
            files.read_items(path.parent, "entities")
    else:
        files.read_list(path, path.name, ("rules", "entities"))
        if path.absolute().parent.name == "rules":
            files.read_items(path.absolute().parent.parent, "entities")


def _read(directory: Path, environ: Mapping[str, str]) -> tuple[Files, _Secrets, tuple[Fault, ...]]:
    files = read_files(directory)
    secrets, unreadable = read_secrets(files.main, directory, environ) if files.main else ({}, [])
    faults = (
        *files.faults,
        *unreadable,
        *faults_between(files),
        *faults_in_policy(files),
        *faults_in_volume(files),
        *_missing_ca_file(directory, files),
        *_missing_renderer(files),
        *_missing_apprise(files),
        *faults_in_templates(files, directory),
    )
    return files, secrets, in_order(faults)


def _missing_ca_file(directory: Path, files: Files) -> Iterator[Fault]:
    if files.model is None or files.model.smtp is None or files.model.smtp.ca_file is None or files.main is None:
        return
    if not is_file(directory / files.model.smtp.ca_file):
        yield files.main.fault(("smtp", "ca_file"), "no such file", "a file of certificates in PEM form")


def _missing_renderer(files: Files) -> Iterator[Fault]:
    if find_spec("scrapy_playwright"):
        return
    for item in files.items["sources"]:
        if isinstance(item.model, SourceModel) and item.model.render:
            hint = "pip install scrapy-playwright, and a Chromium such as Debian's package chromium"
            yield item.fault("render", "pages to render", 'the extra "browser" to be installed', hint)


def _missing_apprise(files: Files) -> Iterator[Fault]:
    if files.main is None or files.model is None or find_spec("apprise"):
        return
    for number, receiver in enumerate(files.model.receivers):
        if receiver.apprise:
            path, hint = ("receivers", number, "apprise"), "pip install wirewatch[apprise]"
            yield files.main.fault(path, "a service of apprise", 'the extra "apprise" to be installed', hint)


def _settings(directory: Path, files: Files, secrets: _Secrets) -> Settings:
    model = files.model
    if model is None:
        raise ConfigError(("monitor.yaml: found no usable file, expected the main file of the configuration",))
    rules = built_rules(files)
    crawl = model.crawl
    route = built_route(model.route) if model.route else None
    return Settings(
        directory=directory,
        contact=model.contact,
        data_dir=directory / model.data_dir,
        archive_url=archive_address(model, directory, secrets),
        crawl=built_crawl(crawl),
        alerts=AlertSettings(baseline=model.alerts.baseline, max_age=model.alerts.max_age),
        evidence=built_evidence(model.evidence),
        smtp=built_smtp(model.smtp, directory, secrets),
        route=route,
        policy=built_policy(model, route),
        receivers=built_receivers(model.receivers, directory, directory / model.data_dir, secrets),
        sources=built_sources(files, crawl.interval),
        rules=rules.rules,
        volumes=rules.volumes,
        entities=rules.entities,
        external_url=model.external_url or "",
    )
