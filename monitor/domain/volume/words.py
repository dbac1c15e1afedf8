"""A volume rule in words: when it is true, and who is told when it is over."""

from __future__ import annotations

from monitor.domain.health import span
from monitor.domain.volume.rule import VolumeRule


def meaning(rule: VolumeRule) -> list[str]:
    """Sentences that say what the rule asks, one a line."""
    apart = f", for each {' and '.join(rule.by)} apart" if rule.by else ""
    lines = [f"alerts when {_condition(rule)}{apart}"]
    if rule.kind != "first":
        end = "told" if rule.recovery else "not told"
        lines.append(f"told once; over when it was not true for {span(rule.cooldown)}, which is {end}")
    return lines


def _condition(rule: VolumeRule) -> str:
    window = span(rule.within)
    match rule.kind:
        case "frequency":
            return f"{rule.at_least} or more articles match within {window}"
        case "spike":
            usual = f"many more than are usual in the same hours of the last {rule.weeks} weeks"
            return f"{rule.at_least} or more articles match within {window}, and {usual}"
        case "silence":
            usual = f"are usual in the same hours of the last {rule.weeks} weeks"
            return f"far fewer articles match within {window} than {usual}"
        case "first":
            before = "ever" if rule.after is None else f"in {span(rule.after)}"
            return f"an article matches for the first time {before}"
        case "absence":
            others = f"of {', '.join(rule.others)}" if rule.others else "other outlets"
            return f"{rule.at_least} or more {others} match within {window} and {rule.outlet} does not"
