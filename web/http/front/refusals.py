"""What the front answers itself, where no page can: without a body, and the last of all."""

import re
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus

RETRY_SECONDS = 30
"""When to come back after a refusal for want of room."""


def refusal(status: HTTPStatus, at: datetime) -> bytes:
    """The octets of an answer; each says when it was made (RFC 9110 § 6.6.1)."""
    lines = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        f"Date: {format_datetime(at, usegmt=True)}",
        "Connection: close",
        "Content-Length: 0",
        "Cache-Control: no-store",
    ]
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        lines.append(f"Retry-After: {RETRY_SECONDS}")
    return "\r\n".join([*lines, "", ""]).encode()


class Overheard:
    """A line on which gunicorn says with what it refuses a request; nobody else hears it."""

    def __init__(self) -> None:
        self.status = HTTPStatus.INTERNAL_SERVER_ERROR
        """What it said; that it could say nothing is an error of ours."""

    def sendall(self, octets: bytes) -> None:
        """Hear the status of its answer."""
        if said := re.match(rb"HTTP/1\.1 (\d{3}) ", octets):
            self.status = HTTPStatus(int(said[1]))

    def gettimeout(self) -> float:
        """It never waits."""
        return 0.0
