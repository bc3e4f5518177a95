"""What a time line of the reader's days shows behind missions and people."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.models import InstitutionRow
from db.queries import timeline
from web.http.timeline.canvas import Frame
from web.service.clock import now
from web.service.conflicts.shown import Shown
from web.service.plans.entries import TimelinePerson
from web.service.plans.window import Window
from web.service.reader import scope

PEOPLE_A_PAGE = 40
"""Rows of people on one page."""
ROOM = 1204
"""Pixels from left to right on a screen of 1280."""


def with_conflicts(person: TimelinePerson, known: Shown) -> TimelinePerson:
    """The same person, each of their missions with how many open conflicts it has for them."""
    counted = known.unseen
    entries = (
        replace(each, conflicts=len(counted.of_seat(each.mission_id, person.who.id)))
        for each in person.entries
    )
    return replace(person, entries=tuple(entries))


def frame_of(ledger: Session) -> Frame:
    """What the reader's first institution says of days: its weekend, and which day it is there."""
    row = ledger.get(InstitutionRow, min(scope()))
    zone = row.timezone if row else "UTC"
    today = now().astimezone(ZoneInfo(zone)).date()
    return Frame(row.weekend if row else "67", (), (), today)


def furnished(ledger: Session, frame: Frame, days: Window) -> Frame:
    """The frame with the closures and sittings of a window."""
    closed = timeline.closures(ledger, scope(), days.first, days.last)
    sitting = timeline.sittings(ledger, scope(), days.first, days.last)
    return Frame(
        frame.weekend,
        tuple((row.first, row.last, row.name or "") for row in closed),
        tuple((row.first, row.last, row.name or "") for row in sitting),
        frame.today,
    )
