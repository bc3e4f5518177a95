"""Versions of one VFREEBUSY or VAVAILABILITY in a file: the latest stands, doubt is named."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from calendars.reading.components import Component
from calendars.reading.flaws import Flaw, Unread
from calendars.reading.lines import uid_of
from calendars.reading.values import Clocks, when

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Version:
    """An entry with the clocks of its calendar, and how late it says that it was written."""

    component: Component
    clocks: Clocks
    sequence: int
    stamp: datetime | None

    @property
    def rank(self) -> tuple[int, datetime]:
        """The later, the greater (RFC 5546 §2.1.5)."""
        return self.sequence, self.stamp or _LONG_AGO

    def is_later(self, other: "Version") -> bool:
        """Is it surely later than another?"""
        if self.sequence != other.sequence or (self.stamp and other.stamp):
            return self.rank > other.rank
        return False


@dataclass(frozen=True, slots=True)
class Versions:
    """The version to which each outdated one gives way, by the line of that, and what is unsure."""

    later: Mapping[int, Version]
    flaws: tuple[Flaw, ...]


def versions(entries: Iterable[tuple[Component, Clocks]]) -> Versions:
    """What becomes of entries that have one UID; without one, each is its own."""
    later: dict[int, Version] = {}
    flaws: list[Flaw] = []
    for group in _groups(entries):
        last = max(group, key=lambda each: each.rank)
        for each in group:
            if last.is_later(each):
                later[each.component.number] = last
            elif each is not last and _said(each.component) != _said(last.component):
                number = max(each.component.number, last.component.number)
                flaws.append(Flaw("version.unsure", number, {"name": each.component.name}))
    return Versions(later, tuple(flaws))


def sequence_of(component: Component) -> int:
    """The SEQUENCE of an entry, 0 where it has none that counts. Raises: Unread."""
    text = component.text("SEQUENCE")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _groups(entries: Iterable[tuple[Component, Clocks]]) -> Iterable[list[Version]]:
    found: dict[tuple[str, ...], list[Version]] = {}
    for component, clocks in entries:
        # What cannot be told is named by whoever reads the entry.
        with suppress(Unread):
            # Answers of several people to one question have its UID (RFC 5546 §3.3.3).
            key = (component.name, uid_of(component.lines), component.text("ATTENDEE").lower())
            if key[1]:
                version = Version(component, clocks, sequence_of(component), None)
                found.setdefault(key, []).append(version)
    groups = (group for group in found.values() if len(group) > 1)
    return ([_stamped(each) for each in group] for group in groups)


def _stamped(version: Version) -> Version:
    line = version.component.first("DTSTAMP")
    with suppress(Unread, ValueError, OverflowError):
        if line is not None:
            stamp = when(line, version.clocks).utc
            return Version(version.component, version.clocks, version.sequence, stamp)
    return version


def _said(component: Component) -> object:
    lines = sorted((line.name, line.rest) for line in component.lines)
    return lines, [_said(each) for each in component.inside]
