"""Feeds and pages go wrong in every way: each failure is recorded with its cause, and the other source goes on."""

from __future__ import annotations

from pathlib import Path

from monitor.demo.outlets import FAULTS
from tests.acceptance.desk import EDITOR, OLD, TARGETS, Desk
from tests.acceptance.desk_news import FEED_PATH, path_of

GOOD, BAD_PAGES = "reef-gazette", "torn-pages"
BAD_FEEDS = {
    "empty_feed": "empty feed",
    "server_error": "http 500",
    "not_found": "http 404",
    "hang": "timeout",
    "slow_body": "timeout",
    "redirect_loop": "redirect loop",
    "redirect_to_itself": "redirect loop",
    "html_instead_of_feed": "not a feed",
    "huge_page": "too large",
}
"""Each fault and the cause that is recorded for it."""
WITHOUT_TEXT = 106
PAGES = {
    101: ("server_error", "http 500"),
    102: ("not_found", "http 404"),
    103: ("hang", "timeout"),
    104: ("slow_body", "timeout"),
    105: ("redirect_loop", "redirect loop"),
    WITHOUT_TEXT: ("page_without_text", "no text"),
    107: ("huge_page", "too large"),
    108: ("too_many_requests", "http 429"),
}
"""The article of each fault and cause."""
BY_TITLE = (WITHOUT_TEXT, 107)
"""Their pages came and gave no article: what the feed said of them is matched at once."""
BEHIND_THEM = 109
"""A good page behind the bad ones, the last of which makes its site ask for rest."""


def test_what_fails_is_recorded_with_its_cause_and_delays_nobody(tmp_path: Path) -> None:
    with Desk(tmp_path, GOOD, BAD_PAGES, *map(_newspaper, BAD_FEEDS)) as desk:
        for fault in BAD_FEEDS:
            desk.outlets.break_path(_newspaper(fault), FEED_PATH, FAULTS[fault])
        for number, (fault, _) in PAGES.items():
            desk.outlets.break_path(BAD_PAGES, path_of(number), FAULTS[fault])
        for name in (GOOD, BAD_PAGES):
            desk.publish(name, OLD)
        daemon = desk.start()
        desk.wait(lambda: len(desk.text_files()) == 2, "the baseline of both newspapers that have feeds")
        pages = {page.article.number: page.url for page in desk.publish(BAD_PAGES, *sorted((*PAGES, BEHIND_THEM)))}
        desk.publish(GOOD, 1)
        desk.wait_for_alerts([1])
        assert BEHIND_THEM not in desk.numbers(EDITOR), "the bad pages before it take longer than the good source"

        desk.wait_for_alerts([BEHIND_THEM])
        desk.wait(lambda: daemon.has_said("failed", url=pages[max(PAGES)]), "a failure of every bad page")
        desk.wait(lambda: _feed_causes(desk).keys() == set(BAD_FEEDS), "a failure of every bad feed")
        assert daemon.stop()[0] == 0
        assert _feed_causes(desk) == {fault: {cause} for fault, cause in BAD_FEEDS.items()}
        assert {number: _page_causes(desk, pages[number]) for number in PAGES} == {
            number: {cause} for number, (_, cause) in PAGES.items()
        }
        announced, fetched, failed, *_ = desk.monitor("why", pages[WITHOUT_TEXT])
        assert (announced["step"], fetched["step"], failed["step"]) == ("announced", "fetched", "failed")
        assert failed["detail"].startswith("no text: ")
        assert "; tried again " in failed["detail"]
        told = {1, BEHIND_THEM, *BY_TITLE}
        assert {target: set(desk.numbers(target)) for target in TARGETS} == dict.fromkeys(TARGETS, told)
        assert not [said for said in daemon.events if said["level"] in ("error", "critical")]


def test_a_feed_that_recovers_is_read_again(tmp_path: Path) -> None:
    """Its first good answer is the baseline, as that of a feed that was never bad."""
    with Desk(tmp_path, GOOD) as desk:
        desk.outlets.break_path(GOOD, FEED_PATH, FAULTS["html_instead_of_feed"])
        desk.publish(GOOD, OLD)
        daemon = desk.start()
        desk.wait(lambda: daemon.has_said("failed", source=GOOD), "the first failure")
        desk.outlets.mend_path(GOOD, FEED_PATH)
        desk.wait(lambda: len(desk.text_files()) == 1, "the baseline")
        desk.publish(GOOD, 1)
        desk.wait_for_alerts([1])
        assert daemon.stop()[0] == 0
        assert {target: desk.numbers(target) for target in TARGETS} == {target: [1] for target in TARGETS}


def _newspaper(fault: str) -> str:
    return fault.replace("_", "-")


def _feed_causes(desk: Desk) -> dict[str, set[str]]:
    """The causes recorded so far for each newspaper whose feed failed."""
    with desk.archive() as archive:
        failures = {fault: archive.announcements.feed_failures(_newspaper(fault)) for fault in BAD_FEEDS}
    return {fault: {failure.cause for failure in found} for fault, found in failures.items() if found}


def _page_causes(desk: Desk, url: str) -> set[str]:
    with desk.archive() as archive:
        return {failure.cause for history in archive.announcements.history(url) for failure in history.failures}
