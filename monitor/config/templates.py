"""The template files that receivers name: read, and tried on a notification of every kind before any is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alerts.render.custom import MAX_SOURCE, TemplateFault, rendered, unknown_fields
from alerts.render.document import fields_of
from alerts.render.form import Form
from alerts.render.sample import samples
from monitor.config.fault import Fault, did_you_mean
from monitor.config.files import Files, is_file

PARTS = ("subject", "text", "html")
"""The parts of a message that may have a template."""


def source_of(path: Path) -> str:
    """The template in a file. Raises OSError and UnicodeDecodeError."""
    with path.open(encoding="utf-8-sig") as file:
        return file.read(MAX_SOURCE + 1)


def faults_in_templates(files: Files, directory: Path) -> Iterator[Fault]:
    """What is wrong with the templates of all receivers, with the file and the line where it stands."""
    if files.main is None or files.model is None:
        return
    for number, receiver in enumerate(files.model.receivers):
        for part in PARTS:
            name = getattr(receiver.templates, part)
            if name is None:
                continue
            path = ("receivers", number, "templates", part)
            if not is_file(directory / name):
                hint = "relative names begin in the configuration directory"
                yield files.main.fault(path, "no such file", "a file with a template", hint)
                continue
            yield from _faults_in(directory / name, name, html=part == "html")


def _faults_in(path: Path, name: str, *, html: bool) -> Iterator[Fault]:
    expected = "a template in Liquid over the fields of docs/templates.md"
    try:
        source = source_of(path)
    except UnicodeDecodeError:
        yield Fault(name, 0, "", "a file that is not UTF-8 text", expected)
        return
    except OSError as error:
        yield Fault(name, 0, "", error.strerror or "an unreadable file", expected)
        return
    fields = [fields_of(sample, Form("sample")) for sample in samples()]
    try:
        unknown = unknown_fields(source, fields[0])
        for wrong in unknown:
            hint = did_you_mean(wrong.found.split('"')[1], fields[0])
            yield Fault(name, wrong.line, "", wrong.found, "a field of docs/templates.md", hint)
        for one in () if unknown else fields:
            rendered(source, one, html=html)
    except TemplateFault as wrong:
        yield Fault(name, wrong.line, "", wrong.found, expected)
