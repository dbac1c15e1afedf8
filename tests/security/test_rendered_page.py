"""A rendered page reaches nothing that the guard refuses, whatever its scripts try.

The newspaper is served under the name localhost, which is allowed; a port at 127.0.0.1, which is not, notes who comes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.acceptance.script_paper import Inside, needs_browser, open_paper, write_desk

pytestmark = needs_browser

ATTACK = """<!doctype html><a href="/news/101">Lighthouse relit after the storm</a><script>
const host = "127.0.0.1:PORT", inside = "http://" + host, ways = {
  fetch: () => fetch(inside + "/fetch", {mode: "no-cors"}),
  beacon: () => navigator.sendBeacon(inside + "/beacon", "x"),
  socket: () => new WebSocket("ws://" + host + "/socket"),
  events: () => new EventSource(inside + "/events"),
  transport: () => new WebTransport("https://" + host + "/transport"),
  redirect: () => fetch("/away?fetched", {mode: "no-cors"}),
  window: () => window.open(inside + "/window"),
  worker: () => new Worker(URL.createObjectURL(new Blob([
    `fetch("${inside}/worker", {mode: "no-cors"}).catch(error => error);
     try { new WebSocket("ws://${host}/worker-socket") } catch (error) {}
     importScripts("${inside}/worker-script")`]))),
  calls: () => {
    for (const server of ["stun:" + host, "turn:" + host, "turn:" + host + "?transport=tcp"]) {
      const call = new RTCPeerConnection({iceServers: [{urls: server, username: "u", credential: "c"}]});
      call.createDataChannel("x");
      call.createOffer().then(offer => call.setLocalDescription(offer));
    }
  },
};
for (const [tag, key] of [["script", "src"], ["img", "src"], ["iframe", "src"], ["video", "src"], ["object", "data"]]) {
  ways[tag] = () => {
    const element = document.createElement(tag);
    element[key] = inside + "/" + tag;
    document.body.append(element);
  };
}
for (const rel of ["stylesheet", "prefetch", "preconnect", "preload", "modulepreload", "icon"]) {
  ways[rel] = () => {
    const link = document.createElement("link");
    Object.assign(link, {rel, as: "script", href: inside + "/" + rel});
    document.head.append(link);
  };
}
for (const way of Object.values(ways)) { try { Promise.resolve(way()).catch(error => error); } catch (error) {} }
// So that the page is not at rest before all of them had their time.
const busy = setInterval(() => fetch("/ran"), 100);
setTimeout(() => clearInterval(busy), 2000);
</script>"""
LEAVE = """<!doctype html><script>location.href = "/away?left"</script>"""


def crawl(directory: Path, inside: Inside, *allowed: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of a crawl of the attack and of a page inside, and what the newspaper was asked for."""

    def lead_away(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", f"http://127.0.0.1:{inside.port}/away")
        request.end_headers()

    with open_paper() as paper:
        paper.pages |= {
            "/attack": ATTACK.replace("PORT", str(inside.port)), "/leave": LEAVE, "/away": lead_away,
        }  # fmt: skip
        sections = [paper.base + "/attack", paper.base + "/leave", f"http://127.0.0.1:{inside.port}/all"]
        desk = write_desk(directory, sections, render=["sections"], allowed=allowed)
        command = (sys.executable, "-m", "monitor", "crawl", "gazette", "--config", str(desk), "--json")
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
        assert done.stdout, done.stderr
        return json.loads(done.stdout)["rows"], paper.asked


def test_no_way_leads_to_a_port_that_is_not_allowed(tmp_path: Path) -> None:
    with Inside() as inside:
        rows, asked = crawl(tmp_path, inside, "localhost")
    assert inside.visits == []
    assert {"/ran", "/away?fetched", "/away?left"} <= set(asked), "the scripts did run"
    causes = {row["url"].rpartition("/")[2]: row["cause"].partition(":")[0] for row in rows}
    assert causes["all"] == "address refused"


def test_the_same_ways_lead_there_when_it_is_allowed(tmp_path: Path) -> None:
    """What is refused above is refused by the guard. Calls have no way at all, frames and pictures are not loaded."""
    with Inside() as inside:
        crawl(tmp_path, inside, "localhost", "127.0.0.1")
    paths = {visit.split()[1] for visit in inside.visits if visit.startswith("GET")}
    assert {"/script", "/stylesheet", "/away"} <= paths
    assert paths.isdisjoint({"/fetch", "/img", "/iframe", "/video", "/object", "/socket", "/events", "/window"})
    assert "UDP" not in inside.visits
