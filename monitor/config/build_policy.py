"""From checked models to the route tree and the policy that the dispatcher goes by. Nothing here can fail."""

from __future__ import annotations

from alerts.policy.caps import Rate
from alerts.policy.digests import DigestPlan
from alerts.policy.escalation import Escalation, Step
from alerts.policy.inhibition import Inhibition
from alerts.policy.intervals import TimeInterval
from alerts.policy.routes import Action, Quiet, Route
from alerts.policy.terms import Policy, Terms, resolved_routes
from monitor.config.channel_models import ReceiverModel
from monitor.config.models import MonitorModel, RouteModel
from monitor.config.policy_models import QuietModel


def built_route(model: RouteModel) -> Route:
    """The route tree."""
    return Route(
        receiver=model.receiver or "",
        matchers=tuple(model.matchers),
        proceed=model.proceed,
        routes=tuple(built_route(child) for child in model.routes),
        name=model.name or "",
        group_by=None if model.group_by is None else tuple(model.group_by),
        group_wait=model.group_wait,
        group_interval=model.group_interval,
        group_ttl=model.group_ttl,
        max_age=model.max_age,
        mute=_quiet(model.mute),
        active=_quiet(model.active),
        escalation=model.escalation,
    )


def _quiet(model: QuietModel | None) -> Quiet | None:
    return None if model is None else Quiet(tuple(model.intervals), Action(model.action))


def built_policy(model: MonitorModel, route: Route | None) -> Policy:
    """Everything that decides when somebody is told."""
    return Policy(
        routes=resolved_routes(route),
        receivers={receiver.name: _terms(receiver) for receiver in model.receivers},
        intervals={
            one.name: TimeInterval(one.name, tuple(calendar.built() for calendar in one.intervals))
            for one in model.time_intervals
        },
        inhibitions=tuple(
            Inhibition(
                one.name, tuple(one.source_matchers), tuple(one.target_matchers), tuple(one.equal), one.within
            )
            for one in model.inhibit_rules
        ),
        escalations={
            one.name: Escalation(one.name, tuple(Step(step.wait, step.receiver) for step in one.steps), one.repeat)
            for one in model.escalations
        },
        fallback=route.receiver if route else "",
    )  # fmt: skip


def _terms(model: ReceiverModel) -> Terms:
    rate, digest = model.rate_limit, model.digest
    return Terms(
        rate=Rate(rate.most, rate.per) if rate else None,
        digest=DigestPlan(
            digest.schedule, digest.timezone, digest.max_items, digest.max_delay, digest.send_empty, digest.order
        )
        if digest
        else None,
    )
