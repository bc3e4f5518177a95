"""An address as it was typed, or as a redirect names it, taken apart and held to the rules."""

import ipaddress
import re
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, unquote, urlsplit

from calendars.errors import CalendarUnreachable
from calendars.fetch.rules import Rules

LONGEST = 2_000
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect and what to ask for there."""

    host: str
    port: int
    path: str
    is_secure: bool
    authorization: str = field(default="", repr=False)
    """The name and password of the address, as basic authentication says them (RFC 7617)."""

    def is_at(self, other: "Target") -> bool:
        """Is it the same server, spoken to in the same way?"""
        here = (self.host, self.port, self.is_secure)
        return here == (other.host, other.port, other.is_secure)

    @property
    def address(self) -> str:
        """The whole address again, as a base for redirects."""
        scheme = "https" if self.is_secure else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}{self.path}"


def target(address: str, rules: Rules, is_typed: bool = True) -> Target:
    """The target of an address; `webcal` means https. A name and password may stand in one that
    was typed, in no other. Raises: CalendarUnreachable.
    """
    if len(address) > LONGEST or any(each <= " " or each in "\\\x7f" for each in address):
        raise CalendarUnreachable("address.malformed")
    scheme = _scheme(address, rules)
    try:
        parts = urlsplit(address)
        host, port = _host(parts), parts.port
        authorization = _authorization(parts)
    except ValueError:
        raise CalendarUnreachable("address.malformed") from None
    if authorization and not is_typed:
        raise CalendarUnreachable("address.malformed")
    if port not in (None, 443) and not rules.allows_loopback:
        raise CalendarUnreachable("address.port")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    is_secure = scheme == "https"
    return Target(host, port or (443 if is_secure else 80), path, is_secure, authorization)


def _scheme(address: str, rules: Rules) -> str:
    named = address.partition(":")[0].lower()
    scheme = "https" if named in ("webcal", "webcals") else named
    if scheme == "https" or (scheme == "http" and rules.allows_loopback):
        return scheme
    raise CalendarUnreachable("address.not_https")


def _authorization(parts: SplitResult) -> str:
    """Basic authentication, or nothing. Raises: ValueError where it is written in a strange way."""
    if parts.username is None and parts.password is None:
        return ""
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    strange = any(each < " " or each == "\x7f" for each in name + password)
    if strange or ":" in name or not name + password:
        raise ValueError("no name and password")
    return "Basic " + b64encode(f"{name}:{password}".encode()).decode()


def _host(parts: SplitResult) -> str:
    """The host's name or address. Raises: ValueError where it is written in a strange way."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    host = host.encode("idna").decode().lower()
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        # 2130706433, 0x7f.1 and 0177.0.0.1 are this machine to some programs, a name to others.
        return str(ipaddress.IPv4Address(host))
    if not host or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("no host")
    return host
