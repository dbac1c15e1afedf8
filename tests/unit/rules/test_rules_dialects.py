"""Queries in the manner of other tools are read as they mean it, or refused with the equivalent named."""

from __future__ import annotations

import pytest

from monitor.errors import QueryError
from monitor.rules.query.lint import lint
from monitor.rules.query.parse import parse

READ = """
# Factiva
drone near5 strike ⇒ drone NEAR/5 strike
drone NEAR5 (strike OR attack) ⇒ drone NEAR/5 (strike OR attack)
drone /N5/ strike ⇒ drone NEAR/5 strike
drone /n3/ strike ⇒ drone NEAR/3 strike
drone /F3/ strike ⇒ drone ONEAR/3 strike
drone w/5 strike ⇒ drone ONEAR/5 strike
drone W/5 strike ⇒ drone ONEAR/5 strike
drone adj3 strike ⇒ drone ONEAR/3 strike
drone ADJ3 strike ⇒ drone ONEAR/3 strike
drone SAME strike ⇒ drone SAME/p strike
drone w/s strike ⇒ drone SAME/s strike
drone W/P strike ⇒ drone SAME/p strike
atleast5 drone ⇒ ATLEAST/5(drone)
atleast3 (drone OR missile) AND iran ⇒ ATLEAST/3(drone OR missile) AND iran
hd=drone ⇒ title:drone
hd=(drone AND strike) ⇒ title:(drone AND strike)
hd="drone strike" AND iran ⇒ title:"drone strike" AND iran
hlp=drone ⇒ title:drone OR lead:drone
hlp=(drone AND strike) ⇒ (title:drone OR lead:drone) AND (title:strike OR lead:strike)
lp=drone ⇒ lead:drone
la=en AND drone ⇒ lang:en AND drone
by="Darya Orlova" ⇒ author:"Darya Orlova"
nuclear near5 (deal* OR talk?) NOT hd=market ⇒ nuclear NEAR/5 (deal* OR talk?) NOT title:market
date:20260131 ⇒ published:2026-01-31
# Meltwater
drone NEAR/4 strike ⇒ drone NEAR/4 strike
drone NEAR strike ⇒ drone NEAR/4 strike
drone near/4 strike ⇒ drone NEAR/4 strike
drone ONEAR/4 strike ⇒ drone ONEAR/4 strike
(drone OR missile) NEAR/4 (strike OR attack) ⇒ (drone OR missile) NEAR/4 (strike OR attack)
title:"drone strike" ⇒ title:"drone strike"
ingress:drone ⇒ lead:drone
title:(drone* OR missile*) AND NOT exercise ⇒ title:(drone* OR missile*) NOT exercise
"drone strike"~4 ⇒ "drone strike"~4
body.title.text:drone ⇒ title:drone
body.content.text:drone ⇒ body:drone
organi?ation AND country:IR ⇒ organi?ation country:IR
(drone AND strike) NOT (game OR toy) ⇒ (drone strike) -(game OR toy)
language:fa AND drone ⇒ lang:fa drone
# Elasticsearch, Lucene
title:(+drone -toy) ⇒ title:(drone -toy)
+drone +strike -toy ⇒ drone strike NOT toy
drone && (strike || attack) && !toy ⇒ drone AND (strike OR attack) NOT toy
title:"drone strike"^2 OR body:drone ⇒ title:"drone strike" OR body:drone
(drone strike)^1.5 ⇒ drone strike
petrosyan~ ⇒ petrosyan~2
kerch~1 ⇒ kerch~1
"strike drone"~5 ⇒ "strike drone"~5
published:[2026-01-01 TO 2026-02-01] ⇒ published:[2026-01-01 TO 2026-02-01]
date:{* TO 2026-01-01} ⇒ published:<2026-01-01
date:>=2026-01-01 ⇒ published:[2026-01-01 TO *]
date:(>=2026-01-01 AND <2026-02-01) ⇒ published:>=2026-01-01 AND published:<2026-02-01
_exists_:author AND drone ⇒ author:* drone
drone _missing_:tag ⇒ drone NOT tag:*
title:/Su-[0-9]+/ ⇒ title:/Su-[0-9]+/
what\\? AND drone ⇒ what\\? drone
tags:(nuclear OR drones) ⇒ tag:(nuclear OR drones)
dr?ne mi*ile ⇒ dr?ne mi*ile
# Google
intitle:drone -toy ⇒ title:drone NOT toy
("drone strike" OR "missile strike") inurl:example.org ⇒ ("drone strike" OR "missile strike") url:example.org
inurl:world drone ⇒ url:world drone
intext:drone ⇒ body:drone
drone AROUND(5) strike ⇒ drone NEAR/5 strike
drone after:2026-01-31 before:2026-03-01 ⇒ drone published:>2026-01-31 published:<2026-03-01
inurl:https://example.org/world?id=1 ⇒ url:"https://example.org/world?id=1"
domain:example.org ⇒ site:example.org
host_url:"http://example.org" ⇒ site:"http://example.org"
lang=fa AND country=IR drone ⇒ lang:fa AND country:IR drone
published>=2026-01-31 drone ⇒ published:>=2026-01-31 drone
published<2026-01-31 drone ⇒ published:<2026-01-31 drone
title==drone ⇒ title:=drone
# Brandwatch, Talkwalker, LexisNexis
drone NEAR/5f strike ⇒ drone ONEAR/5 strike
drone PRE/3 strike ⇒ drone ONEAR/3 strike
(drone OR missile) NEAR/3 strike* ⇒ (drone OR missile) NEAR/3 strike*
raw:US AND drone ⇒ =US AND drone
raw:"Red Star" ⇒ ="Red Star"
headline:drone ⇒ title:drone
content:"drone strike" ⇒ body:"drone strike"
title:drone AND lang:en ⇒ title:drone lang:en
HEADLINE(drone w/5 strike) ⇒ title:(drone ONEAR/5 strike)
headline=(drone OR missile) ⇒ title:(drone OR missile)
hlead(drone) AND BODY(strike) ⇒ (title:drone OR lead:drone) AND body:strike
TI(drone) ⇒ title:drone
‹drone strike› ⇒ "drone strike"
»drone strike« ›toy gun‹ ⇒ "drone strike" "toy gun"
『drone strike』 《toy gun》 〈oil tank〉 ⇒ "drone strike" "toy gun" "oil tank"
″drone strike″ ⇒ "drone strike"
“drone strike" OR „toy gun" ⇒ "drone strike" OR "toy gun"
“drone "strike" toy” ⇒ „drone "strike" toy“
"""
REFUSED = """
drone ADJ strike ⇒ 7 ⇒ ONEAR/3
drone near500 strike ⇒ 7 ⇒ SAME/p
wc>500 AND drone ⇒ 1 ⇒ the length of an article
drone AND wc<200 ⇒ 11 ⇒ the length of an article
rst=tvnews ⇒ 1 ⇒ source: with the id of a source
ns=e21 AND drone ⇒ 1 ⇒ an @entity
re=iran ⇒ 1 ⇒ country: with a two-letter code
co=exmpl ⇒ 1 ⇒ an @entity
pd=20260131 ⇒ 1 ⇒ published:2026-01-31
manag$ ⇒ 1 ⇒ “*” for any letters
manag$2 AND drone ⇒ 1 ⇒ “?” for one
{US} ⇒ 1 ⇒ =US
drone AND {Red Star} ⇒ 11 ⇒ ="Red Star"
sentiment:negative ⇒ 1 ⇒ people's reactions
sourceCountry:US ⇒ 1 ⇒ country: with a two-letter code
socialType:twitter ⇒ 1 ⇒ ownership: or source:
metaData.source.name:"Example TV" ⇒ 1 ⇒ source: with the id of a source
(drone strike)~5 ⇒ 15 ⇒ NEAR/n between the parts
drone~0.8 ⇒ 6 ⇒ 0 to 2
published:[now-7d TO now] ⇒ 12 ⇒ --since
@timestamp:[now-1d TO *] ⇒ 1 ⇒ published:
_exists_:title ⇒ 10 ⇒ author
*:* ⇒ 1 ⇒ every article
[a TO b] ⇒ 1 ⇒ published:
allintitle:drone strike ⇒ 1 ⇒ title:( )
filetype:pdf ⇒ 1 ⇒ url:*.pdf
drone | missile ⇒ 7 ⇒ OR
drone & missile ⇒ 7 ⇒ AND
drone /s missile ⇒ 7 ⇒ SAME/s
drone /p missile ⇒ 7 ⇒ SAME/p
drone NOT NEAR/5 toy ⇒ 11 ⇒ NOT (… NEAR/5 …)
drone ANDNOT toy ⇒ 7 ⇒ NOT
drone not/5 toy ⇒ 7 ⇒ NOT (… NEAR/5 …)
drone WITHIN/5 strike ⇒ 7 ⇒ NEAR/5
drone NEARr/5 strike ⇒ 7 ⇒ did you mean NEAR/5?
drone AROUND/3 strike ⇒ 7 ⇒ NEAR/5 or ONEAR/5
drone OR, strike ⇒ 7 ⇒ the operator alone
drone NEAR 5 strike ⇒ 7 ⇒ right behind it: NEAR/5
(drone|missile) strike ⇒ 2 ⇒ (a OR b)
lang:en|fa drone ⇒ 6 ⇒ (a OR b)
title.keyword:drone ⇒ 1 ⇒ title:
metaData.source.location.countryCode:ir ⇒ 1 ⇒ a field of another index
_id:drone ⇒ 1 ⇒ a field of another index
cm=exmpl ⇒ 1 ⇒ only that tool knows
zz=exmpl ⇒ 1 ⇒ the unknown field “zz=”
published:2026-01-01 TO 2026-02-01 ⇒ 22 ⇒ published:[2026-01-01 TO 2026-01-31]
title :drone ⇒ 7 ⇒ the colon right behind the field: title:
title : drone ⇒ 7 ⇒ the colon right behind the field: title:
section(world) ⇒ 1 ⇒ section:( )
"drone strike"5 ⇒ 15 ⇒ "…"~5
drone[a-z] ⇒ 6 ⇒ a regular expression
[Dd]rone ⇒ 1 ⇒ words
drone{3} ⇒ 6 ⇒ a regular expression
// ⇒ 1 ⇒ with nothing in it
{"query": {"match": {"title": "drone"}}} ⇒ 1 ⇒ a query in JSON
NEAR((drone,strike),5) ⇒ 1 ⇒ a NEAR/5 b
drone BEFORE/5 strike ⇒ 7 ⇒ ONEAR/5
"""


def table(text: str) -> list[list[str]]:
    return [line.split(" ⇒ ") for line in text.strip().splitlines() if " ⇒ " in line]


@pytest.mark.parametrize(("query", "ours"), table(READ))
def test_a_query_of_another_tool_is_read_as_ours(query: str, ours: str) -> None:
    assert parse(query) == parse(ours)


@pytest.mark.parametrize(("query", "column", "message"), table(REFUSED))
def test_a_query_that_has_no_equivalent_is_refused_with_what_to_write(query: str, column: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(query)
    assert error.value.column == int(column)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        ("drone w/5 strike", "“w/5”, read as ONEAR/5"),
        ("drone near5 strike", "“near5”, read as NEAR/5"),
        ("hd=drone", "“hd=”, read as title:"),
        ("drone^2", "“^2”, a weight, which changes nothing"),
        ("lang=fa drone", "“lang=”, read as lang:"),
        ("published>2026 drone", "“published>”, read as published:"),
        ("HEADLINE(drone)", "“HEADLINE(”, read as title:"),
        ("domain:example.org", "“domain:”, read as site:"),
        ("drone –toy", "“–”, read as NOT"),
        ("drone --toy", "NOT 2 times, so that what follows must be there"),
        ("drone NOT NOT NOT toy", "NOT 3 times, so that what follows must not be there"),
        ("++US drone", "“++”, which changes nothing"),
        ("drone +5 strike", "“+5”, which looks for “5”"),
        ("drone OIL(tank)", "“OIL” right before “(”, which is a word here"),
        ("SU.EXACT(drone)", "“SU.EXACT” right before “(”, which is a word here"),
        ("one(drone strike)", "“one” right before “(”, which is a word here"),
        ("(drone OR toy) WITH (oil OR gas)", "“WITH” between two groups, which is a word here"),
        ("(drone OR toy) N5 “oil tank”", "“N5” between two groups, which is a word here"),
        ("ATLEAST/3 drone strike", "“ATLEAST/3” without parentheses, which takes one word"),
    ],
)
def test_how_it_was_read_is_said(query: str, remark: str) -> None:
    assert remark in [one.found for one in lint(query)]
