"""Imported by the process from which workers are forked: what a first page would load is then there, and shared."""

from __future__ import annotations

from monitor.extract.language import language_of

language_of("The model of languages is loaded by being asked.")
