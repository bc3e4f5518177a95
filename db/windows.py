"""How long the possible starts of a mission may last, and how far ahead they may lie.

What is planned follows from the windows of all missions: one slip of a year would make everybody
wait for days that nobody plans.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from db.errors import Flaw

YEARS_AHEAD = 3
"""Years from today in which missions are planned."""
LONGEST = timedelta(days=366)
"""From the first possible start to the last at most: a year, also a leap year."""
Window = tuple[date, date]
"""The first and the last possible start."""


def planned_until(today: date) -> date:
    """The last day on which a mission may be planned to begin."""
    year = today.year + YEARS_AHEAD
    is_leap_day = (today.month, today.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day else today.replace(year=year)


def window_flaws(
    window: Window, today: date, fields: tuple[str, str] = ("window_first", "window_last")
) -> Iterator[Flaw]:
    """What stands against possible starts, beside the field at fault."""
    first, last = window
    until = planned_until(today)
    if first <= last and last - first > LONGEST:
        found = {"opens": first, "closes": last, "reach": (last - first).days}
        yield Flaw("window.too_long", fields[1], found)
    elif max(window) > until:
        ahead = {"closes": max(window), "until": until, "years": YEARS_AHEAD}
        yield Flaw("window.too_far", fields[0] if first > until else fields[1], ahead)


def planned(window: Window, today: date, held: date | None = None) -> Window | None:
    """What of possible starts is planned; None where they lie too far ahead as a whole.

    All of them where they keep the rule. Those kept before there was one are cut to it, but for
    the day on which the mission is `held` already.
    """
    first, last = window
    until = planned_until(today)
    if first > until:
        return None
    cut = min(last, max(first, today) + LONGEST)
    return first, min(until, cut if held is None or held > last else max(cut, held))
