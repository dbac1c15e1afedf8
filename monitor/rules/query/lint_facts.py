"""Remarks on facts about an article that can be true of none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from monitor.domain.text import folded
from monitor.rules.query.places import (
    COUNTRIES,
    COUNTRY_CODES,
    LANGUAGE_CODES,
    LANGUAGES,
    MISTAKEN_CODES,
    OTHER_LANGUAGE_CODES,
)
from monitor.rules.query.remark import Remark
from monitor.rules.query.shown import shown
from monitor.rules.query.suggest import nearest
from monitor.rules.query.syntax import Fact


def of_fact(fact: Fact, sources: Collection[str] | None) -> Iterator[Remark]:
    """Remarks on a fact; ``sources`` are the ids that exist, where that is known."""
    value = fact.value
    if "*" in value or "?" in value:
        return
    if fact.key == "lang" and not _is_language(value):
        yield _never(fact, "a language code such as fa, zh-Hans or pt-BR", LANGUAGES | OTHER_LANGUAGE_CODES)
    elif fact.key == "country" and value.upper() not in COUNTRY_CODES:
        yield _never(fact, "a country code of two letters such as IR", COUNTRIES | MISTAKEN_CODES)
    elif fact.key == "source" and sources is not None and value.casefold() not in {one.casefold() for one in sources}:
        found = f"source:{shown(value)}, which is no source of this configuration"
        yield Remark(fact.column, found, f"the id of a source{nearest(value, sources)}")


def _is_language(value: str) -> bool:
    if not re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        return False
    code = value.partition("-")[0].lower()
    return code in LANGUAGE_CODES if len(code) == 2 else code not in OTHER_LANGUAGE_CODES


def _never(fact: Fact, expected: str, codes: dict[str, str]) -> Remark:
    code = codes.get(folded(fact.value), "")
    hint = f"; write {fact.key}:{code}" if code else ""
    return Remark(fact.column, f"{fact.key}:{shown(fact.value)}, which is true of no article", expected + hint)
