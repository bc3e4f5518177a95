"""What a program is known to read otherwise through no fault of the feed, each with its reason.

Looked up in the code of the versions that were measured; everything else must agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from benchmarks.clients.told import Told
from benchmarks.clients.world import PLACES


@dataclass(frozen=True, slots=True)
class Limit:
    """Which entries, and why."""

    reason: str
    meets: Callable[[Told, date], bool]
    """Whether an entry meets it, read on a day."""


def _in_morocco(told: Told, _today: date) -> bool:
    return PLACES["ma"][0] in told.summary and "T" in told.start


def _past_ten_years(told: Told, today: date) -> bool:
    return "T" in told.start and int(told.start[:4]) >= today.year + 10


def _written_break(told: Told, _today: date) -> bool:
    return "\\n" in told.summary


LIMITS: Mapping[str, tuple[Limit, ...]] = {
    "node-ical": (
        Limit(
            "zones known to Node are taken from its data and not from the VTIMEZONE, and the"
            " changes are looked for sixty days apart (temporal-polyfill, `periodDur`): the month"
            " of Ramadan may be missed",
            _in_morocco,
        ),
        Limit(
            "changes of the clock are known until ten years after the running year"
            " (temporal-polyfill, `maxPossibleTransition`)",
            _past_ten_years,
        ),
        Limit(
            "a written `\\\\n` is read as a line break after a backslash; RFC 5545 §3.3.11 makes"
            " it a backslash and an n",
            _written_break,
        ),
    ),
    "khal + vdirsyncer": (
        Limit(
            "zones are taken from pytz and not from the VTIMEZONE: what it knows of Morocco is of"
            " another edition of the IANA database",
            _in_morocco,
        ),
    ),
}


def reason(program: str, told: Told, today: date) -> str | None:
    """Why a program may tell this entry otherwise; None where it may not."""
    limits = LIMITS.get(program, ())
    return next((limit.reason for limit in limits if limit.meets(told, today)), None)
