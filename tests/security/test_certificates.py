"""Nothing is read from a server that cannot prove its name, nor over a plain connection to which a secure one leads."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import trustme

from tests.security.hostile_server import HostileServers, answering, leading_to

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]

FEED = answering(b"<rss><channel><item><title>Harbor</title><link>{base}/page</link></item></channel></rss>")
NOW = datetime.now(UTC)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def certificates(authority: trustme.CA) -> dict[str, ssl.SSLContext]:
    before, after = NOW - timedelta(days=2), NOW - timedelta(days=1)
    return {
        "good": _context(authority.issue_cert("localhost")),
        "expired": _context(authority.issue_cert("localhost", not_before=before, not_after=after)),
        "signed by nobody": _context(trustme.CA().issue_cert("localhost")),
        "of another name": _context(authority.issue_cert("elsewhere.example")),
    }


def test_only_a_good_certificate_and_a_way_that_stays_secure_are_accepted(
    authority: trustme.CA, certificates: dict[str, ssl.SSLContext], run: Run, write_desk: WriteDesk, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with HostileServers({"plain": FEED}, host="localhost") as plain:
        secure = {**certificates, "downgrade": certificates["good"]}
        attacks = {**dict.fromkeys(certificates, FEED), "downgrade": leading_to(plain.base("plain"), "/")}
        with HostileServers(attacks, secure, host="localhost") as servers:
            feeds = {servers.base(name) + "/": name for name in attacks}
            desk = write_desk(list(feeds), allow_private=["localhost"])
            done = run("crawl", "hostile", "--config", desk, "--json", SSL_CERT_FILE=str(tmp_path / "ca.pem"))
    rows = json.loads(done.stdout)["rows"]
    causes = {feeds[row["url"]]: row["cause"].partition(":")[0] for row in rows if row["url"] in feeds}
    assert causes == {
        "expired": "bad certificate",
        "signed by nobody": "bad certificate",
        "of another name": "bad certificate",
        "downgrade": "insecure redirect",
    }
    assert [line for name in ("expired", "signed by nobody", "of another name") for line in servers.seen[name]] == []
    assert plain.seen["plain"] == []
    assert any("/page" in line for line in servers.seen["good"]), "its entry was read"


def _context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
