"""Imported by the process from which workers are forked: what a first page would load is then there, and shared."""

from __future__ import annotations

from monitor.extract.dates import printed_day
from monitor.extract.language import language_of

language_of("The model of languages is loaded by being asked.")
# So are the time zones of dateparser, half a second's work: the line names a month that our own tables do not hold.
printed_day("3 fomhair 2025", "ga")
