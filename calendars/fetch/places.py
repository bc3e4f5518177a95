"""Which network addresses are public: everything else is somebody's inside."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

from calendars.errors import CalendarUnreachable
from calendars.fetch.rules import Rules

Resolver = Callable[[str, int], Sequence[str]]
"""The network addresses of a host. Raises: OSError."""

_NOBODYS = [
    ipaddress.ip_network(each)
    for each in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
]
"""IANA's special registries, written out: releases of Python differ on them. In IPv6 they are
what is special inside the one block that is given to the public; tunnels are among them.
"""
_PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")


def system_resolver(host: str, port: int) -> list[str]:
    """What this machine's resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(text: str) -> bool:
    """Is it an address of the public internet?"""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if address.version == 6 and address not in _PUBLIC_IPV6:
        return False
    return address.is_global and not any(address in network for network in _NOBODYS)


def is_loopback(text: str) -> bool:
    """Is it this machine?"""
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


def resolved(host: str, port: int, rules: Rules, resolver: Resolver) -> list[str]:
    """The addresses of a host, all of them allowed. Raises: CalendarUnreachable."""
    try:
        found = list(resolver(host, port))
    except (OSError, UnicodeError):
        raise CalendarUnreachable("address.unknown") from None
    if not found:
        raise CalendarUnreachable("address.unknown")
    for address in found:
        expect_allowed(address, rules)
    return found


def expect_allowed(address: str, rules: Rules) -> None:
    """Refuse what is not public. Raises: CalendarUnreachable."""
    allowed = is_public(address) or (rules.allows_loopback and is_loopback(address))
    if rules.refuses_private and not allowed:
        raise CalendarUnreachable("address.not_public")
