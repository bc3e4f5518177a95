"""What a feed may show is what who made its address sees; else it says that time is taken."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from calendars.entry import Entry, Status
from calendars.stays import stay as stay_of
from db.models import ExpertRow, FeedTokenRow, ScenarioRow
from db.moments import moment
from db.queries import bookings, sight
from db.queries.accounts import speaks_for
from db.queries.feeds import Booking, Contents, Published
from web.service.feeds import wording
from web.service.feeds.entries import Manner
from web.service.roles import STAFF

log = logging.getLogger(__name__)


def look(session: Session, token: FeedTokenRow) -> None:
    """From now on the session sees what the maker of a token may see of its subject.

    An institution, a mission and a programme show what is their own, and ask for no more.
    """
    if token.kind == "expert":
        _look_at_expert(session, token)
    if token.kind == "partner":
        sight.look(session, sight.homes_of(session, token.created_by, sight.KEEPERS))
    if token.kind == "scenario":
        row = session.get_one(ScenarioRow, token.scenario_id)
        theirs = sight.homes_of(session, row.author_id)
        mine = sight.homes_of(session, token.created_by, STAFF)
        # Who works for nobody any more has left the address to the author's institution.
        sight.look(session, theirs & mine if theirs is not None and mine else theirs)


def parted(session: Session, contents: Contents) -> tuple[Contents, tuple[Published, ...]]:
    """What the session sees of somebody's time, and the stays that it does not see."""
    unseen = sight.hidden(session, {each.mission.id for each in contents.stays})
    seen = replace(
        contents,
        stays=tuple(each for each in contents.stays if each.mission.id not in unseen),
        meetings=tuple(m for m in contents.meetings if m.stay.mission.id not in unseen),
    )
    return seen, tuple(each for each in contents.stays if each.mission.id in unseen)


def unavailable(
    session: Session, stays: Collection[Published], zone: str, manner: Manner
) -> tuple[Entry, ...]:
    """Busy stretches without a reason, by the clock of whose time it is."""
    taken = bookings.taken(session, [each.booking.id for each in stays])
    found = []
    for each in stays:
        is_cancelled = each.booking.status == "cancelled"
        # A hold takes time as what is agreed does: which of the two it is, is not said.
        if not manner.shows("cancelled" if is_cancelled else "confirmed"):
            continue
        try:
            found.append(_without_reason(each.booking, taken, zone, manner))
        # A year that no date has: the others must still be seen.
        except (ValueError, OverflowError) as error:
            log.warning("Left out of a feed, %s: %s", each.booking.uid, error)
    return tuple(found)


def _without_reason(
    booking: Booking, taken: Mapping[int, tuple[int, int]], zone: str, manner: Manner
) -> Entry:
    first, last = taken.get(booking.id, (booking.leaves, booking.returns))
    is_cancelled = booking.status == "cancelled"
    return Entry(
        # None of a booking: with that one somebody could answer an invitation.
        uid=str(uuid5(UUID(booking.uid), "unavailable")),
        sequence=booking.sequence,
        status=Status.CANCELLED if is_cancelled else Status.CONFIRMED,
        summary=wording.unavailable(is_cancelled),
        stay=stay_of(moment(first), moment(last), zone),
        created=booking.created_at,
        changed=booking.changed_at,
        alarm_hours=manner.choices.alarm_hours,
    )


def _look_at_expert(session: Session, token: FeedTokenRow) -> None:
    """Who is the expert, or acts for them, sees all of it, as on their page."""
    expert = session.get_one(ExpertRow, token.expert_id)
    if token.created_by is None or speaks_for(session, token.created_by, expert.id):
        return
    # Who works for nobody any more has left the address to the expert's institution.
    homes = sight.homes_of(session, token.created_by, STAFF)
    sight.look(session, homes or {expert.institution_id})
