"""Documents and the tree itself: no sentence promises what is not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from monitor import __version__
from monitor.cli import COMMANDS, monitor

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
SOURCES = [path for folder in ("monitor", "spiders", "alerts") for path in sorted((ROOT / folder).rglob("*.py"))]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_versions_and_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "index-url" not in text
    packages = re.findall(r"^(?!\s|#)(\S+)", text, re.MULTILINE)
    assert len(packages) > 30
    assert all("==" in package for package in packages)
    assert text.count("--hash=sha256:") >= len(packages)


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text().split("[project.scripts]")[0].splitlines()
    listed = [line for line in lines if re.match(r'\s+"[A-Za-z_]', line)]
    assert len(listed) >= len(PROJECT["dependencies"])
    assert [line for line in listed if "#" not in line and "wirewatch[" not in line] == []


def test_the_changelog_begins_with_this_version() -> None:
    heads = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert heads[0] == __version__ == PROJECT["version"]


def test_the_readme_names_its_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    assert "make demo" in readme
    assert "make test" in readme


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    targets = LINK.findall(document.read_text())
    assert [target for target in targets if not (document.parent / target).exists()] == []


def all_commands() -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    context = click.Context(monitor)
    for name in COMMANDS:
        command = monitor.get_command(context, name)
        assert command is not None
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {sub}", inner) for sub, inner in command.commands.items()]
    return found


@pytest.mark.parametrize(("name", "command"), all_commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_and_option_is_in_the_manual_and_has_a_help_text(name: str, command: click.Command) -> None:
    manual = (ROOT / "docs" / "commands.md").read_text()
    assert f"`monitor {name}" in manual
    assert command.help
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.opts[-1] for option in options if option.opts[-1] not in manual] == []


def test_files_are_short() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in SOURCES}
    assert {str(path): length for path, length in lengths.items() if length > 400} == {}
    assert sum(lengths.values()) / len(lengths) < 150
