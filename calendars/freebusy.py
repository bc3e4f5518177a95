"""When somebody is taken, and nothing else: VFREEBUSY (RFC 5545 §3.6.4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from calendars.lines import folded, text_line, utc
from calendars.text import one_line


@dataclass(frozen=True, slots=True, order=True)
class Taken:
    """Aware moments `[start, end)` in which somebody cannot be had, for sure or perhaps."""

    start: datetime
    end: datetime
    is_sure: bool = True

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"Taken time must start before it ends: {self.start} >= {self.end}.")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a pool, with everything that takes their time; a name where it may be known."""

    uid: str
    changed: datetime
    taken: tuple[Taken, ...]
    name: str = ""

    def __post_init__(self) -> None:
        if not self.taken:
            raise ValueError(f"Nothing takes the time of {self.uid}: leave them out.")


def person_lines(person: Person, whose: tuple[bytes, ...] = ()) -> Iterator[bytes]:
    """The lines of one person's VFREEBUSY without their breaks; whose the feed is comes with it.

    A name is a remark: as ORGANIZER (RFC 5546 §3.3.1) it would give their address away.
    """
    taken = sorted(person.taken)
    yield b"BEGIN:VFREEBUSY"
    yield text_line("UID", person.uid)
    yield b"DTSTAMP:" + utc(person.changed)
    yield b"DTSTART:" + utc(taken[0].start)
    yield b"DTEND:" + utc(max(each.end for each in taken))
    yield from whose
    if person.name:
        yield text_line("COMMENT", one_line(person.name))
    yield from _periods(taken)
    yield b"END:VFREEBUSY"


def _periods(taken: Sequence[Taken]) -> Iterator[bytes]:
    """One line of each type: a pool of hundreds is half as long."""
    for is_sure, kind in ((True, "BUSY"), (False, "BUSY-TENTATIVE")):
        mine = (each for each in taken if each.is_sure == is_sure)
        said = b",".join(b"%s/%s" % (utc(each.start), utc(each.end)) for each in mine)
        if said:
            yield folded(f"FREEBUSY;FBTYPE={kind}:{said.decode()}")
