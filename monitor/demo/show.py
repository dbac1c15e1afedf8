"""The demo's output: headings, tables and boxes that can be read at a glance, 100 columns wide, without colour too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.demo.outlets import Outlet, OutletServer, Published
from monitor.demo.run_observe import EMAIL, SLACK_BOT, SLACK_WEBHOOK
from monitor.demo.show_message import marked

WIDTH = 100
LANGUAGES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fa": "Persian", "ru": "Russian", "zh": "Chinese"}
_MARKUP = {
    "news_path.html.j2": "number and date above the headline",
    "summary.html.j2": "headline, summary, line breaks",
    "tables.html.j2": "layout tables, windows-1251",
    "nested.html.j2": "nested boxes",
    "blog.html.j2": "blog theme",
    "json_ld.html.j2": "semantic elements, JSON-LD",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the last table: the channels that brought it, and the seconds until the last of them did."""

    published: Published
    channels: frozenset[str]
    rules: tuple[str, ...]
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was verified; ``fault`` says what is wrong, empty where nothing is."""

    what: str
    fault: str = ""


class Stage:
    """Writes to a console. Every text that comes from outside is written literally, never as mark-up."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._step = 0

    def banner(self) -> None:
        """What this is."""
        self.console.rule(Text("Media monitor: from publication to alert", "bold"), characters="═")
        self.console.print(
            Text(
                "Six invented outlets, a mail server and a Slack stand-in run on this machine; no network is used.\n"
                "The daemon is the real one, in a process of its own. Words that a rule found are [marked].",
                justify="center",
            )
        )

    def step(self, title: str) -> None:
        """Begin the next numbered step."""
        self._step += 1
        self.console.print()
        self.console.rule(Text(f" {self._step}  {title} ", "bold cyan"), align="left")

    def say(self, *lines: str | Text) -> None:
        """Plain lines."""
        for line in lines:
            self.console.print(Text(line) if isinstance(line, str) else line, soft_wrap=False)

    def outlets(self, outlets: Sequence[Outlet], server: OutletServer) -> None:
        """The outlets and what is peculiar to them."""
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for name in ("Outlet", "Language", "Feed", "Markup of its pages"):
            table.add_column(name, no_wrap=True)
        for outlet in outlets:
            feed = f"{feed_name(outlet)} at {server.base(outlet.id).removeprefix('http://')}"
            table.add_row(Text(outlet.name), LANGUAGES[outlet.language], Text(feed), _MARKUP[outlet.page])
        self.console.print(table)

    def box(self, title: str, lines: Iterable[Text]) -> None:
        """Lines with a bar at their left, wrapped; an open right side cannot be pushed out of place by any script."""
        self.console.print(Text(f"┌─ {title} ", "bold") + Text("─" * max(0, WIDTH - len(title) - 4), "dim"))
        for line in lines:
            wrapped = line.wrap(self.console, WIDTH - 2) if line.plain else [Text()]
            for part in wrapped:
                self.console.print(Text("│ ", "dim") + part, soft_wrap=True)
        self.console.print(Text("└" + "─" * (WIDTH - 1), "dim"))

    def summary(self, rows: Sequence[Row]) -> None:
        """All articles that were published, with ticks for the channels that brought them."""
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        table.add_column("Article", no_wrap=True, max_width=30)
        for name in ("Language", "Rules"):
            table.add_column(name, no_wrap=True)
        for channel in ("E-mail", "Slack", "Webhook"):
            table.add_column(channel, justify="center")
        table.add_column("Seconds", justify="right")
        for row in rows:
            ticks = [_tick(channel in row.channels) for channel in (EMAIL, SLACK_BOT, SLACK_WEBHOOK)]
            article = row.published.article
            seconds = f"{row.seconds:.1f}" if row.seconds is not None else "-"
            language = LANGUAGES[row.published.outlet.language]
            table.add_row(Text(article.headline), language, Text("\n".join(row.rules) or "none"), *ticks, seconds)
        self.console.print(table)
        if times := [row.seconds for row in rows if row.seconds is not None]:
            self.say(f"From publication to delivery: median {median(times):.1f} s, longest {max(times):.1f} s.")

    def checks(self, checks: Sequence[Check]) -> None:
        """What was verified, with ticks."""
        for check in checks:
            sign, style = ("✗", "bold red") if check.fault else ("✓", "green")
            self.console.print(Text.assemble((f" {sign} ", style), check.what), soft_wrap=True)
            if check.fault:
                self.console.print(Text(f"   missing: {check.fault}", "red"), soft_wrap=True)


def feed_name(outlet: Outlet) -> str:
    """What people call the outlet's feed format."""
    return "RSS" if outlet.feed_kind == "rss" else "Atom"


def with_marks(line: str, words: Iterable[str]) -> Text:
    """The line with every one of the words marked."""
    longest_first = sorted({word for word in words if word}, key=len, reverse=True)
    if not longest_first:
        return Text(line)
    text = Text()
    parts = re.split("(" + "|".join(map(re.escape, longest_first)) + ")", line)
    for number, part in enumerate(parts):
        text.append_text(marked(part) if number % 2 else Text(part))
    return text


def _tick(there: bool) -> Text:
    return Text("✓", "green") if there else Text("-", "dim")
