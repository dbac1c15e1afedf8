"""Random trees and labels arrive where Alertmanager's own tool says that they do.

The tool is named by MONITOR_TEST_AMTOOL (``.ci/amtool`` gets it), or is found on the path.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alerts.policy.matchers import Matcher
from alerts.policy.routes import Route, arrivals

AMTOOL = os.environ.get("MONITOR_TEST_AMTOOL") or shutil.which("amtool")
pytestmark = pytest.mark.skipif(
    not AMTOOL and not os.environ.get("CI"), reason="needs Alertmanager's amtool (MONITOR_TEST_AMTOOL names it)"
)
TREES, PART = 500, 50
LABELS = {"severity": ["low", "high", "critical"], "desk": ["east", "west", "north east"], "language": ["zh", "ру", ""]}
PATTERNS = ["high|critical", "e.*", "[a-z]+", "", ".+", "east|west", "з?ру", "h", "north east"]


def made(chance: random.Random, depth: int = 0) -> Route:
    """A route with up to three children, three levels deep; the root takes everything, as Alertmanager demands."""
    children = chance.randrange(4) if depth < 3 else 0
    matchers = tuple(matcher(chance) for _ in range(chance.randrange(3))) if depth else ()
    receiver = f"r{chance.randrange(6)}" if depth == 0 or chance.random() < 0.8 else ""
    below = tuple(made(chance, depth + 1) for _ in range(children))
    return Route(receiver, matchers, bool(depth) and chance.random() < 0.4, below)


def matcher(chance: random.Random) -> Matcher:
    label = chance.choice([*LABELS, "absent"])
    op = chance.choice(["=", "!=", "=~", "!~"])
    values = PATTERNS if op.endswith("~") else [*LABELS.get(label, [""]), "other"]
    return Matcher(label, op, chance.choice(values))


def written(route: Route) -> dict[str, Any]:
    """The route as Alertmanager's configuration."""
    return {
        **({"receiver": route.receiver} if route.receiver else {}),
        **({"continue": True} if route.proceed else {}),
        **({"matchers": [str(matcher) for matcher in route.matchers]} if route.matchers else {}),
        "routes": [written(child) for child in route.routes],
    }


def labels(chance: random.Random) -> Iterator[tuple[str, str]]:
    for name, values in LABELS.items():
        if (value := chance.choice(values)) and chance.random() < 0.8:
            yield name, value


@pytest.mark.parametrize("first", range(0, TREES, PART))
def test_labels_arrive_where_amtool_says(first: int, tmp_path: Path) -> None:
    assert AMTOOL, "CI runs this test: .ci/amtool gets the tool"
    for seed in range(first, first + PART):
        chance = random.Random(seed)
        route, seen = made(chance), dict(labels(chance))
        file = tmp_path / "alertmanager.yml"
        receivers = [{"name": f"r{number}"} for number in range(6)]
        file.write_text(json.dumps({"route": written(route), "receivers": receivers}), encoding="utf-8")
        asked = [f'{name}="{value}"' for name, value in seen.items()]
        command = [AMTOOL, "config", "routes", "test", f"--config.file={file}", *asked]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        assert found == ",".join(node.receiver for node in arrivals(route, seen)), f"tree {seed}"
