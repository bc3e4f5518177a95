"""One entry of a calendar: what a programme shows, with everything that RFC 5545 asks for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from calendars.errors import EntryUnwritable
from calendars.mailbox import Mailbox
from calendars.onsets import is_zone
from calendars.stays import Stay, Timed
from calendars.text import one_line

YEARS = (1970, 2199)
"""The years in which an entry may lie: those whose time zones can be written."""


class Status(StrEnum):
    """How sure an entry is (RFC 5545 §3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """One VEVENT; its UID is for life and its SEQUENCE never falls.

    Raises: EntryUnwritable where no calendar program could read it right.
    """

    uid: str
    sequence: int
    status: Status
    summary: str
    stay: Stay
    created: datetime
    changed: datetime
    location: str = ""
    description: str = ""
    url: str = ""
    conference: str = ""
    """Where it takes place by video, an address of https (RFC 7986 §5.11)."""
    categories: tuple[str, ...] = ()
    alarm_hours: int | None = None
    """How long before its start to remind of it; by default nobody is reminded."""
    organizer: Mailbox | None = None
    """Who answers for it; without one whoever answers for the whole feed."""

    def __post_init__(self) -> None:
        """Say which field is to blame; a feed leaves such an entry out and goes on."""
        if not self.uid or self.uid != one_line(self.uid):
            raise EntryUnwritable(self.uid, "uid", "it must be one line of text.")
        if self.alarm_hours is not None and self.alarm_hours < 0:
            raise EntryUnwritable(self.uid, "alarm_hours", f"{self.alarm_hours} is below 0.")
        if self.sequence < 0:
            raise EntryUnwritable(self.uid, "sequence", f"{self.sequence} is below 0.")
        if not one_line(self.summary):
            raise EntryUnwritable(self.uid, "summary", "it is empty.")
        if self.stay.first.year < YEARS[0] or self.stay.last.year > YEARS[1]:
            raise EntryUnwritable(self.uid, "stay", f"it is not between {YEARS[0]} and {YEARS[1]}.")
        for zone in self.stay.zones if isinstance(self.stay, Timed) else ():
            if not is_zone(zone):
                raise EntryUnwritable(self.uid, "stay", f"there is no time zone {zone!r}.")
        for name in ("url", "conference"):
            address = getattr(self, name)
            if address != "".join(one_line(address).split()):
                raise EntryUnwritable(self.uid, name, "it holds blanks or control characters.")
        if self.created.tzinfo is None or self.changed.tzinfo is None:
            raise EntryUnwritable(self.uid, "changed", "a moment of record needs a time zone.")

    @property
    def is_busy(self) -> bool:
        """Does it take the reader's time? What is cancelled does not."""
        return self.status is not Status.CANCELLED
