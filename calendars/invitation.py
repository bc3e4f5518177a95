"""Invitations: one entry asked of one person, or taken back (RFC 5546 §3.2.2 and §3.2.5).

The entry is the one that feeds show, with the same UID and SEQUENCE, so that a calendar program
that knows both holds it once. The same invitation gives the same bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from icalendar import vCalAddress

from calendars.entry import Entry, Status
from calendars.event import event_lines
from calendars.feed import Visibility
from calendars.lines import BREAK, folded
from calendars.mailbox import Mailbox
from calendars.stays import Timed
from calendars.text import one_line
from calendars.zones import zone_lines

PRODUCT = "-//Hemicycle//Invitations//EN"


class Method(StrEnum):
    """What is asked of who gets it (RFC 5546 §1.4)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One entry for one person, from the mailbox that reads the reply.

    Raises: ValueError where an entry that is cancelled is asked for, or another one taken back.
    """

    entry: Entry
    method: Method
    language: str
    organizer: Mailbox
    attendee: Mailbox
    visibility: Visibility = Visibility.PUBLIC

    def __post_init__(self) -> None:
        if (self.method is Method.CANCEL) != (self.entry.status is Status.CANCELLED):
            raise ValueError(f"{self.method} does not go with {self.entry.status}.")


def write(invitation: Invitation) -> bytes:
    """The bytes of an invitation: CRLF, UTF-8, folded at 75 octets."""
    entry = invitation.entry
    head = (
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        f"PRODID:{PRODUCT}".encode(),
        b"CALSCALE:GREGORIAN",
        f"METHOD:{invitation.method.value}".encode(),
        b"",
    )
    events = event_lines(entry, invitation.language, tuple(_people(invitation)))
    return b"".join(
        (BREAK.join(head), *_zones(entry), BREAK.join((*events, b"END:VCALENDAR", b"")))
    )


def _zones(entry: Entry) -> Iterator[bytes]:
    if isinstance(entry.stay, Timed):
        yield zone_lines(entry.stay.zone, entry.stay.first.year, entry.stay.last.year)


def _people(invitation: Invitation) -> Iterator[bytes]:
    """For whom it is, whose it is, and who is asked."""
    yield f"CLASS:{invitation.visibility.value}".encode()
    yield _line("ORGANIZER", _address(invitation.organizer))
    attendee = _address(invitation.attendee)
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    if invitation.method is Method.REQUEST:
        attendee.params["PARTSTAT"] = "NEEDS-ACTION"
        attendee.params["RSVP"] = "TRUE"
    yield _line("ATTENDEE", attendee)


def _address(mailbox: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{mailbox.email}")
    address.params["CN"] = one_line(mailbox.name)
    return address


def _line(name: str, address: vCalAddress) -> bytes:
    params: bytes = address.params.to_ical()
    return folded(f"{name};{params.decode()}:{address}")
