"""An address as it was typed, or as a redirect names it, taken apart and held to the rules."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

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

    @property
    def address(self) -> str:
        """The whole address again, as a base for redirects."""
        scheme = "https" if self.is_secure else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}{self.path}"


def target(address: str, rules: Rules) -> Target:
    """The target of an address; `webcal` means https. Raises: CalendarUnreachable."""
    if len(address) > LONGEST or any(each <= " " or each in "\\\x7f" for each in address):
        raise CalendarUnreachable("address.malformed")
    scheme = _scheme(address, rules)
    try:
        parts = urlsplit(address)
        host, port = _host(parts), parts.port
    except ValueError:
        raise CalendarUnreachable("address.malformed") from None
    if parts.username is not None or parts.password is not None:
        raise CalendarUnreachable("address.malformed")
    if port not in (None, 443) and not rules.allows_loopback:
        raise CalendarUnreachable("address.port")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Target(host, port or (443 if scheme == "https" else 80), path, scheme == "https")


def _scheme(address: str, rules: Rules) -> str:
    named = address.partition(":")[0].lower()
    scheme = "https" if named in ("webcal", "webcals") else named
    if scheme == "https" or (scheme == "http" and rules.allows_loopback):
        return scheme
    raise CalendarUnreachable("address.not_https")


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
