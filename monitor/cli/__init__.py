"""The command ``monitor``. Exit codes: 0 done, 1 it failed or found faults, 2 wrong usage, 130 interrupted."""

from __future__ import annotations

import difflib
import io
import os
import sys
from importlib import import_module

import click

from monitor import __version__
from monitor.errors import MonitorError

COMMANDS = {
    "init": ("configuration", "Write a commented starter configuration."),
    "check": ("configuration", "Read the whole configuration and report every fault at once."),
    "sources": ("sources", "Find, test, list, exchange and audit sources."),
    "run": ("run", "The daemon: poll every source on its interval, match, alert."),
    "crawl": ("crawl", "Fetch one source, feed or page now."),
    "extract": ("extract", "Print the article in an HTML page."),
    "text": ("text", "Check and show article text files."),
    "match": ("match", "Match rules against text files."),
    "matches": ("matches", "List what matched, and mark it as useful or as noise."),
    "rules": ("rules", "Explain, check, try out and watch rules."),
    "entities": ("entities", "List, show and import watched entities."),
    "articles": ("articles", "Search and show kept articles."),
    "alerts": ("alerts", "See what became of matches; mute, take over, try again."),
    "why": ("why", "Tell why an article did or did not become an alert."),
    "demo": ("demo", "The whole way on invented outlets, without a network."),
}
"""Each command's module and its line in the help: a module is imported only when its command is called."""

INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group that imports a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, from its module's attribute of the same name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"monitor.cli.{COMMANDS[cmd_name][0]}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, which knows only commands that are imported, and so cannot tell which one was meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if close := difflib.get_close_matches(args[0], COMMANDS, n=1):
                raise click.UsageError(f"{error.message} Did you mean '{close[0]}'?", ctx) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, package_name="wirewatch", prog_name="monitor")
def monitor() -> None:
    """Watch what media publish, match it against rules, alert desks.

    \b
    monitor init                      write a starter configuration into ./config
    monitor check                     read it and report every fault
    monitor crawl tass-en --dry-run   fetch one source and show what would be kept
    monitor run                       poll every source on its interval, and alert

    Commands look for the configuration in --config DIR, $MONITOR_CONFIG, the current directory, ./config.
    """


def main() -> None:
    """The console script: errors of ours and of the system become one line each, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file's name may hold bytes that are no text, and not every terminal has every script.
            stream.reconfigure(errors="backslashreplace")
    code = _run()
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python would try once more at its end, and complain in its own way.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not code and not isinstance(error, BrokenPipeError):
            _complain(error)
        code = code or 1
    sys.exit(code)


def _run() -> int:
    try:
        code = monitor.main(prog_name="monitor", standalone_mode=False)
    except SystemExit as error:
        code = error.code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        code = INTERRUPTED
    except (MonitorError, OSError) as error:
        _complain(error)
        code = 1
    return code if isinstance(code, int) else 0


def _complain(error: Exception) -> None:
    from monitor.cli.output import visible

    text = str(error)
    if isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    click.echo(f"monitor: {visible(text)}", err=True)
