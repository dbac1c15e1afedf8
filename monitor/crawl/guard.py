"""The address guard: every connection of the crawler passes it when the host's address is known.

Names, literals in any notation and redirects all reach the resolver, and the address that was checked is the one that
is connected to, so a name cannot change its mind in between. Private and special addresses are refused unless the
configuration allows the host, the address or its network.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Any

from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052. What networks choose for themselves (64:ff9b:1::/48) hides the IPv4 address anywhere: that is refused."""
_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""RFC 4291; beyond it lie only special addresses, some of which Python takes for public: ::127.0.0.1, fec0::1."""
_SPECIAL = (IPv4Network("192.88.99.0/24"), IPv6Network("2001::/23"), IPv6Network("3fff::/20"))
"""What IANA's registries of special addresses hold and Python 3.11 does not, or not in all of its releases."""
_REMEMBERED = 1000


class AddressGuard:
    """Decides which addresses may be connected to, and remembers for a while which hosts it refused.

    ``allowed`` holds host names, addresses and networks that are let through though they are not public.
    """

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._hosts: set[str] = set()
        self._networks = []
        for item in allowed:
            try:
                self._networks.append(ip_network(item, strict=False))
            except ValueError:
                self._hosts.add(item.lower().rstrip("."))
        self._refused: dict[str, str] = {}

    def allows(self, host: str, address: str) -> bool:
        """Whether a connection to ``host`` at ``address`` may be made."""
        found = _unwrapped(ip_address(address.partition("%")[0]))
        if _is_public(found):
            return True
        if host.lower().rstrip(".") in self._hosts:
            return True
        return any(found.version == network.version and found in network for network in self._networks)

    def remember(self, host: str, address: str) -> None:
        """``host`` was refused because of this ``address``; of an empty one, that it was not."""
        self._refused.pop(host, None)
        if address:
            self._refused[host] = address
        if len(self._refused) > _REMEMBERED:
            del self._refused[next(iter(self._refused))]

    def refusal(self, host: str) -> str:
        """The address because of which ``host`` was refused last; empty when it was not."""
        return self._refused.get(host, "")


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for (mapped, 6to4, NAT64), else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if inner := address.ipv4_mapped or address.sixtofour:
        return inner
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if address.is_multicast or any(address in network for network in _SPECIAL):
        return False
    return address.is_global and (isinstance(address, IPv4Address) or address in _GLOBAL_UNICAST)


# Twisted's interfaces name their methods in their own way, and its types know no ``self``: hence N802, N803 and Any.


@implementer(IResolutionReceiver)
class _GuardedReceiver:
    """Passes on only the addresses that the guard allows."""

    def __init__(self, receiver: Any, host: str, guard: AddressGuard) -> None:
        self._receiver, self._host, self._guard = receiver, host, guard
        self._refused, self._allowed = "", False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if self._guard.allows(self._host, str(address.host)):
            self._allowed = True
            self._receiver.addressResolved(address)
        else:
            self._refused = str(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._guard.remember(self._host, "" if self._allowed else self._refused)
        self._receiver.resolutionComplete()


@implementer(IHostResolution)
class _Unresolvable:
    """The look-up of what cannot be a name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """There is nothing to cancel."""


def _is_name(host: str) -> bool:
    """Whether the system can be asked for it: of a label above 63 characters Twisted's look-up never ends."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


@implementer(IHostnameResolver)
class GuardedResolver:
    """A resolver behind a guard."""

    def __init__(self, inner: Any, guard: AddressGuard) -> None:
        self._inner, self._guard = inner, guard

    def resolveHostName(self, resolutionReceiver: Any, hostName: str, *args: Any, **kwargs: Any) -> Any:  # noqa: N802, N803
        """See IHostnameResolver."""
        guarded = _GuardedReceiver(resolutionReceiver, hostName, self._guard)
        if not _is_name(hostName):
            guarded.resolutionBegan(_Unresolvable(hostName))
            guarded.resolutionComplete()
            return guarded
        return self._inner.resolveHostName(guarded, hostName, *args, **kwargs)


class GuardExtension:
    """Puts the guard of the setting ``ADDRESS_GUARD`` before the reactor's resolver; without one nothing crawls."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardExtension:
        """Built by Scrapy before the first request of a crawl."""
        guard: AddressGuard = crawler.settings["ADDRESS_GUARD"]
        if not isinstance(guard, AddressGuard):
            raise TypeError("the setting ADDRESS_GUARD holds no address guard")
        from twisted.internet import reactor as installed  # importing it earlier would install another one

        reactor: Any = installed
        reactor.installNameResolver(GuardedResolver(reactor.nameResolver, guard))
        return cls()


class KeepResolver:
    """Stands where Scrapy would install a resolver for the process, and leaves the reactor's own in place."""

    @classmethod
    def from_crawler(cls, crawler: object, reactor: ReactorBase) -> KeepResolver:
        """Built by Scrapy."""
        return cls()

    def install_on_reactor(self) -> None:
        """Called by Scrapy; Scrapy's own would take the guard's place."""
