"""Which clock a time is read by: the first rung of the ladder that knows its TZID."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, tzinfo

from calendars.reading.components import Component
from calendars.reading.doubts import contradictions
from calendars.reading.file_zones import FileZone, Reach, file_zone
from calendars.reading.flaws import Flaw, Unread, shortened
from calendars.reading.heads import old_clock
from calendars.reading.limits import Limits
from calendars.reading.older_zones import Age, age
from calendars.reading.stopwatch import Stopwatch, TooLong
from calendars.reading.zone_names import named

_MOST_YEARS = 12
_ONCE = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"})
"""What an observance says once."""


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
        self._own = self._by_name(calendar.of("VTIMEZONE"))
        self._calendar = calendar
        self._found: dict[str, tzinfo | None] = {}
        self._general = self._named(calendar)
        self.flaws += contradictions(calendar, {"X-WR-TIMEZONE"})

    def __call__(self, tzid: str | None, number: int, /) -> tzinfo:
        """The clock of a TZID; an empty one is the calendar's, or else the reader's. Whole days,
        which have none at all, are the reader's. Raises: Unread.
        """
        if tzid is None:
            return self.home
        tzid = tzid or self._general
        if not tzid:
            return old_clock(self._calendar) or self.home
        if tzid not in self._found:
            self._found[tzid] = self._known(tzid) or self._known(self._general)
        found = self._found[tzid]
        if found is None:
            raise Unread("zone.unknown", number, zone=tzid)
        return found

    def _named(self, calendar: Component) -> str:
        """The name of the calendar's own clock; a line that cannot be read is named."""
        try:
            return calendar.text("X-WR-TIMEZONE")
        except Unread as unread:
            self.flaws.append(unread.flaw)
            return ""

    @property
    def general(self) -> tzinfo | None:
        """The clock that the calendar names for all of it, where it is known."""
        if self._general:
            with suppress(Unread):
                return self(self._general, 0)
        return None

    def midnights(self) -> Iterator[tzinfo]:
        """Where the midnights of whole days may be told, the likeliest first: the calendar's own
        clock, the reader's, that of Greenwich, and those that the file defines.
        """
        if self.general is not None:
            yield self.general
        yield self.home
        yield UTC
        for first, *_ in self._own.values():
            with suppress(Unread):
                yield self(first.text("TZID"), 0)

    def _by_name(self, zones: Iterable[Component]) -> dict[str, list[Component]]:
        found: dict[str, list[Component]] = {}
        for each in zones:
            try:
                found.setdefault(_alike(each.text("TZID")), []).append(each)
            except Unread as unread:
                self.flaws.append(unread.flaw)
        found.pop("", None)
        return found

    def _known(self, tzid: str) -> tzinfo | None:
        own, known = self._file(tzid), named(tzid)
        if own is None:
            return known
        if known is not None and self._is_older(own, known, tzid):
            return known
        self._expect_one(own, tzid)
        return own

    def _is_older(self, own: FileZone, known: tzinfo, tzid: str) -> bool:
        """Is a definition older than the law of its zone? Where it differs it is named."""
        first, last = self._reach[0].year + 3, self._reach[1].year - 3
        match age(own, known, range(first, min(last, first + _MOST_YEARS) + 1)):
            case Age.OLDER:
                self._note("zone.older", tzid)
                return True
            case Age.OTHER:
                self._note("zone.differs", tzid)
            case Age.SAME:
                own.continue_back(known)
        return False

    def _expect_one(self, own: FileZone, tzid: str) -> None:
        """Name what else the file says of a zone of its own: other definitions, other lines."""
        first, *others = self._definitions(tzid)
        for observance in first.of("STANDARD", "DAYLIGHT"):
            self.flaws += contradictions(observance, _ONCE)
        for other in others:
            again = self._clock(other)
            if again is None or not own.agrees(again, self._reach):
                self._note("zone.twice", tzid, other)

    def _note(self, code: str, tzid: str, definition: Component | None = None) -> None:
        number = (definition or self._definitions(tzid)[0]).number
        self.flaws.append(Flaw(code, number, {"zone": shortened(tzid)}))

    def _file(self, tzid: str) -> FileZone | None:
        definitions = self._definitions(tzid)
        return self._clock(definitions[0]) if definitions else None

    def _definitions(self, tzid: str) -> list[Component]:
        """Those of a name; the one that is spelled alike comes first."""
        found = self._own.get(_alike(tzid), [])
        return sorted(found, key=lambda each: each.text("TZID") != tzid)

    def _clock(self, definition: Component) -> FileZone | None:
        try:
            with self._watch.running():
                return file_zone(definition, self._reach, self._limits)
        except Unread as unread:
            self.flaws.append(unread.flaw)
        except (TooLong, ValueError, OverflowError):
            self.flaws.append(Flaw("zone.unreadable", definition.number))
        return None


def _alike(tzid: str) -> str:
    """A TZID as definitions and parameters have it: in marks or not, escaped, in capitals."""
    text = tzid.strip().strip('"').strip()
    return re.sub(r"\\([,;\\])", r"\1", text).casefold()
