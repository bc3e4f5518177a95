"""A way from one zone to another: it leaves by the clock here and arrives by the clock there."""

from datetime import datetime

from calendars.onsets import zone as zone_of
from calendars.stays import Stay, Timed, WholeDays, closing, opening, stay


def journey(first: str, last: str, here: str, there: str, onward: str | None = None) -> Stay:
    """What the half-days of a way become, both included; `onward` is when it must have ended.

    A way against the clock may arrive earlier than it left, by the hours on the wall: it then lasts
    until what comes after it begins, or its last half-day has ended here.
    Raises: ValueError where a half-day is none, ZoneUnknown where a zone is none.
    """
    whole = stay(first, last, here)
    if here == there or isinstance(whole, WholeDays):
        return whole
    start = opening(first)
    ends = [closing(last)] if onward is None else [closing(last), opening(onward)]
    leaves = _moment(start, here)
    end = next((each for each in ends if _moment(each, there) > leaves), None)
    return whole if end is None else Timed(start, end, here, there)


def _moment(local: datetime, zone: str) -> float:
    return local.replace(tzinfo=zone_of(zone)).timestamp()
