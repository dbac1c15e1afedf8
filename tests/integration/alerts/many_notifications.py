"""Invented notifications of every kind, length and script, with everything in them that could call people in Slack.

The same number gives the same notification. Text is made of real letters of each script, not of random code points:
words of ordinary lengths, with and without spaces, joiners, marks and pictures beyond the first plane.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from alerts.policy.ledger import Purpose
from monitor.domain.match import SEVERITIES
from monitor.domain.notification import Brief, Notification, Piece, RuleNote, Snippet

AT = datetime(2026, 3, 4, 9, 20, tzinfo=UTC)
SCRIPTS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "de": "aäbcdeéfgßhijklmnöopqrsştuüvwxyzž",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
    "hy": "աբգդեզէըթժիլխծկհձղճ",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქ",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي\u064b\u0651",
    "fa": "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی\u200c",
    "ur": "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے",
    "hi": "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह\u093e\u093f\u0940\u094d\u200d",
    "bn": "অআইঈউকখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ\u09be\u09bf\u09cd",
    "ta": "அஆஇஈஉஊஎஏஐஒஓகஙசஞடணதநபமயரலவழளறன\u0bbe\u0bbf\u0bcd",
    "th": "กขคงจฉชซญฎฏฐณดตถทนบปผฝพฟภมยรลวศสหอฮ\u0e31\u0e34\u0e48",
    "my": "ကခဂဃငစဆဇဈညတထဒဓနပဖဗဘမယရလဝသ\u102c\u103a",
    "km": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភម\u17b6\u17d2",
    "am": "ሀለሐመሠረሰሸቀበተቸኀነኘአከ",
    "zh": "港口委员会通过新码头建设计划表决结束九年争议政府发言人昨日表示",
    "ja": "港湾評議会は新しい桟橋を承認しましたアイウエオカキクケコ",
    "ko": "항만위원회는새로운부두건설계획을승인했다정부대변인",
    "ti": "\u0f40\u0f41\u0f42\u0f44\u0f45\u0f0b\u0f72\u0f74",
    "emoji": "🚢⚓🌊👩\u200d✈️🇬🇧🏴󠁧󠁢󠁥󠁮󠁧󠁿",
}
HOSTILE = (
    "<!channel>", "<!here|x>", "<!everyone>", "<@U012ABC>", "<#C012ABC>", "<!subteam^S012>", "<!date^1^{date}|x>",
    "<https://evil.example|https://bank.example>", "<mailto:a@b.example|c>", "&lt;!channel&gt;", "&amp;", "&", "<", ">",
    "*bold*", "_i_", "~s~", "`code`", "```", "\r\nBcc: x", "\0", "\u2028", "\u202e", "\u2066", "\ud800", "\x1b[31m",
    '"', "\\", "{{ x }}", "\u200b", "\ufeff", "\uffff", "@channel", "@here", "#general", ":smile:", "=?utf-8?q?x?=",
)  # fmt: skip
UNSPACED = ("zh", "ja", "th", "my", "km", "ti", "emoji")


def notification(number: int) -> Notification:
    """The notification with this number."""
    rng = Random(number)
    language = list(SCRIPTS)[number % len(SCRIPTS)]
    purpose = rng.choice([*Purpose]).value if number % 3 else "root"
    made = Notification(
        story=f"{number:016x}", article_id=f"{number:016x}", version=rng.randrange(1, 4),
        headline=_text(rng, language, rng.choice([0, 30, 120, 5000])),
        lead=_text(rng, language, rng.choice([0, 300, 9000])),
        url=_url(rng), source_id="source", source_name=_text(rng, language, rng.choice([12, 400])),
        country=rng.choice(["RU", "", "<!here>"]), language=rng.choice([language, "", '"x']),
        published=rng.choice([None, AT]), first_seen=AT + timedelta(minutes=number % 1000),
        rules=tuple(_rule(rng, language) for _ in range(rng.choice([0, 1, 2, 30]))),
        snippets=tuple(_snippet(rng, language) for _ in range(rng.choice([0, 1, 3, 12]))),
        kind=rng.choice(["match"] * 6 + ["health", "volume", "silence", "test"]), purpose=purpose,
        note=_text(rng, language, rng.choice([0, 40, 2000])), topic=_text(rng, language, 80),
        doubts=rng.choice([(), ("teaser", "consent")]),
    )  # fmt: skip
    return replace(made, briefs=tuple(_brief(rng, made) for _ in range(rng.choice([0, 0, 1, 7, 60, 230]))))


def _text(rng: Random, language: str, length: int) -> str:
    """Words of the language, and now and then something hostile between them."""
    words, between = _words(language), "" if language in UNSPACED else " "
    parts: list[str] = []
    room = length
    while room > 0:
        parts.append(words[int(rng.random() * len(words))])
        room -= len(parts[-1])
    return between.join(parts)


@cache
def _words(language: str) -> list[str]:
    """Six hundred words of the language, and every sixth of them hostile."""
    rng = Random(language)
    words = ["".join(rng.choices(SCRIPTS[language], k=rng.randrange(1, 12))) for _ in range(500)]
    return words + rng.choices(HOSTILE, k=100)


def _url(rng: Random) -> str:
    return rng.choice([
        "https://paper.example/news/4711", f"https://paper.example/{'a&b=<c>' * rng.randrange(90)}",
        "javascript:alert(1)", f"https://paper.example/{'x' * rng.choice([100, 1970, 3500])}",
        "", "https://a@b.example/", "http://[",
    ])  # fmt: skip


def _rule(rng: Random, language: str) -> RuleNote:
    name = _text(rng, language, rng.choice([8, 500]))
    return RuleNote(name, rng.choice(SEVERITIES), {"desk": name}, (name,))


def _snippet(rng: Random, language: str) -> Snippet:
    pieces = tuple(
        Piece(_text(rng, language, rng.choice([3, 60, 900])), rng.random() < 0.4) for _ in range(rng.randrange(1, 60))
    )
    return Snippet(rng.choice(["title", "lead", "body", "header"]), pieces)


def _brief(rng: Random, first: Notification) -> Brief:
    language = rng.choice(list(SCRIPTS))
    return Brief(
        _text(rng, language, rng.choice([20, 90, 600])), _url(rng), first.source_name, rng.choice(SEVERITIES),
        (first.headline[:40],), first.published, rng.choice(["", "edited"]), language, first.article_id, first.version,
    )  # fmt: skip
