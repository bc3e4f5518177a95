"""When a published stay is, in words: days, halves of days, the way, and the hours of a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from calendars.stays import AFTERNOON, MORNING
from db.models import BookingRow, InstitutionRow, MissionBookingRow, MissionRow
from db.moments import day_of, half_of
from web.language import dates
from web.language.labels import country
from web.language.own_names import own_name
from web.language.speech import gettext as _

Hours = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Clock:
    """Somewhere with a clock of its own."""

    name: str
    zone: str


def stay_words(
    venue: str, span: tuple[int, int], away: tuple[int, int], clocks: Sequence[Clock] = ()
) -> str:
    """The half-days `span` at the place and, for who travels there, those of the way around.

    Nobody travels to a session by video, nor to guests at home. `clocks` are those of the place
    and of the reader, of a session by video.
    """
    if venue == "abroad":
        first, last = map(day_of, span)
        return dates.trip(first, last, day_of(away[0]), day_of(away[1]))
    words = dates.half_days(*span)
    if venue != "remote" or len(clocks) != 2:
        return words
    there, here = clocks
    return _(
        "%(days)s (%(there)s: %(hours)s; %(here)s: %(own)s)",
        days=words,
        there=there.name,
        hours=_hours(span, there, there),
        here=here.name,
        own=_hours(span, there, here),
    )


def booked_words(row: BookingRow | MissionBookingRow, clocks: Sequence[Clock] = ()) -> str:
    """The same of a booking."""
    return stay_words(row.venue, (row.first, row.last), (row.leaves, row.returns), clocks)


def clocks_of(mission: MissionRow, institution: InstitutionRow) -> tuple[Clock, ...]:
    """The clocks of the partner and of an institution, where they meet by video."""
    if mission.venue != "remote" or mission.partner is None:
        return ()
    return (
        Clock(country(mission.partner.country), mission.partner.timezone),
        Clock(own_name(institution), institution.timezone),
    )


def booked_clocks(row: BookingRow | MissionBookingRow) -> tuple[Clock, ...]:
    """The clocks of a booking: who is booked reads their own, beside that of the partner."""
    whose = row.expert if isinstance(row, BookingRow) else row.mission
    return clocks_of(row.mission, whose.institution)


def clock_name(mission: MissionRow, zone: str) -> str:
    """Whose clock a zone is, of those of a mission; the zone's own name where it is nobody's.

    A zone is called for a city that may be far from the place: Québec's clock is Toronto's.
    """
    clocks = [Clock(own_name(mission.institution), mission.institution.timezone)]
    if mission.partner is not None:
        clocks.append(Clock(country(mission.partner.country), mission.partner.timezone))
    if mission.venue != "home":
        clocks.reverse()
    return next((each.name for each in clocks if each.zone == zone), dates.zone_name(zone))


def _hours(span: tuple[int, int], there: Clock, here: Clock) -> str:
    """The hours of a session by one clock, as another one shows them."""
    first, last = span
    halves = {half_of(first), half_of(last)} if first // 2 == last // 2 else {"am", "pm"}
    sessions = [hours for half, hours in (("am", MORNING), ("pm", AFTERNOON)) if half in halves]
    day = day_of(first)
    return ", ".join(_shown(day, hours, there, here) for hours in sessions)


def _shown(day: date, hours: Hours, there: Clock, here: Clock) -> str:
    starts, ends = (
        datetime.combine(day, at, ZoneInfo(there.zone)).astimezone(ZoneInfo(here.zone))
        for at in hours
    )
    text = f"{starts:%H:%M}–{ends:%H:%M}"
    if starts.date() < day:
        return _("%(hours)s the day before", hours=text)
    return _("%(hours)s the day after", hours=text) if starts.date() > day else text
