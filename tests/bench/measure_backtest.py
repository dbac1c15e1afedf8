"""What a backtest of many articles costs: ``python -m tests.bench.measure_backtest DIRECTORY [ARTICLES]``.

The archive (SQLite) is made in DIRECTORY where it is not there yet, and kept: invented articles of about 600 words in
eight languages (``rules_world``), of which DISTINCT differ, so that it is made in minutes. Each kind of rule is asked
about all of it in one process; CPU time is that of this process.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from monitor.archive import open_archive
from monitor.domain.article import Extraction
from monitor.domain.match import Entity, Rule
from monitor.domain.source import Source
from monitor.domain.textformat import ArticleText, parse
from monitor.domain.url import article_id
from monitor.ports import NewVersion
from monitor.rules.engine import compile_rules
from monitor.rules.text.document import document_of
from monitor.testing import START, telling
from monitor.usecases.backtest import Question
from monitor.wiring.backtest import parts_of
from tests.bench.rules_world import Language, article, languages

STEP = timedelta(seconds=30)
SEED, DISTINCT = 5, 4_000


def main(directory: Path, count: int) -> None:
    """Make the archive where there is none, and print a line for each kind of rule."""
    spoken = languages(Random(SEED))
    sources = {one.tag: Source(one.tag, one.tag, language=one.tag) for one in spoken}
    url = f"sqlite:///{directory}/backtest.db"
    if not (directory / "backtest.db").exists():
        directory.mkdir(parents=True, exist_ok=True)
        began = time.process_time()
        _fill(url, count, spoken, sources)
        _say(f"{count} articles kept in {time.process_time() - began:.0f} s of CPU")
    _say(f"{'rule':24}{'versions':>10}{'asked':>10}{'matches':>10}{'begin, s':>10}{'whole, s':>10}")
    for name, rule, entities in _rules(spoken):
        question = Question(rule, START, START + count * STEP, (rule,), entities, sources)
        began = time.process_time()
        parts = parts_of(url, question, jobs=1)
        ready = time.process_time() - began
        found = sum(len(part.findings) for part in parts.done)
        whole = time.process_time() - began
        _say(f"{name:24}{parts.versions:>10}{parts.candidates:>10}{found:>10}{ready:>10.2f}{whole:>10.2f}")


def _rules(spoken: list[Language]) -> Iterator[tuple[str, Rule, dict[str, Entity]]]:
    """A usual rule, some that are harder to preselect, and what they need."""
    english, russian = spoken[0], spoken[4]
    name, other = english.names[1500], russian.names[1500]
    named = {
        f"p{number}": Entity(f"p{number}", (english.names[number], russian.names[number]), kind, lists=(f"{kind}s",))
        for kind, first in (("place", 2000), ("person", 2050))
        for number in range(first, first + 50)
    }
    topic, common = english.words[400], english.words[3]
    yield "usual", Rule("usual", f'("{name}" OR "{other}") AND ("{topic}" OR "{english.words[500]}")'), {}
    yield "NEAR", Rule("near", f'"{name}" NEAR/8 "{topic}"'), {}
    yield "often true", Rule("often", f'"{topic}" AND "{english.words[300]}"'), {}
    yield "a word in most texts", Rule("common", f'"{common}"'), {}
    yield "one place", Rule("place", "@p2000"), named
    yield "a list of 50 places", Rule("places", "@places"), named
    yield "one person", Rule("person", "@p2050"), named
    yield "a list of 50 persons", Rule("persons", "@persons"), named
    yield "expression alone", Rule("regex", f"/{english.words[700][:4]}[a-z]+ {english.words[3]}/"), {}


def _fill(url: str, count: int, spoken: list[Language], sources: dict[str, Source]) -> None:
    chance, archive = Random(SEED), open_archive(url, write=True)
    folded = compile_rules([], {}).searchable
    texts: list[tuple[Source, ArticleText, str]] = []
    for number in range(min(count, DISTINCT)):
        language = spoken[number % len(spoken)]
        document = article(language, chance)
        text = parse(f"{document.title}\n\n{document.body}")
        texts.append((sources[language.tag], text, folded(document_of(text, language=language.tag))))
    try:
        for number in range(count):
            archive.articles.keep(_new(number, *texts[number % len(texts)]), telling())
    finally:
        archive.close()


def _new(number: int, source: Source, text: ArticleText, folded: str) -> NewVersion:
    address, seen = f"https://{source.id}.example/{number}", START + number * STEP
    extraction = Extraction(text, canonical_url=address, language=source.language)
    return NewVersion(source, str(number), article_id(address), address, extraction, seen.date(), seen, seen, folded)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
