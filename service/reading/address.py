"""Which addresses belong to the public internet: what a link given by a stranger may lead to."""

import ipaddress
import socket
from collections.abc import Callable, Iterable, Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LookUp = Callable[[str], Sequence[str]]  # the addresses of a host name

# `is_global` differs between Python versions and calls some of these global: relays into IPv4, benchmarks of the IETF,
# IPv6 addresses that only wrap another. https://docs.python.org/3/library/ipaddress.html
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        (
            *("192.0.0.0/24", "192.88.99.0/24"),
            *("::/96", "fec0::/10", "2001::/23", "2002::/16", "64:ff9b:1::/48", "100::/64", "5f00::/16", "3fff::/20"),
        ),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def parsed(written: str) -> Address | None:
    """An address written as one, its scope left out; None for anything else, a name above all."""
    try:
        return ipaddress.ip_address(written.partition("%")[0].strip("[]"))
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """Whether it belongs to the public internet.

    An IPv4 address inside an IPv6 one decides for it where networks use that to reach IPv4 (mapped, NAT64).
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if any(address in network for network in _NEVER if network.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_link_local)


def is_within(address: Address, networks: Iterable[Network]) -> bool:
    """Whether it lies in one of the networks; an IPv4-mapped address is the IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in network for network in networks if network.version == address.version)


def look_up(name: str) -> Sequence[str]:
    """The addresses of a host name; takes as long as the name server likes. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))
