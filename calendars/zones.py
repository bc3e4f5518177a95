"""Time zones as calendar programs read them right: VTIMEZONE with rules, not lists of dates.

Programs that read only the first value of a list of RDATEs show every summer an hour late, so
a zone is written as two yearly rules with BYDAY wherever such rules fit its changes of clock.
Where none does (Casablanca follows Ramadan), it has one RDATE a line.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from calendars.onsets import Change, name_at, offset, onsets, zone
from calendars.yearly import YearlyRule, yearly_rule

Observance = TimezoneStandard | TimezoneDaylight

EPOCH = date(1970, 1, 1)
"""Where rules start, so that no entry lies before the first onset."""
YEARS_OF_RULE = 12
"""In so many years in a row a yearly rule falls on each day on which it may fall."""


@lru_cache(maxsize=256)
def zone_lines(name: str, first_year: int, last_year: int) -> bytes:
    """The VTIMEZONE of a zone as lines, each with its break; see `vtimezone`."""
    lines: bytes = vtimezone(name, first_year, last_year).to_ical(sorted=False)
    return lines


def vtimezone(name: str, first_year: int, last_year: int) -> Timezone:
    """The VTIMEZONE of a zone, right from the first year to the last, both included.

    Raises: ZoneUnknown where there is no such zone.
    """
    component = Timezone()
    component.add("tzid", name)
    # In the south, the time of a January began in the year before.
    first_year = first_year - 1
    last_year = max(last_year + 1, first_year + YEARS_OF_RULE - 1)
    for observance in _observances(zone(name), first_year, last_year):
        component.add_component(observance)
    return component


def _observances(there: ZoneInfo, first_year: int, last_year: int) -> list[Observance]:
    locals_by_change: dict[Change, list[datetime]] = {}
    for onset in onsets(there, first_year, last_year):
        locals_by_change.setdefault(onset.change, []).append(onset.local)
    rules = _rules(locals_by_change, last_year - first_year + 1)
    if rules:
        return [_by_rule(change, rule) for change, rule in rules.items()]
    dated = [_by_dates(change, moments) for change, moments in locals_by_change.items()]
    return [_fixed(there, first_year), *dated]


def _rules(
    locals_by_change: Mapping[Change, Sequence[datetime]], years: int
) -> dict[Change, YearlyRule]:
    # Two changes, each once in every year and by a rule; or no rules at all.
    rules = {
        change: rule
        for change, moments in locals_by_change.items()
        if len(moments) == years and (rule := yearly_rule(moments))
    }
    return rules if len(rules) == len(locals_by_change) == 2 else {}


def _fixed(there: ZoneInfo, year: int) -> Observance:
    # Holds until another observance sets in.
    moment = datetime(year, 1, 1, tzinfo=UTC)
    ahead = offset(there, moment)
    same = Change(ahead, ahead, name_at(there, moment))
    return _observance(TimezoneStandard(), same, datetime.combine(EPOCH, time()))


def _by_rule(change: Change, rule: YearlyRule) -> Observance:
    observance = _observance(_kind(change), change, rule.in_year(EPOCH.year))
    observance.add("rrule", vRecur(rule.parts()))
    return observance


def _by_dates(change: Change, moments: Sequence[datetime]) -> Observance:
    observance = _observance(_kind(change), change, moments[0])
    for moment in moments[1:]:
        observance.add("rdate", moment)
    return observance


def _kind(change: Change) -> Observance:
    # By the clock, not by law: Dublin's summer and Casablanca's end of Ramadan go forward.
    return TimezoneDaylight() if change.after > change.before else TimezoneStandard()


def _observance(observance: Observance, change: Change, start: datetime) -> Observance:
    observance.add("dtstart", start)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    observance.add("tzname", change.name)
    return observance
