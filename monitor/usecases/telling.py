"""What a message tells, as facts: one article, an event, or several of them together. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from alerts.policy.ledger import Purpose, Telling
from alerts.policy.severity import rank
from alerts.render import topic_of
from monitor.domain.article import Version
from monitor.domain.match import Document, Match
from monitor.domain.notification import Brief, Notification, RuleNote
from monitor.domain.source import Source
from monitor.ports import Told
from monitor.rules.text.document import document_for
from monitor.rules.text.snippet import snippets

LISTS = (Purpose.DIGEST, Purpose.SUMMARY, Purpose.OVERFLOW, Purpose.CATCH_UP)
"""These tell of articles line by line, also of a single one."""
MOST_BRIEFS = 200
"""Lines that a message that catches up keeps; a target may be away for days."""


def notification_of(source: Source, version: Version, document: Document, matches: Sequence[Match]) -> Notification:
    """What there is to say of a version, whose document is ``document``, by these matches."""
    hits = tuple(sorted({hit for match in matches for hit in match.hits}))
    return Notification(
        story=version.article_id,
        article_id=version.article_id,
        version=version.number,
        headline=version.text.headline,
        lead=version.text.lead,
        url=version.url,
        source_id=source.id,
        source_name=source.name,
        country=source.country,
        language=source.language or version.language,
        published=version.published,
        first_seen=version.first_seen,
        rules=tuple(
            RuleNote(
                match.rule.name,
                match.rule.severity,
                dict(match.rule.labels),
                tuple(dict.fromkeys(hit.words for hit in match.hits)),
            )
            for match in matches
        ),
        snippets=snippets(document, hits),
        doubts=version.verdict.causes,
    )


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes messages of tellings (the port ``Compose``); ``sources`` are those that are configured, by id.

    It is meant for one turn: what several receivers are told of a version by the same rules is made once.
    """

    sources: Mapping[str, Source]
    _made: dict[tuple[object, ...], Notification] = field(default_factory=dict, init=False, repr=False)

    def __call__(self, telling: Telling, told: Sequence[Told], topic: str) -> Notification:
        """The message of a telling; ``topic`` is its thread's subject, empty for the thread's first message."""
        parts = _by_subject(told)
        facts = [self._facts(part) for part in parts]
        told_in_full = len(facts) == 1 and telling.purpose not in LISTS
        # What is told in full may have lines of its own: the articles that a volume rule counted.
        briefs = facts[0].briefs if told_in_full else tuple(map(_brief, facts, parts))
        if telling.purpose in LISTS or not facts:
            shown = _nothing(telling.at)
        else:
            shown = max(facts, key=lambda one: rank(one.severity))
        note = telling.note or (_changed(parts[0]) if told_in_full and telling.purpose is Purpose.EDIT else "")
        shown = replace(
            shown, story=telling.story or shown.story, purpose=telling.purpose.value, note=note, briefs=briefs
        )
        return replace(shown, topic=topic or topic_of(shown)) if telling.group else shown

    def _facts(self, part: Sequence[Told]) -> Notification:
        first = part[0]
        if first.version is None:
            return first.event or _nothing(first.item.at)
        matches = [one.match for one in part if one.match]
        name = (*first.item.about, *(match.rule.name for match in matches))
        if name not in self._made:
            self._made[name] = self._article(first.version, matches)
        return self._made[name]

    def _article(self, version: Version, matches: Sequence[Match]) -> Notification:
        source = self.sources.get(version.source_id) or Source(version.source_id, version.source_id)
        return notification_of(source, version, document_for(version, source), matches)


def catch_up(expired: Sequence[Notification], before: Notification | None, count: int) -> Notification:
    """The message about what could not be delivered in time (the port ``CatchUp``)."""
    lines = [line for one in expired for line in one.briefs or (_brief(one),)]
    begun = before or _nothing(expired[0].first_seen)
    note = "1 message was not delivered in time" if count == 1 else f"{count} messages were not delivered in time"
    return replace(
        begun, purpose=Purpose.CATCH_UP.value, note=note, briefs=(*begun.briefs, *lines)[:MOST_BRIEFS]
    )  # fmt: skip


def _by_subject(told: Sequence[Told]) -> list[list[Told]]:
    """What is about the same version or event together, in order of the first of each."""
    parts: dict[tuple[str, int], list[Told]] = {}
    for one in told:
        parts.setdefault(one.item.about, []).append(one)
    return list(parts.values())


def _brief(facts: Notification, part: Sequence[Told] = ()) -> Brief:
    reasons = dict.fromkeys(one.item.reason for one in part if one.item.reason)
    edited = "edited" if facts.kind == "match" and facts.version > 1 else ""
    return Brief(
        headline=facts.headline,
        url=facts.url,
        source=facts.source_name,
        severity=facts.severity,
        rules=tuple(rule.name for rule in facts.rules),
        published=facts.published,
        reason="; ".join(filter(None, (edited, *reasons))),
        language=facts.language,
        article_id=facts.article_id,
        version=facts.version,
    )


def _changed(part: Sequence[Told]) -> str:
    """What an edit changed, in words; empty where the version before is not known."""
    version, before = part[0].version, part[0].before
    if version is None or before is None:
        return ""
    new, old = version.text, before.text
    if new.headline == old.headline:
        return "the text was changed"
    what = (
        "headline and text were changed" if new.body != old.body or new.lead != old.lead else "the headline was changed"
    )
    return f"{what}; the headline was: {old.headline}"


def _nothing(at: datetime) -> Notification:
    """Tells of no article in full."""
    return Notification(
        story="", article_id="", version=0, headline="", lead="", url="", source_id="", source_name="", country="",
        language="en", published=None, first_seen=at, rules=(), snippets=(),
    )  # fmt: skip
