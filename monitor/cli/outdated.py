"""What commands say of articles that an earlier version of the program indexed."""

from __future__ import annotations

import click

from monitor.archive import open_archive
from monitor.errors import ArchiveError


def tell_outdated(count: int) -> None:
    """Say, in one line on the error output, that so many versions are read without preselection; nothing of none."""
    if count:
        versions = "1 article version has" if count == 1 else f"{count} article versions have"
        click.echo(f"{versions} an older index and will be read in full: run 'monitor articles reindex'", err=True)


def outdated_at(url: str) -> int | None:
    """How many versions of the archive at a database URL have an older index; ``None``, and said so, if unreadable."""
    try:
        archive = open_archive(url, write=False)
        try:
            return archive.reindexing.outdated()
        finally:
            archive.close()
    except ArchiveError as error:
        click.echo(f"note: {error}", err=True)
        return None
