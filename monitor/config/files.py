"""Which files make up a configuration, and what stands in each of them.

``monitor.yaml`` is one mapping; every YAML file in ``sources``, ``rules`` and ``entities`` holds one list under the
name of its directory, and ``entities`` may hold CSV files, too. A file, or an item of a list, that is wrong never hides
what is wrong with the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from monitor.config.explain import faults_of
from monitor.config.fault import Fault, KeyPath, did_you_mean, listed, shown
from monitor.config.models import EntityModel, MonitorModel, RuleModel, SourceModel
from monitor.config.values import kind_of
from monitor.config.volume_model import VolumeRuleModel, is_volume
from monitor.config.yamlfile import MAX_BYTES, Document, read_document
from monitor.domain.match import Entity
from monitor.gazetteer.table import read_table

MAIN = "monitor.yaml"
ITEMS: dict[str, type[BaseModel]] = {"sources": SourceModel, "rules": RuleModel, "entities": EntityModel}
"""The directories, the key at the top of each of their files, and the shape of the items beneath it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list file; ``model`` is None where the item has a fault. ``value`` is what stands there."""

    document: Document
    path: KeyPath
    value: dict[str, Any]
    model: BaseModel | None

    def text(self, key: str) -> str:
        """The text under ``key``; empty where there is none."""
        found = self.value.get(key)
        return found if isinstance(found, str) else ""

    @property
    def query_key(self) -> str:
        """Under which key a rule's query stands."""
        return "over" if is_volume(self.value) else "query"

    def fault(self, key: str, found: str, expected: str, hint: str = "") -> Fault:
        """A fault at the value of ``key``."""
        return self.document.fault((*self.path, key), found, expected, hint)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity of a CSV file, and where it stands."""

    entity: Entity
    file: str
    line: int


@dataclass(slots=True)
class Files:
    """What was read of a configuration, as far as it could be read, and what was wrong with its files."""

    main: Document | None = None
    model: MonitorModel | None = None
    items: dict[str, list[Item]] = field(default_factory=lambda: {kind: [] for kind in ITEMS})
    listed: list[Listed] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def read_main(self, path: Path) -> None:
        """Read ``monitor.yaml``."""
        if not path.exists():
            hint = f'"monitor init {path.parent}" writes a configuration to start from'
            self.faults.append(Fault(MAIN, 0, "", "no such file", "the main file of the configuration", hint))
            return
        self.main = self._document(path, MAIN)
        if self.main is not None:
            self.model = self._checked(self.main, (), MonitorModel)  # type: ignore[assignment]

    def read_items(self, directory: Path, kind: str) -> None:
        """Read every ``*.yaml`` file of the directory ``kind``; one that is not there is empty."""
        folder = directory / kind
        if folder.exists() and not folder.is_dir():
            self.faults.append(Fault(kind, 0, "", "a file", "a directory"))
            return
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            name = f"{kind}/{path.name}"
            if path.suffix == ".yaml" and not path.name.startswith("."):
                self.read_list(path, name, (kind,))
            elif kind == "entities" and path.suffix == ".csv" and not path.name.startswith("."):
                self._read_table(path, name)
            elif path.suffix.lower() in (".yml", ".yaml") and not path.name.startswith("."):
                self.warnings.append(Fault(name, 0, "", "a file that is not read", "a name that ends in .yaml"))

    def read_list(self, path: Path, name: str, kinds: tuple[str, ...]) -> None:
        """Read one file whose top keys are among ``kinds``."""
        document = self._document(path, name)
        if document is None:
            return
        if not isinstance(document.value, dict):
            expected = f"a mapping with the key {listed(kinds)}"
            self.faults.append(document.fault((), kind_of(document.value), expected))
            return
        for key, value in document.value.items():
            if key not in kinds:
                expected = f"one of {', '.join(kinds)}"
                self.faults.append(
                    document.fault((key,), "an unknown key", expected, did_you_mean(key, kinds), at_key=True)
                )
            elif not isinstance(value, list):
                expected = "a list (lines that begin with -)"
                self.faults.append(document.fault((key,), kind_of(value), expected))
            else:
                self._read_values(document, key, value)
        if not document.value:
            self.faults.append(document.fault((), "an empty mapping", f"the key {listed(kinds)}"))

    def _read_table(self, path: Path, name: str) -> None:
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                for line, entity, wrong in read_table(file):
                    self.faults += [Fault(name, one.line, one.column, one.found, one.expected) for one in wrong]
                    if entity is not None:
                        self.listed.append(Listed(entity, name, line))
        except OSError as error:
            self.faults.append(Fault(name, 0, "", error.strerror or "an unreadable file", "a readable file"))

    def _read_values(self, document: Document, kind: str, values: list[Any]) -> None:
        for number, value in enumerate(values):
            path: KeyPath = (kind, number)
            shape = VolumeRuleModel if kind == "rules" and is_volume(value) else ITEMS[kind]
            model = self._checked(document, path, shape)
            if isinstance(value, dict):
                self.items[kind].append(Item(document, path, value, model))

    def _document(self, path: Path, name: str) -> Document | None:
        try:
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except OSError as error:
            self.faults.append(Fault(name, 0, "", error.strerror or "an unreadable file", "a readable file"))
            return None
        document, faults = read_document(name, raw)
        self.faults += faults
        return document

    def _checked(self, document: Document, path: KeyPath, model: type[BaseModel]) -> BaseModel | None:
        try:
            return model.model_validate(document.at(path))
        except ValidationError as error:
            self.faults += faults_of(document, path, model, error)
            return None


def read_files(directory: Path) -> Files:
    """Everything in a configuration directory."""
    files = Files()
    try:
        if directory.is_dir():
            _read_all(directory, files)
        else:
            hint = f'"monitor init {directory}" writes a configuration to start from'
            files.faults.append(Fault(str(directory), 0, "", "no such directory", "a configuration directory", hint))
    except OSError as error:
        found = error.strerror or "an unreadable directory"
        files.faults.append(Fault(str(directory), 0, "", found, "a readable configuration directory"))
    return files


def _read_all(directory: Path, files: Files) -> None:
    files.read_main(directory / MAIN)
    for kind in ITEMS:
        files.read_items(directory, kind)
    _warn_of_misspelt(directory, files)


def is_file(path: Path) -> bool:
    """Whether there is a file; False also for a name that the file system does not take."""
    try:
        return path.is_file()
    except OSError:
        return False


def _warn_of_misspelt(directory: Path, files: Files) -> None:
    for entry in sorted(directory.iterdir()):
        if entry.is_dir() and entry.name not in ITEMS and (hint := did_you_mean(entry.name, ITEMS)):
            found = f"the directory {shown(entry.name)}, which is not read"
            files.warnings.append(Fault(entry.name, 0, "", found, listed(ITEMS), hint))
