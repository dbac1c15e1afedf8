"""What the outlet's own history says of an extraction."""

from __future__ import annotations

from datetime import timedelta

from monitor.domain.article import Entry, Extraction, Version
from monitor.domain.judgement import judged
from monitor.domain.textformat import ArticleText
from monitor.domain.verdict import GOOD, Kind, Verdict
from monitor.testing import START

ENGLISH = "The new harbour took its first ship on Monday, and the old one will become a market hall."
RUSSIAN = "Новый порт принял первое судно в понедельник, а старый станет крытым рынком."


def before(body: str, number: int = 1, language: str = "en") -> Version:
    text = ArticleText(((f"Story {number}",), (body,)))
    at = START - timedelta(hours=number)
    return Version(f"{number:016}", "wire", f"https://w.example/{number}", 1, text, language, at, at, at.date(), "f")


def page(body: str, headline: str = "Harbour opens", language: str = "en") -> Extraction:
    return Extraction(ArticleText(((headline,), (body,))), language=language)


ENTRY = Entry("https://w.example/9", "Harbour opens")
USUAL = [before(f"{ENGLISH} {number}" * 9, number) for number in range(12)]


def test_an_article_like_the_others_is_good() -> None:
    assert judged(page(ENGLISH * 9), ENTRY, "en", USUAL) == GOOD


def test_the_body_of_several_others_is_furniture() -> None:
    notice = "This content cannot be shown in your application; please open it in the application."
    same = [before(notice, number) for number in range(3)]
    assert judged(page(notice), ENTRY, "en", [*same, *USUAL]) == Verdict(Kind.FAILED, ("template change",))
    assert judged(page(notice), ENTRY, "en", [*same[:2], *USUAL]) == GOOD


def test_another_language_fails_unless_the_feed_announced_it_so() -> None:
    wrong = page(RUSSIAN * 9, "Порт открыт", "ru")
    assert judged(wrong, ENTRY, "en", []) == Verdict(Kind.FAILED, ("wrong language",))
    assert judged(wrong, ENTRY, "en", USUAL) == Verdict(Kind.FAILED, ("wrong language",))
    assert judged(wrong, Entry("https://w.example/9", "Порт открыт"), "en", USUAL).kind is Kind.DOUBTFUL
    assert judged(wrong, ENTRY, "", []) == GOOD, "nothing is declared, and nothing is known"
    both = [before(f"{RUSSIAN} {number}" * 9, number, "ru") for number in range(3)]
    assert judged(wrong, ENTRY, "en", [*both, *USUAL]) == GOOD


def test_texts_that_collapse_together_are_doubtful_and_one_flash_is_not() -> None:
    flashes = [before("Ferry sails.", number) for number in range(3)]
    assert judged(page("Ferry late."), ENTRY, "en", USUAL) == GOOD
    assert judged(page("Ferry late."), ENTRY, "en", [*flashes, *USUAL]) == Verdict(Kind.DOUBTFUL, ("template change",))


def test_what_the_page_itself_earned_stands() -> None:
    wall = Extraction(ArticleText((("Log in",),)), verdict=Verdict(Kind.FAILED, ("login",)))
    assert judged(wall, ENTRY, "en", USUAL) == wall.verdict
