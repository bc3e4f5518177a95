"""Which clock a time is read by: the first rung of the ladder that knows its TZID."""

from collections.abc import Iterable
from datetime import tzinfo

from calendars.reading.components import Component
from calendars.reading.file_zones import FileZone, Reach, file_zone
from calendars.reading.flaws import Flaw, Unread, shortened
from calendars.reading.limits import Limits
from calendars.reading.older_zones import Age, age
from calendars.reading.stopwatch import Stopwatch, TooLong
from calendars.reading.zone_names import named

_MOST_YEARS = 12


class Ladder:
    """The clocks of one calendar: the file's own VTIMEZONE, IANA's name, a Windows id, a name
    that Windows shows, X-WR-TIMEZONE. There is no rung below: never silently UTC.

    A definition that is older than the law of its zone gives way to the zone as it is known.
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
        self._general = calendar.text("X-WR-TIMEZONE")

    def zone_of(self, tzid: str | None, number: int) -> tzinfo:
        """The clock of a TZID; an empty one is the calendar's, or else the reader's. Whole days,
        which have none at all, are the reader's. Raises: Unread.
        """
        if tzid is None:
            return self.home
        tzid = tzid or self._general
        if not tzid:
            return self.home
        if tzid not in self._found:
            self._found[tzid] = self._known(tzid) or self._known(self._general)
        found = self._found[tzid]
        if found is None:
            raise Unread("zone.unknown", number, zone=tzid)
        return found

    def _known(self, tzid: str) -> tzinfo | None:
        own, known = self._file(tzid), named(tzid)
        if own is None or known is None:
            return own or known
        first, last = self._reach[0].year + 3, self._reach[1].year - 3
        match age(own, known, range(first, min(last, first + _MOST_YEARS) + 1)):
            case Age.OLDER:
                self._note("zone.older", tzid)
                return known
            case Age.OTHER:
                self._note("zone.differs", tzid)
            case Age.SAME:
                own.continue_back(known)
        return own

    def _note(self, code: str, tzid: str) -> None:
        self.flaws.append(Flaw(code, self._own[tzid].number, {"zone": shortened(tzid)}))

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
