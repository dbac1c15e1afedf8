"""What the guard refuses is not connected to: requests of the crawler's own agent over a reactor without sockets.

The reactor only writes down which connections it was asked for, and a stand-in for the resolver gives every name the
addresses that the test wants: no packet leaves this process.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from scrapy.core.downloader._idna_patch import _install_twisted_idna_fallbacks
from scrapy.core.downloader.handlers.http11 import _BindAddressAgent
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.error import DNSLookupError
from twisted.internet.interfaces import IHostnameResolver, IReactorPluggableNameResolver
from twisted.internet.testing import MemoryReactorClock
from twisted.web.client import BrowserLikePolicyForHTTPS
from zope.interface import implementer

from monitor.crawl.guard import AddressGuard, GuardedResolver

PUBLIC, OTHER_PUBLIC, PUBLIC_6 = "93.184.216.34", "1.1.1.1", "2606:4700::1111"
METADATA, LOOPBACK, PRIVATE_6 = "169.254.169.254", "127.0.0.1", "fd00::1"


@implementer(IHostnameResolver)
class Answers:
    """A resolver that gives its answers one after the other, whatever it is asked, and the last one for ever."""

    def __init__(self, *answers: Iterable[str]) -> None:
        self._answers = [tuple(answer) for answer in answers]
        self.asked: list[str] = []

    def resolveHostName(self, receiver: Any, host: str, port: int = 0, *args: Any, **kwargs: Any) -> Any:  # noqa: N802
        self.asked.append(host)
        receiver.resolutionBegan(receiver)
        for address in self._answers[0] if len(self._answers) == 1 else self._answers.pop(0):
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()
        return receiver


@implementer(IReactorPluggableNameResolver)
class PaperReactor(MemoryReactorClock):
    """Twisted's reactor for tests, with a resolver of one's own."""

    def __init__(self, resolver: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.nameResolver = resolver

    def installNameResolver(self, resolver: Any) -> Any:  # noqa: N802
        before, self.nameResolver = self.nameResolver, resolver
        return before


class Way:
    """Asks for URLs with the guard in the way."""

    def __init__(self, *answers: Iterable[str], allowed: Iterable[str] = ()) -> None:
        _install_twisted_idna_fallbacks()  # as Scrapy does: it lets more names pass than Twisted
        self.answers, self.guard = Answers(*answers), AddressGuard(allowed)
        self.reactor = PaperReactor(GuardedResolver(self.answers, self.guard))
        reactor: Any = self.reactor
        policy: Any = BrowserLikePolicyForHTTPS()  # type: ignore[no-untyped-call]
        self._agent: Any = _BindAddressAgent(reactor, policy)

    def ask(self, url: str) -> list[BaseException]:
        """Ask for ``url`` and let a minute pass; the errors that are known by then."""
        errors: list[BaseException] = []
        self._agent.request(b"GET", url.encode()).addErrback(lambda failure: errors.append(failure.value))
        self.reactor.pump([1] * 60)
        return errors

    @property
    def connections(self) -> list[str]:
        """The addresses that were to be connected to."""
        return [host for host, *_ in self.reactor.tcpClients]


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("address", [METADATA, LOOPBACK, PRIVATE_6, "::ffff:127.0.0.1", "64:ff9b::7f00:1", "0.0.0.0"])
def test_a_name_that_means_a_special_address_is_not_connected_to(scheme: str, address: str) -> None:
    way = Way([address])
    (error,) = way.ask(f"{scheme}://inside.example/")
    assert isinstance(error, DNSLookupError)
    assert way.connections == []
    assert way.guard.refusal("inside.example") == address


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fd00::1]",
    ],
)
def test_a_literal_is_looked_up_like_a_name(host: str) -> None:
    way = Way([LOOPBACK])
    way.ask(f"http://{host}/")
    assert way.answers.asked == [host.strip("[]")]
    assert way.connections == []


@pytest.mark.parametrize("mixed", [[PUBLIC, METADATA, PUBLIC_6, LOOPBACK], [LOOPBACK, PUBLIC, PRIVATE_6, PUBLIC_6]])
def test_of_several_addresses_only_the_public_ones_are_connected_to(mixed: list[str]) -> None:
    way = Way(mixed)
    way.ask("http://mixed.example/")
    assert sorted(way.connections) == sorted([PUBLIC, PUBLIC_6])
    assert way.guard.refusal("mixed.example") == ""


def test_a_name_that_changes_its_mind_is_looked_up_once_for_each_connection() -> None:
    """What was checked is what is connected to: between the two nobody is asked again."""
    way = Way([PUBLIC], [LOOPBACK])
    way.ask("http://rebinding.example/")
    assert (way.answers.asked, way.connections) == (["rebinding.example"], [PUBLIC])
    (error,) = way.ask("http://rebinding.example/")
    assert isinstance(error, DNSLookupError)
    assert way.connections == [PUBLIC]
    assert way.guard.refusal("rebinding.example") == LOOPBACK


def test_an_allowed_host_is_connected_to_and_another_name_of_its_address_is_not() -> None:
    way = Way([LOOPBACK], allowed=["local.example"])
    way.ask("http://local.example/")
    way.ask("http://other.example/")
    assert way.connections == [LOOPBACK]


@pytest.mark.parametrize("name", ["a" * 64 + ".example", "a" * 300])
def test_what_cannot_be_a_name_is_not_looked_up(name: str) -> None:
    way = Way([PUBLIC])
    (error,) = way.ask(f"http://{name}/")
    assert isinstance(error, DNSLookupError)
    assert (way.answers.asked, way.connections) == ([], [])
