"""What is probably not meant is said, with its place and what to write instead; what is usual is not remarked on."""

from __future__ import annotations

import pytest

from monitor.rules.query.lint import lint

REMARKS = r"""
the ⇒ 1 ⇒ nearly every article ⇒ what is looked for
drone OR и ⇒ 1 ⇒ nearly every article ⇒ what is looked for
drone and missile ⇒ 7 ⇒ “and”, which is a word ⇒ AND for the operator
drone Or missile ⇒ 7 ⇒ “Or”, which is a word ⇒ OR for the operator
drone not toy ⇒ 7 ⇒ “not”, which is a word ⇒ NOT for the operator
drone near missile ⇒ 7 ⇒ “near”, which is a word ⇒ NEAR/5
drone near/5 missile ⇒ 7 ⇒ “near/5”, read as NEAR/5 ⇒ NEAR/5
drone NEAR missile ⇒ 7 ⇒ “NEAR”, read as NEAR/4 ⇒ NEAR/4
'joint drill' ⇒ 1 ⇒ whose mark is no quote ⇒ " "
drone OR missile strike ⇒ 1 ⇒ beside OR without parentheses ⇒ ( )
drone missile OR tank ⇒ 1 ⇒ beside OR without parentheses ⇒ ( )
oil (drone OR missile strike) ⇒ 6 ⇒ beside OR without parentheses ⇒ ( )
drone^3 ⇒ 6 ⇒ a weight, which changes nothing ⇒ no weight
dr* ⇒ 1 ⇒ very many words fit ⇒ three letters
drone OR Drone ⇒ 10 ⇒ “Drone” again as an alternative ⇒ once
drone strike drone ⇒ 14 ⇒ “drone” again ⇒ once
@x OR @x ⇒ 7 ⇒ @x again as an alternative ⇒ once
drone -drone ⇒ 7 ⇒ wanted and refused ⇒ one of them
lang:english ⇒ 6 ⇒ true of no article ⇒ write lang:en
lang:Persian ⇒ 6 ⇒ true of no article ⇒ write lang:fa
country:Iran ⇒ 9 ⇒ true of no article ⇒ write country:IR
country:IRN ⇒ 9 ⇒ true of no article ⇒ two letters
country:"South Korea" ⇒ 9 ⇒ true of no article ⇒ write country:KR
source:example-tw drone ⇒ 8 ⇒ no source of this configuration ⇒ did you mean example-tv?
lang:en lang:fa ⇒ 14 ⇒ lang: twice ⇒ lang:(en OR fa)
published:[2026-02-01 TO 2026-01-01] ⇒ 11 ⇒ no day ⇒ the earlier day first
published:{2026-01-01 TO 2026-01-02} ⇒ 11 ⇒ no day ⇒ the earlier day first
title:drone NEAR/5 body:strike ⇒ 13 ⇒ NEAR between parts of different fields ⇒ AND instead
title:drone SAME/s (body:strike OR body:attack) ⇒ 13 ⇒ SAME between parts of different fields ⇒ AND instead
FIRST/50(title:drone) ⇒ 1 ⇒ the headline only ⇒ without FIRST
title:FIRST/50(drone) ⇒ 7 ⇒ the headline only ⇒ without FIRST
lang:eng ⇒ 6 ⇒ true of no article ⇒ write lang:en
lang:jp ⇒ 6 ⇒ true of no article ⇒ write lang:ja
lang:xx ⇒ 6 ⇒ true of no article ⇒ a language code
country:uk ⇒ 9 ⇒ true of no article ⇒ write country:GB
country:XX ⇒ 9 ⇒ true of no article ⇒ two letters
drone UND strike ⇒ 7 ⇒ “UND”, which is a word ⇒ AND for the operator
дрон ИЛИ ракета ⇒ 6 ⇒ “ИЛИ”, which is a word ⇒ OR for the operator
drone NTO toy ⇒ 7 ⇒ “NTO”, which is a word ⇒ NOT for the operator
石油AND天然气 ⇒ 1 ⇒ in which “AND” is no operator ⇒ blanks
нефть ANDгаз ⇒ 7 ⇒ in which “AND” is no operator ⇒ blanks
drone AND "big OR small" ⇒ 11 ⇒ “OR” in quotes ⇒ outside the quotes
"drone w/5 strike" ⇒ 1 ⇒ “w/5” in quotes ⇒ outside the quotes
"(drone OR toy) gun"~5 ⇒ 1 ⇒ “OR” in quotes ⇒ outside the quotes
strik! AND drone ⇒ 1 ⇒ “!” stands for nothing ⇒ strik*
strik! ⇒ 1 ⇒ “!” stands for nothing ⇒ strik*
date from 01/01/2026 drone ⇒ 1 ⇒ “date from 01/01/2026” ⇒ published:[
C++ ⇒ 1 ⇒ only “C” is looked for ⇒ /C\+\+/
‚drone strike‘ ⇒ 1 ⇒ whose mark is no quote ⇒ " "
/\w+/ ⇒ 1 ⇒ fits nearly every text ⇒ some letters
/./ ⇒ 1 ⇒ fits nearly every text ⇒ some letters
title:/[a-z]+/ ⇒ 7 ⇒ fits nearly every text ⇒ some letters
/, ?/ ⇒ 1 ⇒ never found ⇒ words
/\s[-–]\W{2}/ ⇒ 1 ⇒ never found ⇒ words
Who sank it? ⇒ 10 ⇒ “it?”, in which “?” stands for one letter ⇒ “it” without it
"Who sank it?" ⇒ 1 ⇒ “it?”, in which “?” stands for one letter ⇒ “it” without it
drone NEAR/5 (strike NOT toy) ⇒ 22 ⇒ NOT inside NEAR ⇒ NOT outside
"""


@pytest.mark.parametrize(
    ("query", "column", "found", "expected"), [line.split(" ⇒ ") for line in REMARKS.strip().split("\n")]
)
def test_what_is_probably_not_meant_is_said(query: str, column: str, found: str, expected: str) -> None:
    (remark,) = lint(query, ("example-tv", "example-radio"))
    assert remark.column == int(column)
    assert found in remark.found
    assert expected in remark.expected


@pytest.mark.parametrize(
    "query",
    [
        "drone",
        "drone strike -toy",
        "(drone OR missile) (strike OR attack)",
        "drone OR missile OR tank",
        '"the and of"',
        "title:the drone",
        "lang:fa country:ir source:Example-TV drone",
        "lang:zh-Hans section:world* drone",
        "title:drone NEAR/5 strike",
        "lead:drone NEAR/5 body:strike",
        "drone NEAR/5 strike NOT toy",
        "drone SAME/s strike SAME/s night",
        "制* 이란*",
        "(lang:en OR lang:fa) drone",
        "published:[2026-01-01 TO 2026-01-01] drone",
        "don't",
        "lang:prs country:EU drone",
        "Strike on Kerch stop!",
        "Yahoo! shares fall",
        "Bürger(innen) treffen minister(s)",
        "국제원자력기구(IAEA) 회의",
        "DRONE OHNE RADAR UND SONAR",
        '"DRONE AND STRIKE"',
        '"supply and demand"',
        "the lead (of the pack) narrows",
        "drone organi?ation?",
        "Drone OR sanction?",
        r"Who sank it\?",
        "lang:(or OR fa) drone",
        r"/C\+\+/ OR /[a-z]{2}-[0-9]+/",
        "the fall of the A+ rating of the bank",
        "U.S. 24/7 AT&T A/B W2 N95",
    ],
)
def test_what_is_usual_is_not_remarked_on(query: str) -> None:
    assert lint(query, ("example-tv",)) == ()


def test_remarks_stand_in_the_order_of_their_places() -> None:
    assert [remark.column for remark in lint("dr* OR oil and gas OR country:Iran")] == [1, 1, 12, 31]
