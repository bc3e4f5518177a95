"""A file's own time zones: VTIMEZONE (RFC 5545 §3.6.5) as a clock."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from calendars.reading.components import Component
from calendars.reading.flaws import Unread
from calendars.reading.limits import Limits
from calendars.reading.observances import Observance, ObservedOnset, observance

Reach = tuple[datetime, datetime]
"""The local times around a window, for which a clock has to be known to be right."""
_YEARS = 8
"""Changes are worked out for so many years at once."""
_BEFORE, _AFTER = 5, 1
"""Years around them: the last change before holds in them, and their ends are local times."""
_LAST_YEAR = 9998


@dataclass(frozen=True, slots=True)
class _Spell:
    """The changes of some years."""

    onsets: Sequence[ObservedOnset]
    utc: Sequence[datetime]
    settled: Sequence[datetime]

    def offset(self, passed: int) -> timedelta:
        """How far the clock is ahead after so many changes."""
        return self.onsets[passed - 1].after if passed else self.onsets[0].before


class FileZone(tzinfo):
    """The clock of one VTIMEZONE, at every time.

    A series may have begun decades before the window, and its length, its exceptions and its
    changes are told by the clock of those days.
    """

    def __init__(self, name: str, observances: Sequence[Observance]) -> None:
        self.name = name
        self._observances = observances
        self._spells: dict[int, _Spell] = {}
        self._earlier: tzinfo | None = None
        regular = [each.first for each in observances if each.goes_on]
        self._whole_since = max(regular) if regular else min(each.first for each in observances)

    def continue_back(self, known: tzinfo) -> None:
        """Before all its rules have begun, let it show what the known zone of its name does."""
        self._earlier = known

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """How far it is ahead of UTC at a local time. Raises: Unread."""
        if moment is None:
            return timedelta()
        local = moment.replace(tzinfo=None)
        if self._earlier is not None and local < self._whole_since.local:
            return local.replace(tzinfo=self._earlier).utcoffset() or timedelta()
        spell = self._spell(local)
        return spell.offset(bisect_right(spell.settled, local))

    def fromutc(self, moment: datetime) -> datetime:
        """The local time of a moment in UTC. Raises: Unread."""
        utc = moment.replace(tzinfo=None)
        if self._earlier is not None and utc < self._whole_since.utc:
            local = utc.replace(tzinfo=UTC).astimezone(self._earlier)
            return local.replace(tzinfo=moment.tzinfo)
        return moment + self._defined(utc)

    def agrees(self, other: "FileZone", reach: Reach) -> bool:
        """Do two definitions say the same between these times?"""
        spells = [*self._spells.values(), *other._spells.values()]
        changes = {at for spell in spells for at in spell.utc if reach[0] < at < reach[1]}
        return all(self._defined(at) == other._defined(at) for at in {reach[0], *changes})

    def tzname(self, moment: datetime | None) -> str:
        """The TZID."""
        return self.name

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Not known: a VTIMEZONE says only what the clock shows."""
        return None

    def prepare(self, reach: Reach) -> None:
        """Work out these years. Raises: Unread where there are too many changes in them."""
        for year in range(reach[0].year, reach[1].year + 1, _YEARS):
            self._spell(reach[0].replace(year=year, month=1, day=1))
        self._spell(reach[1])

    def _defined(self, utc: datetime) -> timedelta:
        """How far it is ahead at a moment in UTC, by its definition alone."""
        spell = self._spell(utc)
        return spell.offset(bisect_right(spell.utc, utc))

    def _spell(self, moment: datetime) -> _Spell:
        number = moment.year // _YEARS
        if number not in self._spells:
            low, high = number * _YEARS - _BEFORE, (number + 1) * _YEARS + _AFTER
            start = moment.replace(year=max(low, 1), month=1, day=1)
            self._spells[number] = self._worked_out(
                start, start.replace(year=min(high, _LAST_YEAR))
            )
        return self._spells[number]

    def _worked_out(self, low: datetime, high: datetime) -> _Spell:
        found = (onset for each in self._observances for onset in each.onsets(low, high))
        onsets = sorted(found, key=lambda onset: onset.utc)
        return _Spell(onsets, [onset.utc for onset in onsets], [onset.settled for onset in onsets])


def file_zone(component: Component, reach: Reach, limits: Limits) -> FileZone:
    """The clock of a VTIMEZONE. Raises: Unread where it has no times."""
    observances = [observance(each, limits) for each in component.of("STANDARD", "DAYLIGHT")]
    if not observances:
        raise Unread("zone.unreadable", component.number, name=component.text("TZID"))
    zone = FileZone(component.text("TZID"), observances)
    zone.prepare(reach)
    return zone
