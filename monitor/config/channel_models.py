"""The shape of a receiver: who is told, by which ways, and how the messages look. See ``models``."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from monitor.config import values
from monitor.config.fault import Wrong, listed, shown
from monitor.config.kinds import STRICT, MailAddress, Text, WebUrl
from monitor.config.policy_models import DigestModel, RateModel

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class _Model(BaseModel):
    model_config = STRICT


def _file_name(text: str) -> str:
    if not _FILE_NAME.fullmatch(text):
        raise Wrong(shown(text), "letters, digits, hyphens and underscores, at most 64")
    return text


class EmailModel(_Model):
    """People who get e-mail."""

    to: Annotated[list[MailAddress], Field(min_length=1)]


_WEBHOOK_KEYS = ("name", "webhook_url_file", "webhook_url_env")
_BOT_KEYS = ("channel", "token_file", "token_env", "api_url")


class SlackModel(_Model):
    """A place in Slack: either an incoming webhook with a name of our own, or a channel that a bot writes to."""

    name: Text | None = None
    webhook_url_file: Text | None = None
    webhook_url_env: Text | None = None
    channel: Text | None = None
    token_file: Text | None = None
    token_env: Text | None = None
    api_url: WebUrl | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = {name for name in type(self).model_fields if getattr(self, name) is not None}
        hook, bot = given.intersection(_WEBHOOK_KEYS), given.intersection(_BOT_KEYS)
        if hook and bot:
            raise Wrong(
                f"keys of both forms ({listed(sorted(given))})",
                "a webhook (name, webhook_url_file or webhook_url_env) or a bot (channel, token_file or token_env)",
            )
        if bot and not ("channel" in given and given.intersection(("token_file", "token_env"))):
            raise Wrong("a bot that is not complete", "channel, and token_file or token_env")
        if not bot and not ("name" in given and len(hook) > 1):
            raise Wrong("a webhook that is not complete", "name, and webhook_url_file or webhook_url_env")
        return self


class WebhookModel(_Model):
    """A place that takes signed JSON documents."""

    name: Text
    url: WebUrl | None = None
    url_file: Text | None = None
    url_env: Text | None = None
    secret_file: Text | None = None
    secret_env: Text | None = None
    allow_private: list[Annotated[str, AfterValidator(values.host)]] = []

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.url is None and self.url_file is None and self.url_env is None:
            raise Wrong("a webhook without an address", "url, url_file or url_env")
        if self.secret_file is None and self.secret_env is None:
            raise Wrong("a webhook without a secret", "secret_file or secret_env", "it signs what is sent")
        return self


class AppriseModel(_Model):
    """A service that apprise knows."""

    name: Text
    url_file: Text | None = None
    url_env: Text | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.url_file is None and self.url_env is None:
            raise Wrong("a service without an address", "url_file or url_env")
        return self


class FeedModel(_Model):
    """Files for feed readers; ``path`` is without the endings."""

    name: Annotated[str, AfterValidator(_file_name)]
    path: Text | None = None


class TemplatesModel(_Model):
    """Files of templates that take the place of an e-mail's own form."""

    subject: Text | None = None
    text: Text | None = None
    html: Text | None = None


CHANNELS = ("email", "slack", "webhook", "apprise", "feed")
"""The keys of a receiver that hold targets."""


class ReceiverModel(_Model):
    """Who is told, and by which ways."""

    name: Text
    rate_limit: RateModel | None = None
    digest: DigestModel | None = None
    thread: Literal["story", "none"] = "story"
    broadcast_on_rise: bool = True
    email: list[EmailModel] = []
    slack: list[SlackModel] = []
    webhook: list[WebhookModel] = []
    apprise: list[AppriseModel] = []
    feed: list[FeedModel] = []
    templates: TemplatesModel = TemplatesModel()

    @model_validator(mode="after")
    def _some_target(self) -> Self:
        if not any(getattr(self, name) for name in CHANNELS):
            raise Wrong("a receiver with no target", f"{listed(CHANNELS)} with at least one item")
        return self
