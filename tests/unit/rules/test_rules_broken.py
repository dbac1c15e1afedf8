"""Queries that nobody can read: each is answered with the place, what stands there, and what was expected."""

from __future__ import annotations

import pytest

from monitor.domain.match import Entity, Rule
from monitor.rules.engine import faults

BROKEN = r"""
 ⇒ 1 ⇒ an empty query, expected a word, a phrase, @entity or “(”
    ⇒ 1 ⇒ an empty query, expected a word, a phrase, @entity or “(”
AND ⇒ 1 ⇒ “AND”, expected a word, a phrase, @entity or “(”; in quotes it is
OR ⇒ 1 ⇒ “OR”, expected a word, a phrase, @entity or “(”; in quotes it is
NOT ⇒ 4 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
&& ⇒ 1 ⇒ “&&”, expected a word, a phrase, @entity or “(”; in quotes it is
|| ⇒ 1 ⇒ “||”, expected a word, a phrase, @entity or “(”; in quotes it is
AND drone ⇒ 1 ⇒ “AND”, expected a word, a phrase, @entity or “(”; in quotes it is
OR drone ⇒ 1 ⇒ “OR”, expected a word, a phrase, @entity or “(”; in quotes it is
drone AND ⇒ 10 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
drone OR ⇒ 9 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
drone NOT ⇒ 10 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
drone && ⇒ 9 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
drone || ⇒ 9 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
drone AND AND missile ⇒ 11 ⇒ “AND”, expected a word, a phrase, @entity or “(” after “AND”; in quotes
drone OR OR missile ⇒ 10 ⇒ “OR”, expected a word, a phrase, @entity or “(” after “OR”; in quotes
drone AND OR missile ⇒ 11 ⇒ “OR”, expected a word, a phrase, @entity or “(” after “AND”; in quotes
drone OR AND missile ⇒ 10 ⇒ “AND”, expected a word, a phrase, @entity or “(” after “OR”; in quotes
drone NOT OR missile ⇒ 11 ⇒ “OR”, expected a word, a phrase, @entity or “(” after “NOT”; in quotes
drone NOT AND missile ⇒ 11 ⇒ “AND”, expected a word, a phrase, @entity or “(” after “NOT”; in quotes
drone && || missile ⇒ 10 ⇒ “||”, expected a word, a phrase, @entity or “(” after “&&”; in quotes
NOT drone ⇒ 1 ⇒ nothing but what must not be there (NOT), expected at least one term
-drone ⇒ 1 ⇒ nothing but what must not be there (NOT), expected at least one term
!drone ⇒ 1 ⇒ nothing but what must not be there (NOT), expected at least one term
-(drone missile) ⇒ 1 ⇒ nothing but what must not be there (NOT), expected at least one term
NOT (drone OR missile) ⇒ 1 ⇒ nothing but what must not be there (NOT), expected at least one term
drone OR NOT missile ⇒ 10 ⇒ nothing but what must not be there (NOT), expected at least one term
drone OR -missile ⇒ 10 ⇒ nothing but what must not be there (NOT), expected at least one term
drone OR (missile OR -tank) ⇒ 22 ⇒ nothing but what must not be there (NOT), expected at least one term
-drone -missile ⇒ 1 ⇒ nothing but what must not be there (NOT), expected at least one term
NOT NOT NOT drone ⇒ 1 ⇒ nothing but what must not be there (NOT), expected at least one term
drone - missile ⇒ 7 ⇒ “-” standing alone, expected quotes around the words that it stands between; for NOT
drone + missile ⇒ 7 ⇒ “+” standing alone, expected a word, phrase or group right behind it
drone ! missile ⇒ 7 ⇒ “!” standing alone, expected a word, phrase or group right behind it
drone – missile ⇒ 7 ⇒ “–” standing alone, expected quotes around the words that it stands between; for NOT
- missile ⇒ 1 ⇒ “-” standing alone, expected a word, phrase or group right behind it
drone - ⇒ 7 ⇒ “-” standing alone, expected a word, phrase or group right behind it
drone + ⇒ 7 ⇒ “+” standing alone, expected a word, phrase or group right behind it
drone ! ⇒ 7 ⇒ “!” standing alone, expected a word, phrase or group right behind it
drone = ⇒ 7 ⇒ “=” standing alone, expected a word, phrase or group right behind it
= drone ⇒ 1 ⇒ “=” standing alone, expected a word, phrase or group right behind it
( ⇒ 2 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
) ⇒ 1 ⇒ “)”, expected a word, a phrase, @entity or “(”
() ⇒ 2 ⇒ “)”, expected a word, a phrase, @entity or “(” after “(”
(drone ⇒ 1 ⇒ a parenthesis that is never closed, expected “)”
drone) ⇒ 6 ⇒ “)” where no parenthesis is open, expected “(” before it, or no “)”
(drone)) ⇒ 8 ⇒ “)” where no parenthesis is open, expected “(” before it, or no “)”
((drone) ⇒ 1 ⇒ a parenthesis that is never closed, expected “)”
( ) ⇒ 3 ⇒ “)”, expected a word, a phrase, @entity or “(” after “(”
drone () ⇒ 8 ⇒ “)”, expected a word, a phrase, @entity or “(” after “(”
drone (AND) ⇒ 8 ⇒ “AND”, expected a word, a phrase, @entity or “(” after “(”; in quotes
drone (missile OR) ⇒ 18 ⇒ “)”, expected a word, a phrase, @entity or “(” after “OR”
(drone OR missile ⇒ 1 ⇒ a parenthesis that is never closed, expected “)”
drone OR missile) ⇒ 17 ⇒ “)” where no parenthesis is open, expected “(” before it, or no “)”
drone ( OR missile) ⇒ 9 ⇒ “OR”, expected a word, a phrase, @entity or “(” after “(”; in quotes it
）drone ⇒ 1 ⇒ “）”, expected a word, a phrase, @entity or “(”
（drone ⇒ 1 ⇒ a parenthesis that is never closed, expected “)”
" ⇒ 1 ⇒ a quote that is never closed, expected “"” at the end of the phrase
"" ⇒ 1 ⇒ “”, which has no letter or digit, expected a word or phrase that can be
" " ⇒ 1 ⇒ “”, which has no letter or digit, expected a word or phrase that can be
"drone ⇒ 1 ⇒ a quote that is never closed, expected “"” at the end of the phrase
drone" ⇒ 6 ⇒ a quote that is never closed, expected “"” at the end of the phrase
"drone" missile" ⇒ 16 ⇒ a quote that is never closed, expected “"” at the end of the phrase
“drone ⇒ 1 ⇒ a quote that is never closed, expected “”” at the end of the phrase
drone” ⇒ 6 ⇒ “”” without a quote that opens, expected a word or a phrase
„drone ⇒ 1 ⇒ a quote that is never closed, expected ““” at the end of the phrase
«drone ⇒ 1 ⇒ a quote that is never closed, expected “»” at the end of the phrase
drone» ⇒ 6 ⇒ “»” without a quote that opens, expected a word or a phrase
「drone ⇒ 1 ⇒ a quote that is never closed, expected “」” at the end of the phrase
"drone missile” ⇒ 1 ⇒ a quote that is never closed, expected “"” at the end of the phrase
"drone” missile ⇒ 1 ⇒ a quote that is never closed, expected “"” at the end of the phrase
"$$$" ⇒ 1 ⇒ “$$$”, which has no letter or digit, expected a word or phrase that can
"one. Two。three" ⇒ 1 ⇒ “one. Two。three”, a phrase with punctuation or a line end that no
“伊朗，美国” ⇒ 1 ⇒ “伊朗，美国”, a phrase with punctuation or a line end that no phrase reaches
"drone" "missile ⇒ 9 ⇒ a quote that is never closed, expected “"” at the end of the phrase
NEAR/5 ⇒ 1 ⇒ “NEAR/5”, expected a word, a phrase, @entity or “(”; in quotes it is
drone NEAR/5 ⇒ 13 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
NEAR/5 drone ⇒ 1 ⇒ “NEAR/5”, expected a word, a phrase, @entity or “(”; in quotes it is
drone NEAR/0 missile ⇒ 7 ⇒ “NEAR/0”, expected NEAR/n with a number from 1 to 100; neighbours are 1 apart
drone NEAR/101 missile ⇒ 7 ⇒ “NEAR/101”, expected NEAR/n with a number from 1 to 100; SAME/p asks
drone NEAR/500 missile ⇒ 7 ⇒ “NEAR/500”, expected NEAR/n with a number from 1 to 100; SAME/p asks
drone NEAR/ missile ⇒ 7 ⇒ “NEAR/”, an operator whose number cannot be read, expected NEAR/5 or ONEAR/5,
drone NEAR/ 5 missile ⇒ 7 ⇒ “NEAR/ 5”, an operator apart from its number, expected the number right behind
drone NEAR /5 missile ⇒ 12 ⇒ “/5”, expected the number right behind its operator: NEAR/5; in quotes
drone NEAR/x missile ⇒ 7 ⇒ “NEAR/x”, an operator whose number cannot be read, expected NEAR/5 or ONEAR/5,
drone NEAR/-3 missile ⇒ 7 ⇒ “NEAR/-3”, an operator whose number cannot be read, expected NEAR/5 or
drone NEAR/3.5 missile ⇒ 7 ⇒ “NEAR/3.5”, an operator whose number cannot be read, expected NEAR/5 or
drone NEAR/5/6 missile ⇒ 7 ⇒ “NEAR/5/6”, an operator whose number cannot be read, expected NEAR/5 or
drone NEAR/99999999999999 missile ⇒ 7 ⇒ “NEAR/99999999999999”, an operator whose number cannot be read, expected
drone near/x missile ⇒ 7 ⇒ “near/x”, an operator whose number cannot be read, expected NEAR/5 or ONEAR/5,
drone NAER/5 missile ⇒ 7 ⇒ the unknown operator “NAER/5”, expected NEAR/n, ONEAR/n, ATLEAST/n or
drone NEER/5 missile ⇒ 7 ⇒ the unknown operator “NEER/5”, expected NEAR/n, ONEAR/n, ATLEAST/n or
drone ONEER/5 missile ⇒ 7 ⇒ the unknown operator “ONEER/5”, expected NEAR/n, ONEAR/n, ATLEAST/n or
drone NEAR/5 NEAR/5 missile ⇒ 14 ⇒ “NEAR/5”, expected a word, a phrase, @entity or “(” after “NEAR/5”; in
drone NEAR/5 AND missile ⇒ 14 ⇒ “AND”, expected a word, a phrase, @entity or “(” after “NEAR/5”; in
drone AND NEAR/5 missile ⇒ 11 ⇒ “NEAR/5”, expected a word, a phrase, @entity or “(” after “AND”; in
drone NOT NEAR/5 missile ⇒ 11 ⇒ NOT “NEAR/5”, expected … NOT (… NEAR/5 …); in quotes it is searched as
NOT drone NEAR/5 missile ⇒ 1 ⇒ NOT as a side of “NEAR/5”, expected parentheses: NOT (… NEAR/5 …), or
drone NEAR/5 NOT missile ⇒ 14 ⇒ NOT as a side of “NEAR/5”, expected parentheses: NOT (… NEAR/5 …), or
drone NEAR/5 -missile ⇒ 14 ⇒ NOT as a side of “NEAR/5”, expected parentheses: NOT (… NEAR/5 …), or
drone NEAR/5 (NOT missile) ⇒ 15 ⇒ NOT as a side of “NEAR/5”, expected parentheses: NOT (… NEAR/5 …), or
drone NEAR/5 country:IR ⇒ 22 ⇒ what stands nowhere in the text, as a side of “NEAR/5”, expected AND
published:2026 NEAR/5 drone ⇒ 11 ⇒ what stands nowhere in the text, as a side of “NEAR/5”, expected AND
drone ONEAR/0 missile ⇒ 7 ⇒ “ONEAR/0”, expected ONEAR/n with a number from 1 to 100; neighbours are 1
drone ONEAR/ missile ⇒ 7 ⇒ “ONEAR/”, an operator whose number cannot be read, expected NEAR/5 or ONEAR/5,
drone ONEAR ⇒ 12 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
SAME/s ⇒ 1 ⇒ “SAME/s”, expected a word, a phrase, @entity or “(”; in quotes it is
drone SAME/s ⇒ 13 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
SAME/p drone ⇒ 1 ⇒ “SAME/p”, expected a word, a phrase, @entity or “(”; in quotes it is
drone SAME/x missile ⇒ 7 ⇒ “SAME/x”, an operator that is not complete, expected SAME/s or SAME/p; in
drone SAME/ missile ⇒ 7 ⇒ “SAME/”, an operator that is not complete, expected SAME/s or SAME/p; in
drone SAME/5 missile ⇒ 7 ⇒ “SAME/5”, an operator that is not complete, expected SAME/s or SAME/p; in
drone SAME/s NOT missile ⇒ 14 ⇒ NOT as a side of “SAME/s”, expected parentheses: NOT (… SAME/s …), or
drone SAME/s missile SAME/p tank ⇒ 22 ⇒ SAME/p behind SAME/s, expected parentheses around one of them
drone SAME/s lang:fa ⇒ 19 ⇒ what stands nowhere in the text, as a side of “SAME/s”, expected AND
ATLEAST ⇒ 1 ⇒ “ATLEAST”, an operator without its number, expected ATLEAST/3(…); in quotes it
ATLEAST/3 ⇒ 10 ⇒ the end of the query, expected “(” after “ATLEAST/3”
ATLEAST/3 AND drone ⇒ 11 ⇒ “AND”, expected “(” after “ATLEAST/3”
ATLEAST/3() ⇒ 11 ⇒ “)”, expected a word, a phrase, @entity or “(” after “(”
ATLEAST/3(drone ⇒ 10 ⇒ a parenthesis that is never closed, expected “)”
ATLEAST/0(drone) ⇒ 1 ⇒ “ATLEAST/0”, expected ATLEAST/n with a number from 1 to 1000
ATLEAST/1001(drone) ⇒ 1 ⇒ “ATLEAST/1001”, expected ATLEAST/n with a number from 1 to 1000
ATLEAST(drone) ⇒ 1 ⇒ “ATLEAST”, an operator without its number, expected ATLEAST/3(…); in quotes it
ATLEAST/x(drone) ⇒ 1 ⇒ “ATLEAST/x”, an operator whose number cannot be read, expected ATLEAST/3(…),
ATLEAST/(drone) ⇒ 1 ⇒ “ATLEAST/”, an operator whose number cannot be read, expected ATLEAST/3(…), or
ATLEAST/3(NOT drone) ⇒ 11 ⇒ NOT as a side of “ATLEAST/3”, expected a part that stands in the text;
ATLEAST/3 -drone ⇒ 11 ⇒ “-”, expected “(” after “ATLEAST/3”
ATLEAST/2(country:IR) ⇒ 19 ⇒ what stands nowhere in the text, as a side of “ATLEAST/2”, expected AND
FIRST/50 ⇒ 9 ⇒ the end of the query, expected “(” after “FIRST/50”
FIRST/50() ⇒ 10 ⇒ “)”, expected a word, a phrase, @entity or “(” after “(”
FIRST/0(drone) ⇒ 1 ⇒ “FIRST/0”, expected FIRST/n with a number from 1 to 100000
FIRST/x(drone) ⇒ 1 ⇒ “FIRST/x”, an operator whose number cannot be read, expected ATLEAST/3(…), or
FIRST(drone) ⇒ 1 ⇒ “FIRST(”, FIRST without its number, expected FIRST/50(…); in quotes it is
FIRST/9999999(drone) ⇒ 1 ⇒ “FIRST/9999999”, expected FIRST/n with a number from 1 to 100000
FIRST/50(lang:fa) ⇒ 15 ⇒ what stands nowhere in the text, as a side of “FIRST/50”, expected AND
titel:drone ⇒ 1 ⇒ the unknown field “titel:”, expected one of title:, lead:, body:,
tittle:drone ⇒ 1 ⇒ the unknown field “tittle:”, expected one of title:, lead:, body:,
leed:drone ⇒ 1 ⇒ the unknown field “leed:”, expected one of title:, lead:, body:,
boddy:drone ⇒ 1 ⇒ the unknown field “boddy:”, expected one of title:, lead:, body:,
headr:drone ⇒ 1 ⇒ the unknown field “headr:”, expected one of title:, lead:, body:,
sorce:tv ⇒ 1 ⇒ the unknown field “sorce:”, expected one of title:, lead:, body:,
contry:IR ⇒ 1 ⇒ the unknown field “contry:”, expected one of title:, lead:, body:,
langauge:fa ⇒ 1 ⇒ the unknown field “langauge:”, expected one of title:, lead:, body:,
owner:state ⇒ 1 ⇒ the unknown field “owner:”, expected one of title:, lead:, body:,
autor:orlova ⇒ 1 ⇒ the unknown field “autor:”, expected one of title:, lead:, body:,
sektion:world ⇒ 1 ⇒ the unknown field “sektion:”, expected one of title:, lead:, body:,
tagg:x ⇒ 1 ⇒ the unknown field “tagg:”, expected one of title:, lead:, body:,
urll:x ⇒ 1 ⇒ the unknown field “urll:”, expected one of title:, lead:, body:,
publshed:2026 ⇒ 1 ⇒ the unknown field “publshed:”, expected one of title:, lead:, body:,
foo:bar ⇒ 1 ⇒ the unknown field “foo:”, expected one of title:, lead:, body:,
http://example.org ⇒ 1 ⇒ the unknown field “http:”, expected one of title:, lead:, body:,
https://example.org/a ⇒ 1 ⇒ the unknown field “https:”, expected one of title:, lead:, body:,
title: ⇒ 7 ⇒ the end of the query, expected a word, a phrase or “(” after title:
drone title: ⇒ 13 ⇒ the end of the query, expected a word, a phrase or “(” after title:
title: AND drone ⇒ 8 ⇒ “AND”, expected a word, a phrase or “(” after title:
title:) ⇒ 7 ⇒ “)”, expected a word, a phrase or “(” after title:
title:( ⇒ 8 ⇒ the end of the query, expected a word, a phrase, @entity or “(” after
title:() ⇒ 8 ⇒ “)”, expected a word, a phrase, @entity or “(” after “(”
title:(drone ⇒ 7 ⇒ a parenthesis that is never closed, expected “)”
title:-drone ⇒ 7 ⇒ “-” after title:, expected NOT before the field: NOT title:…
title:NOT drone ⇒ 7 ⇒ “NOT” after title:, expected NOT before the field: NOT title:…
title:title:drone ⇒ 7 ⇒ “title:”, expected a word, a phrase or “(” after title:
title:(drone OR body:missile) ⇒ 17 ⇒ “body:” inside title:, expected a word or a phrase
title:(drone lead:missile) ⇒ 14 ⇒ “lead:” inside title:, expected a word or a phrase
title:#talks ⇒ 7 ⇒ “#talks” inside title:, expected a word or a phrase; a rule says itself
title:"drone ⇒ 7 ⇒ a quote that is never closed, expected “"” at the end of the phrase
body:lang:fa ⇒ 6 ⇒ “lang:”, expected a word, a phrase or “(” after body:
country: ⇒ 9 ⇒ the end of the query, expected a word, a phrase or “(” after country:
country:"" ⇒ 9 ⇒ “""”, expected the whole value of country: after it
country:/x/ ⇒ 9 ⇒ “/x/”, expected the whole value of country: after it
country:@iran ⇒ 9 ⇒ “@iran”, expected the whole value of country: after it
country:=IR ⇒ 10 ⇒ “=”, expected the whole value of country: after it
country:IR~1 ⇒ 11 ⇒ “~1” behind country:, expected the whole value; “*” and “?” stand for
country:(IR NEAR/3 RU) ⇒ 10 ⇒ what stands nowhere in the text, as a side of “NEAR/3”, expected AND
lang:#x ⇒ 6 ⇒ “#x”, expected the whole value of lang: after it
source:[a TO b] ⇒ 8 ⇒ “[a TO b]”, expected the whole value of source:; a range only behind
published: ⇒ 11 ⇒ the end of the query, expected a word, a phrase or “(” after published:
published:x ⇒ 11 ⇒ “x”, which is not a day, expected a day such as 2026-01-31, a month
published:yesterday ⇒ 11 ⇒ “yesterday”, which is not a day, expected a day such as 2026-01-31, a
published:now-7d ⇒ 11 ⇒ “now-7d”, a day that moves, expected a day such as 2026-01-31, a month
published:[now-7d TO now] ⇒ 12 ⇒ “now-7d”, a day that moves, expected a day such as 2026-01-31, a month
published:2026-13 ⇒ 11 ⇒ “2026-13”, which is in no calendar, expected a day such as 2026-01-31,
published:2026-02-30 ⇒ 11 ⇒ “2026-02-30”, which is in no calendar, expected a day such as
published:2026-1-1 ⇒ 11 ⇒ “2026-1-1”, which is not a day, expected a day such as 2026-01-31, a
published:01.02.2026 ⇒ 11 ⇒ “01.02.2026”, which is not a day, expected a day such as 2026-01-31, a
published:31/01/2026 ⇒ 11 ⇒ “31/01/2026”, which is not a day, expected a day such as 2026-01-31, a
published:26 ⇒ 11 ⇒ “26”, which is not a day, expected a day such as 2026-01-31, a month
published:[2026-01-01 TO] ⇒ 11 ⇒ “[2026-01-01 TO]”, expected a range such as [2026-01-01 TO 2026-01-31]
published:[2026-01-01, 2026-02-01] ⇒ 11 ⇒ “[2026-01-01, 2026-02-01]”, expected a range such as [2026-01-01 TO
published:[2026-01-01 2026-02-01] ⇒ 11 ⇒ “[2026-01-01 2026-02-01]”, expected a range such as [2026-01-01 TO
published:[TO 2026-02-01] ⇒ 11 ⇒ “[TO 2026-02-01]”, expected a range such as [2026-01-01 TO 2026-01-31]
published:[2026-01-01 TO 2026-02-31] ⇒ 26 ⇒ “2026-02-31”, which is in no calendar, expected a day such as
published:[2026-01-01 TO 2026-02-01 ⇒ 11 ⇒ a bracket that is never closed, expected a range such as [2026-01-01 TO
published:]2026-01-01 ⇒ 11 ⇒ “]” without a bracket that opens, expected a word or a phrase
published:> ⇒ 11 ⇒ “>” without a day, expected a day such as 2026-01-31, a month such as
published:>= ⇒ 11 ⇒ “>=” without a day, expected a day such as 2026-01-31, a month such as
published:>=x ⇒ 13 ⇒ “x”, which is not a day, expected a day such as 2026-01-31, a month
published:"next week" ⇒ 11 ⇒ “next week”, which is not a day, expected a day such as 2026-01-31, a
published:@iran ⇒ 11 ⇒ “@iran”, expected the whole value of published: after it
[a TO b] ⇒ 1 ⇒ “[a TO b]”, expected words; a range or comparison stands behind
drone [2026 TO 2027] ⇒ 7 ⇒ “[2026 TO 2027]”, expected words; a range or comparison stands behind
drone {2026-01 TO 2026-02} ⇒ 7 ⇒ “{2026-01 TO 2026-02}”, expected words; a range or comparison stands
{drone} ⇒ 1 ⇒ “{drone}”, a form taken letter by letter, expected =drone, the exact
{two words} ⇒ 1 ⇒ “{two words}”, a form taken letter by letter, expected ="two words",
drone ] ⇒ 7 ⇒ “]” without a bracket that opens, expected a word or a phrase
drone } ⇒ 7 ⇒ “}” without a bracket that opens, expected a word or a phrase
drone [ ⇒ 7 ⇒ a bracket that is never closed, expected a range such as [2026-01-01 TO
drone { ⇒ 7 ⇒ a bracket that is never closed, expected a range such as [2026-01-01 TO
>5 ⇒ 1 ⇒ “>5”, expected words; a range or comparison stands behind published:
<5 ⇒ 1 ⇒ “<5”, expected words; a range or comparison stands behind published:
drone >= 5 ⇒ 7 ⇒ “>= 5”, expected words; a range or comparison stands behind published:
* ⇒ 1 ⇒ “*” with fewer than two letters beside “*” or “?”, expected a word or
? ⇒ 1 ⇒ “?” alone, expected a word or phrase that can be searched for
** ⇒ 1 ⇒ “**” with fewer than two letters beside “*” or “?”, expected a word or
a* ⇒ 1 ⇒ “a*” with fewer than two letters beside “*” or “?”, expected a word or
*a ⇒ 1 ⇒ “*a” with fewer than two letters beside “*” or “?”, expected a word or
?a ⇒ 1 ⇒ “?a” with fewer than two letters beside “*” or “?”, expected a word or
a? ⇒ 1 ⇒ “a?” with fewer than two letters beside “*” or “?”, expected a word or
d* drone ⇒ 1 ⇒ “d*” with fewer than two letters beside “*” or “?”, expected a word or
title:* ⇒ 7 ⇒ “*” with fewer than two letters beside “*” or “?”, expected a word or
"* *" ⇒ 1 ⇒ “*” with fewer than two letters beside “*” or “?”, expected a word or
drone "*" ⇒ 7 ⇒ “*” with fewer than two letters beside “*” or “?”, expected a word or
*:* ⇒ 1 ⇒ “*:*”, which would be every article, expected a word, or two letters
~ ⇒ 1 ⇒ “~” with nothing right before it, expected “~” right behind a word or
drone ~1 ⇒ 7 ⇒ “~1” with nothing right before it, expected “~” right behind a word or
~drone ⇒ 1 ⇒ “~drone” with nothing right before it, expected “~” right behind a word
drone~3 ⇒ 6 ⇒ “~3”, expected “~” and how many letters may differ, 0 to 2
drone~9 ⇒ 6 ⇒ “~9”, expected “~” and how many letters may differ, 0 to 2
drone~x ⇒ 6 ⇒ “~x”, expected “~” and how many letters may differ, 0 to 2
drone~0.8 ⇒ 6 ⇒ “~0.8”, expected “~” and how many letters may differ, 0 to 2
drone~1~2 ⇒ 8 ⇒ “~2” behind another “~”, expected one of them
roam~2 ⇒ 1 ⇒ “roam~2”, where nearly every letter may differ, expected a word or
ab~1 ⇒ 1 ⇒ “ab~1”, where nearly every letter may differ, expected a word or phrase
drone*~1 ⇒ 1 ⇒ “~1” behind “drone*”, which is not one plain word, expected a word or
(drone missile)~3 ⇒ 16 ⇒ “~3” behind a group, expected NEAR/n between the parts of the group, or
"drone missile"~ ⇒ 16 ⇒ “~”, expected “~” and how many other words may stand between, 0 to 100
"drone missile"~x ⇒ 16 ⇒ “~x”, expected “~” and how many other words may stand between, 0 to 100
"drone missile"~101 ⇒ 16 ⇒ “~101”, expected “~” and how many other words may stand between, 0 to
^ ⇒ 1 ⇒ “^” with nothing right before it, expected “^” right behind a word or
drone^ ⇒ 6 ⇒ “^”, which is no weight, expected nothing, or ^ and a number
drone^x ⇒ 6 ⇒ “^x”, which is no weight, expected nothing, or ^ and a number
drone ^2 ⇒ 7 ⇒ “^2” with nothing right before it, expected “^” right behind a word or
drone^2^ ⇒ 8 ⇒ “^”, which is no weight, expected nothing, or ^ and a number
(drone)^x ⇒ 8 ⇒ “^x”, which is no weight, expected nothing, or ^ and a number
= ⇒ 1 ⇒ “=” standing alone, expected a word, phrase or group right behind it
==drone ⇒ 2 ⇒ “=” behind “=”, expected one word or one phrase right behind “=”
=(drone) ⇒ 2 ⇒ “(” behind “=”, expected one word or one phrase right behind “=”
=@iran ⇒ 2 ⇒ “@iran” behind “=”, expected one word or one phrase right behind “=”
=/x/ ⇒ 2 ⇒ “/x/” behind “=”, expected one word or one phrase right behind “=”
=title:drone ⇒ 2 ⇒ “title:” behind “=”, expected one word or one phrase right behind “=”
=drone* ⇒ 2 ⇒ “=” before a wildcard, expected the word without “=”, or a regular
=drone~1 ⇒ 7 ⇒ “~” behind an exact form, expected “=” or “~”; exact words near each
="drone missile"~2 ⇒ 17 ⇒ “~” behind an exact form, expected “=” or “~”; exact words near each
@ ⇒ 1 ⇒ “@” alone, expected the name of an entity right behind it
drone @ ⇒ 7 ⇒ “@” alone, expected the name of an entity right behind it
@ iran ⇒ 1 ⇒ “@” alone, expected the name of an entity right behind it
@unknown ⇒ 1 ⇒ @unknown, which is not known, expected the id of an entity or a list
@iran~2 ⇒ 6 ⇒ “~2”, expected “~” and a confidence from 0 to 1, such as ~0.8
@iran~ ⇒ 6 ⇒ “~”, expected “~” and a confidence from 0 to 1, such as ~0.8
@iran~x ⇒ 6 ⇒ “~x”, expected “~” and a confidence from 0 to 1, such as ~0.8
@"" ⇒ 1 ⇒ “@” alone, expected the name of an entity right behind it
# ⇒ 1 ⇒ “#” alone, expected the name of a rule right behind it
drone # ⇒ 7 ⇒ “#” alone, expected the name of a rule right behind it
#unknown ⇒ 1 ⇒ #unknown, which is not known, expected the name of a rule; a hashtag
#talks~2 ⇒ 7 ⇒ “~2” behind “#talks”, expected “~” only behind a word, a phrase or an
#"" ⇒ 1 ⇒ “#” alone, expected the name of a rule right behind it
#"talks ⇒ 2 ⇒ a quote that is never closed, expected “"” at the end of the phrase
/ ⇒ 1 ⇒ a regular expression that is never closed, expected “/” at its end, on
/drone ⇒ 1 ⇒ a regular expression that is never closed, expected “/” at its end, on
drone /missile ⇒ 7 ⇒ a regular expression that is never closed, expected “/” at its end, on
/(/ ⇒ 1 ⇒ /(/: missing ): (, expected an expression that RE2 can read
/[a/ ⇒ 1 ⇒ /[a/: missing ]: [a, expected an expression that RE2 can read
/a{2,1}/ ⇒ 1 ⇒ /a{2,1}/: invalid repetition size: {2,1}, expected an expression that
/a**/ ⇒ 1 ⇒ /a**/: bad repetition operator: **, expected an expression that RE2 can
/(?=x)y/ ⇒ 1 ⇒ /(?=x)y/: invalid perl operator: (?=, expected an expression that RE2
/(a)\1/ ⇒ 1 ⇒ /(a)\1/: invalid escape sequence: \1, expected an expression that RE2
/x*/ ⇒ 1 ⇒ /x*/: it fits nothing at all, that is every text, expected an
/drone/q ⇒ 8 ⇒ “q” behind a regular expression, expected “/…/”, or “/…/c” where letter
/drone/ic ⇒ 8 ⇒ “ic” behind a regular expression, expected “/…/”, or “/…/c” where
/drone/missile ⇒ 8 ⇒ “missile” behind a regular expression, expected “/…/”, or “/…/c” where
/drone/~1 ⇒ 8 ⇒ “~1” behind a regular expression, expected “/…/”, or “/…/c” where
/5 drone ⇒ 1 ⇒ “/5”, expected the number right behind its operator: NEAR/5; in quotes
drone /s missile ⇒ 7 ⇒ “/s”, which is not read here, expected SAME/s; in quotes it is searched
drone /p missile ⇒ 7 ⇒ “/p”, which is not read here, expected SAME/p; in quotes it is searched
$$$ ⇒ 1 ⇒ “$$$”, which has no letter or digit, expected a word or phrase that can
+ ⇒ 1 ⇒ “+” standing alone, expected a word, phrase or group right behind it
! ⇒ 1 ⇒ “!” standing alone, expected a word, phrase or group right behind it
... ⇒ 1 ⇒ “...”, which has no letter or digit, expected a word or phrase that can
€ ⇒ 1 ⇒ “€”, which has no letter or digit, expected a word or phrase that can
:-) ⇒ 3 ⇒ “)” where no parenthesis is open, expected “(” before it, or no “)”
drone & missile ⇒ 7 ⇒ “&” alone, expected AND, or quotes around a name
"big tank", drone ⇒ 11 ⇒ “,” alone, expected OR between alternatives, AND or a blank
first20(drone*) ⇒ 1 ⇒ “first20(”, FIRST without its number, expected FIRST/50(…)
FIRST 20(drone) ⇒ 1 ⇒ “FIRST 20(”, FIRST without its number, expected FIRST/50(…)
la=(fa or ar) ⇒ 8 ⇒ “or” beside a value of lang:, expected OR between values, in capitals; quotes around
country:(IR, RU) ⇒ 10 ⇒ “IR,” and another value of country:, expected OR between values
lang:(fa not ar) ⇒ 10 ⇒ “not” beside a value of lang:, expected NOT before a value, in capitals; quotes
tag:("big tank" and drone) ⇒ 17 ⇒ “and” beside a value of tag:, expected OR between values, in capitals
(drone OR {BP}) ⇒ 11 ⇒ “{BP}”, a form taken letter by letter, expected =BP, the exact form
({BP} OR drone) ⇒ 2 ⇒ “{BP}”, a form taken letter by letter, expected =BP, the exact form
([a-z] OR drone) ⇒ 2 ⇒ “[a-z]” where nothing in brackets is read, expected a regular expression between
"the * of drones" ⇒ 1 ⇒ “*” for a word of a phrase, expected "the" ONEAR/2 "of drones"
"the * * drone *" ⇒ 1 ⇒ “*” for a word of a phrase, expected "the" ONEAR/3 "drone *"
title::drone ⇒ 1 ⇒ “title::”, with two colons, expected one: title:; in quotes it is searched
"דובר צה"ל ⇒ 1 ⇒ a quote that is never closed, expected “"” at the end of the phrase; “"” between two Hebrew
ב"הארץ" ⇒ 7 ⇒ a quote right behind “ב"הארץ”, in which “"” is gershayim, expected a blank before
drone | missile ⇒ 7 ⇒ “|” alone, expected OR
drone ADJ missile ⇒ 7 ⇒ “ADJ”, an operator without its number, expected ONEAR/3, NEAR/3 or a phrase in
drone XOR missile ⇒ 7 ⇒ “XOR”, an operator of another tool, expected (a OR b) NOT (a AND b); in quotes
drone ANDNOT missile ⇒ 7 ⇒ “ANDNOT”, an operator of another tool, expected NOT; in quotes it is searched
drone WITHIN/5 missile ⇒ 7 ⇒ “WITHIN/5”, an operator of another tool, expected NEAR/5 or, in this order,
drone BEFORE missile ⇒ 7 ⇒ “BEFORE”, an operator of another tool, expected NEAR/5 or, in this order,
manag$ ⇒ 1 ⇒ “manag$”, “$” for letters at the end of a word, expected “*” for any letters,
manag$2 ⇒ 1 ⇒ “manag$2”, “$” for letters at the end of a word, expected “*” for any letters,
wc>500 ⇒ 1 ⇒ “wc>500”, the length of an article, which is not searched, expected a query
rst=tv ⇒ 1 ⇒ “rst=”, a source code, expected source: with the id of a source; in
ns=e21 ⇒ 1 ⇒ “ns=”, the code of a subject, company or region, which only that tool
allintitle:drone ⇒ 1 ⇒ “allintitle:”, a field for all that follows, expected title:( ) around
filetype:pdf ⇒ 1 ⇒ “filetype:”, a kind of file, expected url:*.pdf; in quotes it is
sentiment:negative ⇒ 1 ⇒ “sentiment:”, a measure of readers, expected nothing: people's
"""
TABLE = [tuple(line.rsplit(" ⇒ ", 2)) for line in BROKEN.strip("\n").split("\n")]
RULE = Rule("talks", "summit")
ENTITIES = {"iran": Entity("iran", ("Iran",))}


@pytest.mark.parametrize(("query", "column", "message"), TABLE)
def test_a_broken_query_is_answered_with_place_and_help(query: str, column: str, message: str) -> None:
    (fault,) = faults([Rule("broken", query), RULE], ENTITIES)
    assert (fault.rule.name, fault.error.column) == ("broken", int(column))
    assert f"{fault.error.found}, expected {fault.error.expected}".startswith(message)


def test_there_are_more_than_two_hundred() -> None:
    assert len({query for query, _, _ in TABLE}) > 250


@pytest.mark.parametrize("sign", list('()"“«[]{}~^=@#/-+!*?:&|'))
@pytest.mark.parametrize(
    "query", ["drone NEAR/5 missile", 'title:(drone OR "big tank") -oil', "published:[2026-01 TO *] drone"]
)
def test_a_sign_in_any_place_is_read_or_answered(query: str, sign: str) -> None:
    for at in range(len(query) + 1):
        for fault in faults([Rule("broken", query[:at] + sign + query[at:])], ENTITIES):
            assert 1 <= fault.error.column <= len(query) + 2
            assert min(len(fault.error.found), len(fault.error.expected)) > 1
