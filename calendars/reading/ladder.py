"""Which clock a time is read by: the first rung of the ladder that knows its TZID."""

from collections.abc import Iterable
from datetime import tzinfo

from calendars.reading.components import Component
from calendars.reading.file_zones import FileZone, Reach, file_zone
from calendars.reading.flaws import Flaw, Unread
from calendars.reading.limits import Limits
from calendars.reading.stopwatch import Stopwatch, TooLong
from calendars.reading.zone_names import named


class Ladder:
    """The clocks of one calendar: the file's own VTIMEZONE, IANA's name, a Windows id, a name
    that Windows shows, X-WR-TIMEZONE. There is no rung below: never silently UTC.
    """

    def __init__(
        self,
        calendar: Component,
        home: tzinfo,
        reach: Reach,
        limits: Limits,
        watch: Stopwatch,
    ) -> None:
        self.home = home
        self.flaws: list[Flaw] = []
        self._reach, self._limits, self._watch = reach, limits, watch
        self._own = _first_of_each(calendar.of("VTIMEZONE"))
        self._found: dict[str, tzinfo | None] = {}
        self._rest = named(calendar.text("X-WR-TIMEZONE"))

    def zone_of(self, tzid: str, number: int) -> tzinfo:
        """The clock of a TZID; an empty one is the reader's. Raises: Unread."""
        if not tzid:
            return self.home
        if tzid not in self._found:
            self._found[tzid] = self._file(tzid) or named(tzid) or self._rest
        found = self._found[tzid]
        if found is None:
            raise Unread("zone.unknown", number, zone=tzid)
        return found

    def _file(self, tzid: str) -> FileZone | None:
        component = self._own.get(tzid)
        if component is None:
            return None
        try:
            with self._watch.running():
                return file_zone(component, self._reach, self._limits)
        except Unread as unread:
            self.flaws.append(unread.flaw)
        except (TooLong, ValueError, OverflowError):
            self.flaws.append(Flaw("zone.unreadable", component.number))
        return None


def _first_of_each(zones: Iterable[Component]) -> dict[str, Component]:
    found: dict[str, Component] = {}
    for each in zones:
        line = each.first("TZID")
        if line is not None:
            found.setdefault(line.rest.lstrip(":").strip(), each)
    return found
