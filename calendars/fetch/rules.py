"""What a calendar's address may be, and how much may come from there."""

from dataclasses import dataclass

from calendars.reading.limits import USUAL


@dataclass(frozen=True, slots=True)
class Rules:
    """Public addresses over https only; `allows_loopback` is for tests on one machine."""

    allows_loopback: bool = False
    refuses_private: bool = True
    """Taken away only to show what happens without it."""
    bytes: int = USUAL.bytes
    seconds: float = 10.0
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What was remembered of the last answer, so that an unchanged calendar is not sent again."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A calendar as it came, or None where it has not changed."""

    body: bytes | None
    known: Known
