"""Published stays become entries of a calendar; one that cannot is left out and reported."""

import logging
from collections.abc import Iterable

from calendars.entry import Entry, Status
from calendars.stays import stay as stay_of
from db.moments import moment
from db.queries.feeds import Published
from web.feeds import wording

STATUSES = {
    "hold": Status.TENTATIVE,
    "confirmed": Status.CONFIRMED,
    "cancelled": Status.CANCELLED,
}

log = logging.getLogger(__name__)


def entries(stays: Iterable[Published], reader_institution: int | None = None) -> tuple[Entry, ...]:
    """The entries of a feed; with an institution, only its own people are named."""
    found = []
    for stay in stays:
        try:
            found.append(_entry(stay, reader_institution))
        # A year that no date has, a zone that is none: the others must still be seen.
        except (ValueError, OverflowError) as error:
            log.warning("Left out of a feed, %s: %s", stay.booking.uid, error)
    return tuple(found)


def _entry(stay: Published, reader_institution: int | None) -> Entry:
    booking = stay.booking
    return Entry(
        uid=booking.uid,
        sequence=booking.sequence,
        status=STATUSES[booking.status],
        summary=wording.summary(stay),
        stay=stay_of(moment(booking.first), moment(booking.last), _zone(stay)),
        created=booking.created_at,
        changed=booking.changed_at,
        location=wording.location(stay),
        description=wording.description(stay, reader_institution),
        categories=(wording.category(stay),),
    )


def _zone(stay: Published) -> str:
    """The zone whose local time the half-days are in: at home ours, else the partner's."""
    if stay.booking.venue == "home" or stay.partner is None:
        return stay.institution.timezone
    return stay.partner.timezone
