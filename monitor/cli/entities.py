"""``monitor entities``: the persons, organisations and places that rules name."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from monitor.cli.options import config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table, visible
from monitor.config import Settings
from monitor.domain.match import Document, Entity, Rule
from monitor.errors import ConfigError
from monitor.gazetteer.imports import read_export
from monitor.gazetteer.table import read_table, write_table
from monitor.rules.engine import compile_rules
from monitor.rules.names.scripts import suggestions
from monitor.rules.query.suggest import nearest

MOST_SHOWN = 20
"""What was left out of a file is counted; so many are shown."""


@click.group()
def entities() -> None:
    """List, show and import what rules name as @id.

    \b
    monitor entities list --list sanctions
    monitor entities import targets.simple.csv --list sanctions --out config/entities/sanctions.csv
    monitor entities variants envoy
    """


@entities.command(name="list")
@click.option("--list", "list_name", default="", help="Only the entities of this list.")
@click.option("--kind", default="", help="Only the entities of this kind.")
@config_option
@json_option
def list_entities(list_name: str, kind: str, config: Path | None, as_json: bool) -> None:
    """List the entities of the configuration."""
    known = settings_of(config).entities.values()
    found = [one for one in known if (not list_name or list_name in one.lists) and (not kind or kind == one.kind)]
    if as_json:
        print_json([asdict(entity) for entity in found])
        return
    rows = [(one.id, one.kind, " ".join(one.lists), len(one.aliases), len(one.weak), _name(one)) for one in found]
    print_table(("id", "kind", "lists", "aliases", "weak", "name"), rows, "no entity")


@entities.command()
@click.argument("entity_id", metavar="ID")
@config_option
@json_option
def show(entity_id: str, config: Path | None, as_json: bool) -> None:
    """Show one entity with all its names."""
    entity = _entity(settings_of(config), entity_id)
    if as_json:
        print_json(asdict(entity))
        return
    for column, value in asdict(entity).items():
        for item in [value] if isinstance(value, str) else value:
            click.echo(f"{column}: {visible(item)}")


@entities.command()
@click.argument("entity_id", metavar="ID")
@click.option("--in", "text", default="", help="A text to look for the entity in, instead of suggesting names.")
@config_option
@json_option
def variants(entity_id: str, text: str, config: Path | None, as_json: bool) -> None:
    """Suggest names in other scripts that ID does not have yet, or show how it is found in a text."""
    entity = _entity(settings_of(config), entity_id)
    if text:
        matches = compile_rules([Rule(entity.id, f"@{entity.id}")], {entity.id: entity}).match(Document(body=text))
        hits = [hit for match in matches for hit in match.hits]
        print_json([asdict(hit) for hit in hits]) if as_json else print_table(
            ("place", "words", "how"), [(f"{hit.start}-{hit.end}", hit.words, hit.how) for hit in hits], "not found"
        )
        sys.exit(0 if hits else 1)
    rows = [(one, alias) for alias in entity.aliases for one in suggestions(alias) if one not in entity.aliases]
    if as_json:
        print_json([{"name": name, "of": alias} for name, alias in rows])
    else:
        print_table(("name", "of"), rows, "nothing to suggest")


@entities.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--list", "list_name", default="", help="The list that all of them are put on.")
@click.option("--kind", default="", help="The kind of those for which FILE tells none.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The CSV file to write, below entities/.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def import_entities(file: Path, list_name: str, kind: str, out: Path, force: bool) -> None:
    """Turn FILE into a CSV of entities: targets.simple.csv of OpenSanctions, FollowTheMoney JSON lines, Wikidata.

    What cannot be searched for is told with its line and left out. Exit code 1 when nothing is left.
    """
    if out.exists() and not force:
        raise ConfigError((f"{out}: found a file, expected the name of a new one, or --force",))
    with file.open(encoding="utf-8-sig", newline="") as source:
        imported = read_export(source, list_name, kind)
    for one in imported.skipped[:MOST_SHOWN]:
        click.echo(visible(f"{file}:{one}"), err=True)
    if len(imported.skipped) > MOST_SHOWN:
        click.echo(f"{file}: {len(imported.skipped) - MOST_SHOWN} more were left out", err=True)
    if imported.entities:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8", newline="") as target:
            write_table(target, imported.entities)
    names = sum(len(entity.aliases) + len(entity.weak) for entity in imported.entities)
    click.echo(f"{len(imported.entities)} entities with {names} names, {len(imported.skipped)} left out")
    sys.exit(0 if imported.entities else 1)


@entities.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check CSV FILES of entities; every fault with file, line and column. Exit code 1 when there is one."""
    faults = 0
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for _, _, wrong in read_table(file):
                faults += len(wrong)
                for one in wrong:
                    click.echo(visible(f"{path}:{one}"), err=True)
    click.echo(f"{faults} faults")
    sys.exit(1 if faults else 0)


def _entity(settings: Settings, entity_id: str) -> Entity:
    name = entity_id.removeprefix("@")
    if name not in settings.entities:
        hint = nearest(name, settings.entities)
        raise ConfigError((f"found @{name}, which is not known, expected the id of an entity{hint}",))
    return settings.entities[name]


def _name(entity: Entity) -> str:
    return next(iter((*entity.aliases, *entity.weak)), "")
