"""The tree of components of a file (RFC 5545 §3.4): whole ones only, the others are named."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from calendars.errors import CalendarUnreadable
from calendars.reading.flaws import Flaw, Flaws
from calendars.reading.limits import Limits
from calendars.reading.lines import Line, content_line, decoded, unfolded

NEVER_INSIDE = {
    "VEVENT": {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"},
    "VFREEBUSY": {"VEVENT", "VFREEBUSY"},
}
"""What cannot be inside: where it begins, the end of the outer one is missing."""
BARE = {"VEVENT", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"}
"""Read without a VCALENDAR around them: some programs forget it."""


@dataclass(slots=True)
class Component:
    """One component with the lines it has read so far and the components inside it."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)

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
        """The value of the first line of that name, or nothing."""
        line = self.first(name)
        return "" if line is None else line.value

    def of(self, *names: str) -> Iterator["Component"]:
        """The components of these names directly inside."""
        return (each for each in self.inside if each.name in names)


@dataclass(slots=True)
class Tree:
    """The calendars of a file, and what could not be read of its lines."""

    flaws: Flaws
    calendars: list[Component] = field(default_factory=list)
    components: int = 0


def tree(body: bytes, limits: Limits) -> Tree:
    """The components of a file.

    Raises: CalendarUnreadable where it is too large, too deep, or holds no calendar.
    """
    if len(body) > limits.bytes:
        raise CalendarUnreadable("file.too_large", limit=str(limits.bytes))
    text = decoded(body)
    if "\0" in text:
        raise CalendarUnreadable("file.no_calendar")
    building = _Building(limits)
    for number, logical in unfolded(text):
        building.take(number, logical)
    return building.end()


class _Building:
    """The tree while its lines come in; `open` holds the components not yet ended."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.tree = limits, Tree(Flaws(limits.flaws))
        self.open: list[Component] = []
        self.bare = Component("VCALENDAR", 1)

    def take(self, number: int, logical: str) -> None:
        """One more logical line."""
        line = content_line(number, logical)
        if line is None:
            if self.open and logical.strip():
                self.tree.flaws.add(Flaw("line.stray", number))
        elif line.name == "BEGIN":
            self._begin(line)
        elif line.name == "END":
            self._end(line)
        elif self.open:
            self.open[-1].lines.append(line)

    def end(self) -> Tree:
        """The whole tree. Raises: CalendarUnreadable where no calendar is in it."""
        for left in self.open:
            self._unclosed(left)
        self.tree.calendars += [left for left in self.open if left.name == "VCALENDAR"][:1]
        if self.bare.inside:
            self.tree.calendars.append(self.bare)
        if not self.tree.calendars:
            raise CalendarUnreadable("file.no_calendar")
        return self.tree

    def _begin(self, line: Line) -> None:
        name = line.rest[1:].strip().upper()
        self.tree.components += 1
        if self.tree.components > self.limits.components:
            raise CalendarUnreadable("file.too_many", limit=str(self.limits.components))
        while self.open and name in NEVER_INSIDE.get(self.open[-1].name, ()):
            self._unclosed(self.open.pop())
        if name == "VCALENDAR" and self.open:
            self._close_all()
        if not self.open and name != "VCALENDAR" and name not in BARE:
            self.tree.flaws.add(Flaw("component.outside", line.number, {"name": name[:40]}))
        self.open.append(Component(name, line.number))
        if len(self.open) > self.limits.depth:
            raise CalendarUnreadable("file.too_deep", limit=str(self.limits.depth))

    def _end(self, line: Line) -> None:
        name = line.rest[1:].strip().upper()
        if name not in (each.name for each in self.open):
            self.tree.flaws.add(Flaw("line.stray", line.number))
            return
        while self.open[-1].name != name:
            self._unclosed(self.open.pop())
        self._keep(self.open.pop())

    def _close_all(self) -> None:
        """A second calendar begins inside a first one that has no end: keep what is whole."""
        for left in self.open:
            self._unclosed(left)
        self.tree.calendars += [left for left in self.open if left.name == "VCALENDAR"]
        self.open.clear()

    def _keep(self, whole: Component) -> None:
        if self.open:
            self.open[-1].inside.append(whole)
        elif whole.name == "VCALENDAR":
            self.tree.calendars.append(whole)
        elif whole.name in BARE:
            self.bare.inside.append(whole)

    def _unclosed(self, left: Component) -> None:
        self.tree.flaws.add(Flaw("component.unclosed", left.number, {"name": left.name[:40]}))
