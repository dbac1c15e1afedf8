"""The configuration: YAML files in one directory, secrets in files or environment variables beside it.

``load`` gives frozen ``Settings`` or raises ConfigError with every fault at once; ``check`` reports faults and
warnings; ``load_rules`` reads rules alone.
"""

from monitor.config.fault import Fault, Report, Wrong
from monitor.config.load import check, check_rules, load, load_rules
from monitor.config.secret import Secret
from monitor.config.settings import (
    AlertSettings,
    CrawlSettings,
    Receiver,
    RuleSet,
    Settings,
    SlackBot,
    SlackWebhook,
    SmtpSettings,
)
from monitor.config.starter import write_starter
from monitor.config.values import duration, size

__all__ = [
    "AlertSettings",
    "CrawlSettings",
    "Fault",
    "Receiver",
    "Report",
    "RuleSet",
    "Secret",
    "Settings",
    "SlackBot",
    "SlackWebhook",
    "SmtpSettings",
    "Wrong",
    "check",
    "check_rules",
    "duration",
    "load",
    "load_rules",
    "size",
    "write_starter",
]
