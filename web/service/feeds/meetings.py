"""Sessions and external meetings become entries, beside those of the missions they belong to.

Their status follows the mission's, so SEQUENCE is the sum of two numbers that never fall: that
of the row and that of the booking.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from calendars.entry import Entry, Status
from calendars.stays import Timed
from db.moments import day_of
from db.queries.feeds import Meeting
from web.service.feeds import meeting_wording as wording
from web.service.feeds.entries import STATUSES, Manner

log = logging.getLogger(__name__)


def meeting_entries(meetings: Iterable[Meeting], manner: Manner) -> tuple[Entry, ...]:
    """The entries of a feed's sessions, told in a manner."""
    found = []
    for meeting in meetings:
        if not manner.shows(meeting.stay.booking.status):
            continue
        try:
            entry = _entry(meeting, manner)
        # A year that no date has, a zone that is none: the others must still be seen.
        except (ValueError, OverflowError) as error:
            log.warning("Left out of a feed, %s: %s", meeting.item.uid, error)
        else:
            found.append(entry)
    return tuple(found)


def status_of(meeting: Meeting) -> Status:
    """That of the mission; outside of the mission's days nothing is sure."""
    booking, item = meeting.stay.booking, meeting.item
    if item.is_cancelled:
        return Status.CANCELLED
    if booking.status == "confirmed" and not is_within(meeting):
        return Status.TENTATIVE
    return STATUSES[booking.status]


def is_within(meeting: Meeting) -> bool:
    """Does it lie within the days of its mission?"""
    booking = meeting.stay.booking
    return day_of(booking.first) <= meeting.item.day <= day_of(booking.last)


def _entry(meeting: Meeting, manner: Manner) -> Entry:
    item, booking, status = meeting.item, meeting.stay.booking, status_of(meeting)
    whole = Entry(
        uid=item.uid,
        sequence=item.sequence + booking.sequence,
        status=status,
        summary=wording.summary(meeting, status),
        stay=Timed(
            datetime.combine(item.day, item.starts),
            datetime.combine(item.day, item.ends),
            item.zone,
        ),
        created=item.created_at,
        changed=max(item.changed_at, booking.changed_at),
        location=item.place or item.link,
        description=wording.description(meeting, status, manner.naming),
        conference="" if status is Status.CANCELLED else item.link,
        categories=(wording.kind(item.kind),),
        organizer=manner.organizer(meeting.stay),
    )
    if manner.choices.detail != "discreet":
        return whole
    said = wording.discreet(status)
    return replace(whole, summary=said, location="", description="", conference="", categories=())
