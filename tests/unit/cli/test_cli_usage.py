"""Help and wrong usage: quick, and with the word that was meant."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from monitor.cli import COMMANDS

Run = Callable[..., subprocess.CompletedProcess[str]]

_HELP_OF_EVERYTHING = """
import sys
from monitor.cli import COMMANDS, monitor
for command in ((), *((name,) for name in COMMANDS), ("text", "show"), ("articles", "search"), ("alerts", "test")):
    monitor.main([*command, "--help"], standalone_mode=False)
slow = {"scrapy", "trafilatura", "aiohttp", "feedparser"} & set(sys.modules)
sys.exit(f"imported for help: {sorted(slow)}" if slow else 0)
"""


def test_the_help_of_every_command_is_there_and_imports_nothing_slow() -> None:
    done = subprocess.run((sys.executable, "-c", _HELP_OF_EVERYTHING), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Usage: ") == len(COMMANDS) + 4
    assert all(line in done.stdout for _, line in COMMANDS.values())


def test_the_version_is_that_of_the_package(run: Run) -> None:
    from monitor import __version__

    assert run("--version").stdout == f"monitor, version {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("chek",), "Did you mean 'check'?"),
        (("crwal", "tass-en"), "Did you mean 'crawl'?"),
        (("articels", "search", "x"), "Did you mean 'articles'?"),
        (("alerts", "outbx"), "Did you mean 'outbox'?"),
        (("crawl", "--limt", "3", "tass-en"), "Did you mean '--limit'?"),
        (("crawl", "--dry-rum", "tass-en"), "Did you mean '--dry-run'?"),
        (("run", "--onec"), "--once"),
        (("quite-something-else",), "No such command 'quite-something-else'."),
    ],
)
def test_a_mistyped_word_is_wrong_usage_with_a_suggestion(run: Run, typed: tuple[str, ...], meant: str) -> None:
    done = run(*typed)
    assert done.returncode == 2
    assert meant in done.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((), "Usage: monitor"),
        (("text",), "Usage: monitor text"),
        (("crawl",), "Missing argument 'TARGET'"),
        (("crawl", "x", "--limit", "0"), "x>=1"),
        (("crawl", "x", "--since", "yesterday"), "expected a number and s, m, h or d"),
        (("match", "--rules", "nowhere", "file.txt"), "does not exist"),
        (("text", "check", "not-there.txt"), "does not exist"),
        (("extract", "not-there.html"), "expected a file or an http(s) URL"),
        (("alerts", "outbox", "list", "--state", "lost"), "'lost' is not one of"),
        (("why",), "Missing argument"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_wrong(run: Run, typed: tuple[str, ...], said: str) -> None:
    done = run(*typed)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
