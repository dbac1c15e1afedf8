"""One article from publication to delivery, in full: feed entry, text file, found words, messages, times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text

from monitor.demo.outlets import Published, Request
from monitor.demo.run_observe import EMAIL, Arrival, TextFile
from monitor.demo.show import LANGUAGES, Stage, feed_name, with_marks
from monitor.demo.show_message import mail_lines, slack_lines


def show_article(
    stage: Stage, published: Published, request: Request | None, files: Sequence[TextFile], texts: Path,
    about: Sequence[Arrival],
) -> None:  # fmt: skip
    """Write all of it; ``texts`` is the directory that names of text files begin in, ``about`` the article's alerts."""
    outlet, article = published.outlet, published.article
    stage.step(f"One article in full: {outlet.name}, {LANGUAGES[outlet.language]}")
    entry = [Text(article.headline, "bold"), Text(article.standfirst), Text(published.url, "blue")]
    if request:
        asked = f"fetched {request.at:%H:%M:%S}, status {request.status}, as {request.headers.get('user-agent', '')}"
        entry.append(Text(asked, "dim"))
    stage.box(f"{feed_name(outlet)} entry, published {published.at:%Y-%m-%d %H:%M:%S} UTC", entry)
    words = tuple(dict.fromkeys(word for arrival in about for word in arrival.hits))
    for file in files:
        lines = [with_marks(line, words) for line in file.raw.split("\n")]
        stage.box(f"Text file {file.path.relative_to(texts)}", lines)
    for arrival in about:
        found = Text(", ").join(with_marks(word, [word]) for word in dict.fromkeys(arrival.hits))
        stage.say(Text.assemble(("Matched ", "bold"), ", ".join(sorted(arrival.rules)), ": ", found))
        seconds = (arrival.at - published.at).total_seconds()
        stage.box(f"{arrival.channel}, {seconds:.1f} s after publication", _lines(arrival))
    stage.say(Text(_times(published, request, about), "bold"))


def _lines(arrival: Arrival) -> Iterator[Text]:
    return mail_lines(arrival.content) if arrival.channel == EMAIL else slack_lines(arrival.content)


def _times(published: Published, request: Request | None, about: Sequence[Arrival]) -> str:
    """``published 09:35:30 → fetched +3.1 s → e-mail +3.3 s``."""
    steps = [("fetched", request.at)] if request else []
    steps += [(arrival.channel, arrival.at) for arrival in sorted(about, key=lambda arrival: arrival.at)]
    later = (f"{what} +{(at - published.at).total_seconds():.1f} s" for what, at in steps)
    return " → ".join((f"published {published.at:%H:%M:%S}", *later))
