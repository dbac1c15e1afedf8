"""How the messages of one receiver look: its templates, and the desk that they lead to."""

from __future__ import annotations

from dataclasses import dataclass, field

from alerts.render.custom import Templates


@dataclass(frozen=True, slots=True)
class Form:
    """What a receiver's messages have of their own; ``desk`` is the address of the web desk, empty without one."""

    receiver: str = ""
    desk: str = ""
    templates: Templates = field(default_factory=Templates)


PLAIN = Form()
"""Messages as they are by themselves."""
