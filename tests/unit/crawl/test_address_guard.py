"""The address guard's decision."""

from __future__ import annotations

import pytest

from monitor.crawl.guard import AddressGuard

SPECIAL = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", SPECIAL)
def test_special_addresses_are_refused(address: str) -> None:
    guard = AddressGuard()
    assert not guard.allows("inside.example", address)
    assert guard.refusal("inside.example") == address


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_allowed(address: str) -> None:
    guard = AddressGuard()
    assert guard.allows("outside.example", address)
    assert guard.refusal("outside.example") == ""


@pytest.mark.parametrize("allowed", ["127.0.0.1", "127.0.0.0/8", "local.example", "LOCAL.example."])
def test_what_the_configuration_names_is_allowed_and_nothing_beside_it(allowed: str) -> None:
    guard = AddressGuard([allowed])
    assert guard.allows("local.example", "127.0.0.1")
    assert not guard.allows("other.example", "10.0.0.1")


def test_refusals_are_remembered_only_for_a_bounded_number_of_hosts() -> None:
    guard = AddressGuard()
    for number in range(1500):
        guard.allows(f"host{number}.example", "10.0.0.1")
    assert guard.refusal("host0.example") == ""
    assert guard.refusal("host1499.example") == "10.0.0.1"
