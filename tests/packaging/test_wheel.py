"""The wheel in an empty environment: everything is in it, nothing of the tests is, and ``monitor`` works there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest
import yaml

from monitor import __version__
from monitor.demo.outlets import OutletServer, load_outlets
from monitor.demo.smtp_sink import SmtpSink

ROOT = Path(__file__).parents[2]
PACKAGES = ("monitor", "spiders", "alerts")
PAGES = ROOT / "tests" / "data" / "pages"


def own(package: str) -> Iterator[str]:
    """Every file of the package in the checkout but compiled ones."""
    for path in (ROOT / package).rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".DS_Store":
            yield path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the tree so that nothing is left in the checkout."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    ignored = shutil.ignore_patterns("__pycache__")
    for package in (*PACKAGES, "tests", "docs"):
        shutil.copytree(ROOT / package, tree / package, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    command = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(tree))
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` of an environment that holds the wheel and sees the dependencies of this one, not the checkout."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, symlinks=True)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(home), "platbase": str(home)}))
    # A .pth file below another one is not followed, so the checkout's own does not come along.
    (site / "dependencies.pth").write_text(f"{Path(click.__file__).parents[1]}\n", encoding="utf-8")
    command = (sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install", "--no-deps",
               "--no-index", "--ignore-installed", "--disable-pip-version-check", str(wheel))  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return home / "bin"


def call(*command: object, cwd: Path, **more: str) -> CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "PYTHONUTF8": "1"} | more
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=90, check=False
    )


def test_the_wheel_holds_every_file_of_the_three_packages_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        metadata = archive.read(f"wirewatch-{__version__}.dist-info/METADATA").decode()
    assert names == {name for package in PACKAGES for name in own(package)}
    assert "License-Expression: Apache-2.0" in metadata
    assert "://" not in "".join(line for line in metadata.splitlines() if line.startswith("Requires-Dist"))


def test_what_is_no_python_is_in_it_too(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "monitor/catalogue.csv",
        "monitor/starter/monitor.yaml",
        "monitor/starter/secrets/README.txt",
        "monitor/starter/secrets/gitignore.txt",
        "monitor/archive/migrations/versions/rev_0001.py",
        "alerts/templates/alert.html",
        "alerts/templates/alert.txt",
        "monitor/demo/content/desk/monitor.yaml.j2",
        "monitor/demo/content/outlets/north-harbor-wire.yaml",
        "monitor/demo/content/pages/rss.xml.j2",
    } <= names


def test_the_console_script_works_in_an_empty_directory(installed: Path, tmp_path: Path) -> None:
    monitor = installed / "monitor"
    where = call(installed / "python", "-c", "import monitor; print(monitor.__file__)", cwd=tmp_path)
    assert Path(where.stdout.strip()).is_relative_to(installed.parent), where
    assert call(monitor, "--version", cwd=tmp_path).stdout == f"monitor, version {__version__}\n"
    assert call(monitor, "init", cwd=tmp_path).returncode == 0
    assert (tmp_path / "config" / "secrets" / ".gitignore").is_file()
    assert (tmp_path / "config" / "secrets" / "README").is_file()
    checked = call(monitor, "check", cwd=tmp_path)
    assert (checked.returncode, checked.stdout) == (0, "config: no faults\n")
    text = PAGES / "004_6f6061125dd78929.txt"
    extracted = call(monitor, "extract", text.with_suffix(".html"), cwd=tmp_path)
    assert extracted.stdout == text.read_text(encoding="utf-8"), extracted.stderr
    assert call(monitor, "text", "check", text, cwd=tmp_path).returncode == 0
    settings = {"SCRAPY_SETTINGS_MODULE": "monitor.crawl.settings"}
    listed = call(installed / "python", "-m", "scrapy", "list", cwd=tmp_path, **settings)
    assert {"article", "feed"} <= set(listed.stdout.split()), listed.stderr


def test_a_crawl_from_the_wheel_keeps_an_article_and_sends_an_alert(installed: Path, tmp_path: Path) -> None:
    outlet = next(outlet for outlet in load_outlets() if outlet.id == "north-harbor-wire")
    with OutletServer([outlet]) as server, SmtpSink() as sink:
        source = {"id": outlet.id, "name": outlet.name, "country": "XN", "language": "en", "ownership": "state",
                  "feeds": [server.feed_url(outlet.id)]}  # fmt: skip
        main = {
            "contact": "tester@desk.example",
            "crawl": {"delay": "0s", "workers": 1, "allow_private": ["127.0.0.1"]},
            "alerts": {"baseline": "alert"},
            "smtp": {"host": sink.host, "port": sink.port, "tls": "none", "from": "monitor@desk.example"},
            "route": {"receiver": "desk"},
            "receivers": [{"name": "desk", "email": [{"to": ["chief@desk.example"]}]}],
        }
        rules = [{"name": "ferries", "query": "ferries"}]
        for name, content in (("monitor", main), ("sources/a", {"sources": [source]}), ("rules/a", {"rules": rules})):
            path = tmp_path / "config" / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(content), encoding="utf-8")
        done = call(installed / "monitor", "crawl", outlet.id, "--limit", "1", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "1 new" in done.stdout
        assert "Ferries switch to the winter timetable" in str(sink.wait_for(1)[0].message["Subject"])
        assert len([*tmp_path.glob("config/data/texts/**/*.txt")]) == 1
