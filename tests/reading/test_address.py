import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reading.address import is_public, parsed

NOT_PUBLIC = """
0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1
192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1
100::1 2001::1 2001:db8::1 2001:10::1 2002:7f00:1:: 2002:a00:1:: fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 ff0e::1
3fff::1 5f00::1
""".split()
PUBLIC = "1.1.1.1 8.8.8.8 93.184.215.14 2606:4700::1111 2a00:1450:4001::200e ::ffff:8.8.8.8 64:ff9b::808:808".split()


@pytest.mark.parametrize("written", NOT_PUBLIC)
def test_an_address_that_is_not_on_the_public_internet_is_told(written: str) -> None:
    address = parsed(written)

    assert address is not None
    assert not is_public(address)


@pytest.mark.parametrize("written", PUBLIC)
def test_an_address_on_the_public_internet_is_told(written: str) -> None:
    address = parsed(written)

    assert address is not None
    assert is_public(address)


@pytest.mark.parametrize("written", ["example.org", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "", "1.2.3.4.5"])
def test_what_only_a_resolver_takes_for_an_address_is_none(written: str) -> None:
    assert parsed(written) is None


@given(st.ip_addresses(v=4))
def test_an_address_counts_the_same_however_it_is_wrapped(address: ipaddress.IPv4Address) -> None:
    wrapped = int(address)

    for prefix in ("::ffff:0:0", "64:ff9b::"):
        assert is_public(ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) + wrapped)) == is_public(address)


@given(st.ip_addresses(v=4))
def test_nothing_private_multicast_or_of_this_machine_is_public(address: ipaddress.IPv4Address) -> None:
    if address.is_private or address.is_multicast or address.is_loopback or address.is_link_local:
        assert not is_public(address)
