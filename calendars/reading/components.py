"""The tree of components of a file (RFC 5545 §3.4): whole ones only, the others are named."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import BinaryIO

from calendars.errors import CalendarUnreadable
from calendars.reading.flaws import Flaw, Flaws, Unread
from calendars.reading.limits import Limits
from calendars.reading.lines import Line, Numbered, content_line, decoded, uid_of, unfolded
from calendars.reading.nearness import Nearness
from calendars.reading.skimming import Skim

BARE = {"VEVENT", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"}
"""Read without a VCALENDAR around them: some programs forget it."""
ENTRIES = BARE | {"VTODO", "VJOURNAL"}
"""What cannot be inside another entry: where one begins, the end of the one before is missing."""
READ = BARE | {"VCALENDAR", "STANDARD", "DAYLIGHT", "AVAILABLE"}
"""Components whose lines are read."""
_KNOWN = READ | ENTRIES | {"VALARM", "VPOLL", "PARTICIPANT", "VLOCATION", "VRESOURCE"}
_AROUND = ("VCALENDAR", "VPOLL")
"""What entries stand in."""
_OF_ENTRIES = re.compile(
    rb"(?:DTSTART|DTEND|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|STATUS|TRANSP|SEQUENCE)[;:]", re.I
)
"""Lines that no alarm has: after an alarm without an end they are those of its entry."""
_ALIKE = 0.75


@dataclass(slots=True)
class Component:
    """One component with the lines it has read so far and the components inside it."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)
    raw: list[Numbered] = field(default_factory=list)
    """The lines as they came, until it is known whether they are needed."""

    def first(self, name: str) -> Line | None:
        """The first line of that name."""
        return next((line for line in self.lines if line.name == name), None)

    def told(self, name: str) -> Line | None:
        """The first line of that name that has a value. Raises: Unread."""
        return next((line for line in self.every(name) if line.value), None)

    def every(self, name: str) -> Iterator[Line]:
        """All lines of that name."""
        return (line for line in self.lines if line.name == name)

    def text(self, name: str) -> str:
        """The value of the first line of that name that has one, or nothing. Raises: Unread."""
        return next((value for line in self.every(name) if (value := line.value)), "")

    def of(self, *names: str) -> Iterator["Component"]:
        """The components of these names directly inside."""
        return (each for each in self.inside if each.name in names)


@dataclass(slots=True)
class Tree:
    """The calendars of a file, and what could not be read of its lines."""

    flaws: Flaws
    calendars: list[Component] = field(default_factory=list)
    components: int = 0
    """Calendars, and entries near the window."""
    far: int = 0
    """Entries far from the window, which were not read further."""
    is_whole: bool = True
    """Did it end where a calendar ends?"""


def tree(stream: BinaryIO, limits: Limits, near: Nearness | None = None) -> Tree:
    """The components of a file, but for entries far from what is asked where that is said.

    Raises: CalendarUnreadable where it is too large, or holds no calendar.
    """
    skim = Skim(stream, near, limits.bytes)
    building = _Building(limits, skim)
    for number, octets in unfolded(skim.pieces()):
        building.take(number, octets)
    return building.end()


class _Building:
    """The tree while its lines come in; `open` holds the components not yet ended."""

    def __init__(self, limits: Limits, skim: Skim) -> None:
        self.limits, self.skim, self.tree = limits, skim, Tree(Flaws(limits.flaws))
        self.open: list[Component] = []
        self.bare = Component("VCALENDAR", 1)

    def take(self, number: int, octets: bytes) -> None:
        """One more logical line."""
        if octets[0] in b"BbEe":
            head, _, name = octets.partition(b":")
            match head.upper():
                case b"BEGIN":
                    self._begin(number, _name(name))
                    return
                case b"END":
                    self._end(number, _name(name))
                    return
        if self.open:
            self.open[-1].raw.append((number, octets))

    def end(self) -> Tree:
        """The whole tree. Raises: CalendarUnreadable where no calendar is in it."""
        self.tree.is_whole = not self.open
        self._close_all()
        if self.bare.inside:
            self._calendar(self.bare)
        if not self.tree.calendars:
            raise CalendarUnreadable("file.no_calendar")
        self._take_related()
        self.tree.far = self.skim.far
        return self.tree

    def _begin(self, number: int, name: str) -> None:
        if name in ENTRIES:
            while self.open and self.open[-1].name not in _AROUND:
                self._unclosed(self.open.pop())
        if name == "VCALENDAR":
            self._close_all()
            self._count()
        elif not self.open and name not in BARE:
            self.tree.flaws.add(Flaw("component.outside", number, {"name": name[:40]}))
        if len(self.open) >= self.limits.depth:
            self.tree.flaws.add(Flaw("component.too_deep", number, {"name": name[:40]}))
        else:
            self.open.append(Component(name, number))

    def _end(self, number: int, name: str) -> None:
        names = [each.name for each in self.open]
        if name not in names and names and name not in _KNOWN and _alike(name, names[-1]):
            self.tree.flaws.note(Flaw("component.misspelt", number, {"name": name[:40]}))
            name = names[-1]
        if name not in names:
            self.tree.flaws.add(Flaw("line.stray", number))
            return
        while self.open[-1].name != name:
            left = self.open.pop()
            self._unclosed(left)
            if self.open[-1].name == name:
                of_entry = (each for each in left.raw if _OF_ENTRIES.match(each[1]))
                self.open[-1].raw += of_entry
        self._keep(self.open.pop())

    def _close_all(self) -> None:
        """The file ends, or a calendar begins in one that has no end: keep what is whole."""
        for left in self.open:
            self._unclosed(left)
        calendars = [left for left in self.open if left.name == "VCALENDAR"]
        self.open = []
        for left in calendars:
            self._calendar(left)

    def _keep(self, whole: Component) -> None:
        if whole.name == "VCALENDAR":
            self._calendar(whole)
            return
        around = self.open[-1] if self.open else self.bare if whole.name in BARE else None
        if around is None or whole.name not in READ or around.name not in READ:
            return
        if whole.name in BARE:
            self._count()
        around.inside.append(whole)
        self._read(whole)

    def _calendar(self, whole: Component) -> None:
        self._read(whole)
        self.tree.calendars.append(whole)

    def _take_related(self) -> None:
        """Far entries of a UID that is near count, in whichever calendar of the file they lie."""
        calendars = self.tree.calendars
        moved = _moved(calendars)
        for uid in sorted(moved):
            for piece in self.skim.related(uid, moved[uid]):
                around = [each for each in calendars if each.number <= piece[0]]
                self.open = [max(around or calendars, key=lambda each: each.number)]
                for number, octets in unfolded([piece]):
                    self.take(number, octets)
        self.open = []

    def _read(self, whole: Component) -> None:
        for number, octets in whole.raw:
            line = content_line(number, octets)
            if line is not None:
                whole.lines.append(line)
            elif octets.strip():
                self.tree.flaws.add(Flaw("line.stray", number))
        whole.raw = []

    def _count(self) -> None:
        self.tree.components += 1
        if self.tree.components > self.limits.components:
            raise CalendarUnreadable("file.too_many", limit=str(self.limits.components))

    def _unclosed(self, left: Component) -> None:
        self.tree.flaws.add(Flaw("component.unclosed", left.number, {"name": left.name[:40]}))


def _name(octets: bytes) -> str:
    return decoded(octets).strip().upper()


def _moved(calendars: Iterable[Component]) -> dict[str, bool]:
    """The UIDs of their events: does a change of one move what follows (§3.2.13)?"""
    found: dict[str, bool] = {}
    for each in (event for calendar in calendars for event in calendar.of("VEVENT")):
        with suppress(Unread):
            uid = uid_of(each.lines)
            moves = any("RANGE" in line.rest.upper() for line in each.every("RECURRENCE-ID"))
            found[uid] = moves or found.get(uid, False)
    return found


def _alike(name: str, other: str) -> bool:
    return len(name) < 40 and SequenceMatcher(None, name, other).ratio() >= _ALIKE
