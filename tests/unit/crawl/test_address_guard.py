"""The address guard's decision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.crawl.guard import AddressGuard

SPECIAL = [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "0.0.0.0", "0.1.2.3", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00::1", "ff02::1", "ff0e::1", "100::1", "5f00::1",
    "2001::1", "2001:2::1", "2001:10::1", "2001:db8::1", "3fff::1", "4000::1",
]  # fmt: skip
"""IANA's registries of special addresses, multicast, and what nobody was given."""
HIDDEN = [
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "::127.0.0.1", "::a9fe:a9fe",
    "2002:7f00:1::", "2002:a9fe:a9fe::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1", "64:ff9b:1:a9fe:a9:fe00::", "2001:0:808:808:0:0:80ff:fffe",
]  # fmt: skip
"""IPv4 addresses inside IPv6 ones: mapped, translated, compatible, 6to4, NAT64 (also of a network's own), Teredo."""
PUBLIC = [
    "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
]  # fmt: skip


@pytest.mark.parametrize("address", [*SPECIAL, *HIDDEN])
def test_special_addresses_are_refused(address: str) -> None:
    assert not AddressGuard().allows("inside.example", address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    assert AddressGuard().allows("outside.example", address)


@given(st.ip_addresses(v=4))
def test_an_address_is_worth_the_same_inside_another(inner: object) -> None:
    guard = AddressGuard()
    plain = guard.allows("any.example", str(inner))
    assert guard.allows("any.example", f"::ffff:{inner}") == plain
    assert guard.allows("any.example", f"64:ff9b::{inner}") == plain


@given(st.ip_addresses(v=6))
def test_beyond_the_global_unicast_addresses_nothing_is_public(address: object) -> None:
    if not str(address).startswith(("2", "3", "::ffff:", "64:ff9b::")):
        assert not AddressGuard().allows("any.example", str(address))


@pytest.mark.parametrize("allowed", ["127.0.0.1", "127.0.0.0/8", "local.example", "LOCAL.example."])
def test_what_the_configuration_names_is_allowed_and_nothing_beside_it(allowed: str) -> None:
    guard = AddressGuard([allowed])
    assert guard.allows("local.example", "127.0.0.1")
    assert guard.allows("local.example.", "::ffff:127.0.0.1")
    assert not guard.allows("other.example", "10.0.0.1")


def test_the_last_refusal_of_a_host_is_remembered_until_it_is_allowed() -> None:
    guard = AddressGuard()
    guard.remember("inside.example", "10.0.0.1")
    assert guard.refusal("inside.example") == "10.0.0.1"
    guard.remember("inside.example", "")
    assert guard.refusal("inside.example") == ""


def test_refusals_are_remembered_only_for_a_bounded_number_of_hosts() -> None:
    guard = AddressGuard()
    for number in range(1500):
        guard.remember(f"host{number}.example", "10.0.0.1")
    assert guard.refusal("host0.example") == ""
    assert guard.refusal("host1499.example") == "10.0.0.1"
