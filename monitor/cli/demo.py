"""``monitor demo``: the whole way, shown on invented outlets."""

from __future__ import annotations

import sys

import click

from monitor.cli.output import json_option
from monitor.errors import MonitorError


@click.command()
@click.option("--keep", is_flag=True, help="Leave everything running afterwards, to look around; Ctrl-C ends it.")
@json_option
def demo(keep: bool, as_json: bool) -> None:
    """Show feed, page, text file, match and alert on invented outlets; needs no network.

    Exit code 1 when anything that should have arrived did not.
    """
    try:
        from monitor.demo.run import run
    except ModuleNotFoundError as error:
        raise MonitorError(f"the demo needs the package {error.name}: pip install 'wirewatch[demo]'") from None
    sys.exit(run(keep, as_json))
