"""One GET with every rule held, after each redirect again; to be called behind the fence."""

import http.client
import socket
import ssl
import time
from contextlib import closing
from urllib.parse import urljoin

from calendars.errors import CalendarUnreachable
from calendars.fetch.places import Resolver, expect_allowed, resolved, system_resolver
from calendars.fetch.rules import Fetched, Known, Rules
from calendars.fetch.target import Target, target
from calendars.fetch.unpacking import Body

AGENT = "Hemicycle/1 (calendar subscription; Mozilla/5.0 compatible)"
"""Some servers answer 500 to programs that do not look like a browser."""
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536


def fetch(
    address: str,
    known: Known,
    rules: Rules,
    resolver: Resolver = system_resolver,
    context: ssl.SSLContext | None = None,
) -> Fetched:
    """The calendar at an address, unless it is the one known.

    Raises: CalendarUnreachable, with a code and never with the remote's words.
    """
    until = time.monotonic() + rules.seconds
    there = first = target(address, rules)
    for _ in range(rules.redirects + 1):
        connection = _Connection(there, rules, resolver, context, until)
        try:
            with closing(connection.ask(known, first)) as answer:
                if answer.status not in _REDIRECTS:
                    return _taken(answer, known, rules, until)
                onwards = urljoin(there.address, answer.headers.get("Location", ""))
                there = target(onwards, rules, is_typed=False)
        except TimeoutError:
            raise CalendarUnreachable("fetch.too_slow") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise CalendarUnreachable("fetch.failed") from None
        finally:
            connection.close()
    raise CalendarUnreachable("fetch.redirects", most=str(rules.redirects))


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, and no other."""

    def __init__(
        self,
        there: Target,
        rules: Rules,
        resolver: Resolver,
        context: ssl.SSLContext | None,
        until: float,
    ) -> None:
        super().__init__(there.host, there.port)
        self.there, self.rules, self.resolver, self.until = there, rules, resolver, until
        self.context = context

    def connect(self) -> None:
        """Connect to one of the host's addresses; the name is not resolved a second time."""
        there = self.there
        self.sock = _first(resolved(there.host, there.port, self.rules, self.resolver), self)
        # What counts is the address that is connected to, not the one that was meant.
        expect_allowed(self.sock.getpeername()[0], self.rules)
        if there.is_secure:
            context = self.context or ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=there.host)

    def ask(self, known: Known, first: Target) -> http.client.HTTPResponse:
        """Send the question and read the head of the answer.

        The name and password of the first target are said to its own server alone.
        """
        headers = {
            "User-Agent": AGENT,
            "Accept": "text/calendar, */*;q=0.1",
            "Accept-Encoding": "gzip, identity",
            "Connection": "close",
        }
        if first.authorization and self.there.is_at(first):
            headers["Authorization"] = first.authorization
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.modified:
            headers["If-Modified-Since"] = known.modified
        self.request("GET", self.there.path, headers=headers)
        return self.getresponse()


def _first(addresses: list[str], connection: _Connection) -> socket.socket:
    port = connection.there.port
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), _left(connection.until) / 2)
        except OSError:
            continue
    made = socket.create_connection((addresses[-1], port), _left(connection.until))
    made.settimeout(_left(connection.until))
    return made


def _taken(answer: http.client.HTTPResponse, known: Known, rules: Rules, until: float) -> Fetched:
    if answer.status == 304 and (known.etag or known.modified):
        return Fetched(None, known)
    if answer.status == 401:
        raise CalendarUnreachable("fetch.denied")
    if answer.status != 200:
        raise CalendarUnreachable("fetch.status", status=str(answer.status))
    body = Body(answer.headers.get("Content-Encoding", ""), rules.bytes)
    while piece := answer.read1(_CHUNK):
        body.take(piece)
        _left(until)
    if answer.length:
        # Cut short: half a calendar would free the other half.
        raise CalendarUnreachable("fetch.failed")
    return Fetched(body.whole(), Known(_token(answer, "ETag"), _token(answer, "Last-Modified")))


def _token(answer: http.client.HTTPResponse, name: str) -> str:
    """A validator to send back; one that is long or strange is forgotten."""
    text = answer.headers.get(name, "")
    return text if len(text) <= 200 and text.isascii() and text.isprintable() else ""


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise CalendarUnreachable("fetch.too_slow")
    return left
