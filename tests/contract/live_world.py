"""Random rules, and articles in several languages as they arrive: in baselines, held, old, edited, provisional."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from monitor.domain.article import Entry, Extraction
from monitor.domain.match import Entity, Rule
from monitor.domain.source import Source
from monitor.domain.textformat import parse
from monitor.ports import Announcement
from monitor.testing import START, FixedClock
from monitor.usecases.ingest import Arrival

WORDS = {
    "en": "sanction sanctions ship ships harbour harbours minister ministers envoy tanker tankers the at near NATO",
    "ru": "санкция санкций санкции корабль кораблей порт порта министр министра танкер у в НАТО",
    "fa": "تحریم تحریم‌ها کشتی کشتی‌ها بندر وزیر نفتکش در نزدیک",
    "es": "sanción sanciones barco barcos puerto puertos ministro ministros petrolero en cerca OTAN",
    "zh": "制裁 船只 港口 部长 油轮 经济 經濟",
}
NAMES = ["Darya Orlova", "Дарья Орлова", "Daria Orlova", "Orlova", "Gulf Line", "Линия залива"]
ENTITIES = {
    "orlova": Entity("orlova", ("Darya Orlova", "Дарья Орлова"), "person", ("Orlova",), ("minister",), (), ("crew",)),
    "line": Entity("line", ("Gulf Line", "Линия залива"), "company", lists=("crew",)),
}
SOURCES = {
    source.id: source
    for source in (
        Source("gulf", "Gulf Post", language="en", country="IR", ownership="state", labels={"desk": "sea"}),
        Source("zaliv", "Zaliv", language="ru", country="RU", ownership="state"),
        Source("darya", "Darya", language="fa", country="IR"),
        Source("mixed", "Mixed Wire", country="ES", ownership="private"),
    )
}


def rules(chance: Random, count: int) -> tuple[Rule, ...]:
    """Rules named by their numbers; each may refer to those before it."""
    made: list[Rule] = []
    for number in range(count):
        severity = chance.choice(["low", "high"])
        made.append(Rule(f"r{number}", _query(chance, made), {"severity": severity}, forms=chance.random() < 0.8))
    return tuple(made)


def _query(chance: Random, before: list[Rule]) -> str:
    words = WORDS[chance.choice(list(WORDS))].split()
    word, other = f'"{chance.choice(words)}"', f'"{chance.choice(words)}"'
    shapes = [
        word, f"{word} OR {other}", f"{word} AND {other}", f"{word} NOT {other}", f"{word} NEAR/4 {other}",
        f"={chance.choice(words)}", f"title:{word}", f"FIRST/6({word})", f"{word} SAME/s {other}", "@orlova", "@crew",
        f"country:{chance.choice(['IR', 'RU', 'ES'])} ({word} OR {other})", f"lang:{chance.choice(list(WORDS))} {word}",
        "/[Нн][Аа]то|tanker.?/", "section:sea", f"tag:oil OR {word}", "author:*lind OR @line",
        "published:[2025-11-20 TO 2025-12-31]",
        f"ATLEAST/2({word} OR {other})", '"sanci*" OR ship~1', "url:gulf",
    ]  # fmt: skip
    if before:
        shapes.append(f"#{chance.choice(before).name} AND {word}")
    return chance.choice(shapes)


def arrivals(chance: Random, clock: FixedClock, count: int) -> Iterator[Arrival]:
    """Arrivals a few minutes apart; every third is about an article that is there already."""
    known: list[Arrival] = []
    for number in range(count):
        clock.advance(chance.choice([1, 90, 4000]))
        if known and chance.random() < 0.35:
            yield _again(chance, chance.choice(known))
            continue
        known.append(_new(chance, clock, number))
        yield known[-1]


def _new(chance: Random, clock: FixedClock, number: int) -> Arrival:
    source = chance.choice(list(SOURCES.values()))
    url = f"https://{source.id}.example/{number}"
    published = clock() - timedelta(days=chance.choice([0, 0, 0, 2, 20])) if chance.random() < 0.8 else None
    held = chance.choice(["", "", "", "burst: more than ever at once", "undated: without a date"])
    announcement = Announcement(str(number), url, Entry(url=url, published=published), held)
    return Arrival(
        source, announcement, _extraction(chance, source), chance.random() < 0.2, provisional=chance.random() < 0.2
    )


def _again(chance: Random, known: Arrival) -> Arrival:
    """The article's page at last, unchanged, edited, or announced by another source."""
    extraction = known.extraction if chance.random() < 0.3 else _extraction(chance, known.source)
    if chance.random() < 0.3:
        other = chance.choice(list(SOURCES.values()))
        announcement = replace(known.announcement, held=chance.choice(["", "burst: by the other source"]))
        return Arrival(other, announcement, extraction, chance.random() < 0.5)
    return replace(known, extraction=extraction, provisional=False)


def _extraction(chance: Random, source: Source) -> Extraction:
    language = source.language or chance.choice(list(WORDS))
    words = WORDS[language].split()
    gap = "" if language == "zh" else " "

    def line(length: int) -> str:
        chosen = chance.choices(words, k=length)
        if chance.random() < 0.3:
            chosen.insert(chance.randrange(length), f" {chance.choice(NAMES)} ")
        return gap.join(chosen).strip() + chance.choice([".", "。"])

    body = "\n\n".join("\n".join(line(8) for _ in range(2)) for _ in range(3))
    date = f" date {START.date()} " if chance.random() < 0.3 else ""
    return Extraction(
        parse(f"{date}{line(5)}\n\n{body}"),
        language=language,
        authors=chance.choice([(), ("Vera Lind",)]),
        section=chance.choice(["", "Sea"]),
        tags=chance.choice([(), ("oil", "gas")]),
    )
