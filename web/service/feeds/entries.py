"""Published stays become entries of a calendar; one that cannot is left out and reported."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from calendars.entry import Entry, Status
from calendars.journeys import journey
from calendars.mailbox import Mailbox
from calendars.stays import Stay, Timed, by_video
from calendars.stays import stay as stay_of
from db.models import InstitutionRow
from db.moments import moment
from db.operations.tokens import Choices
from db.queries.feeds import Published
from web.service.feeds import wording

STATUSES = {
    "hold": Status.TENTATIVE,
    "confirmed": Status.CONFIRMED,
    "cancelled": Status.CANCELLED,
}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manner:
    """How entries are told: who is named, what an address chose, and whether travel is shown."""

    choices: Choices
    naming: wording.FeedNaming = wording.EVERYBODY
    travels_from: str = ""
    """The zone in which its one expert is at home; where none is named, no travel is shown."""
    scenario: str = ""
    """The name of the scenario that proposes the entries; none where they are published."""

    def organizer(self, stay: Published) -> Mailbox | None:
        """The unit that runs a mission answers for it, nobody for what is only proposed."""
        return None if self.scenario else mailbox(stay.institution)

    def shows(self, status: str) -> bool:
        """Is an entry of this status shown? What is cancelled is: it was shown before."""
        return self.choices.shows in ("all", status) or status == "cancelled"


def entries(stays: Iterable[Published], manner: Manner) -> tuple[Entry, ...]:
    """The entries of a feed, told in a manner."""
    found: list[Entry] = []
    for stay in stays:
        if not manner.shows(stay.booking.status):
            continue
        try:
            found.extend(_entries(stay, manner))
        # A year that no date has, a zone that is none: the others must still be seen.
        except (ValueError, OverflowError) as error:
            log.warning("Left out of a feed, %s: %s", stay.booking.uid, error)
    return tuple(found)


def _entries(stay: Published, manner: Manner) -> Iterator[Entry]:
    booking = stay.booking
    mission = entry_of(stay, manner)
    if manner.choices.detail == "discreet":
        mission = replace(mission, **wording.discreet(stay))
    if manner.scenario:
        mission = replace(mission, summary=wording.proposed(manner.scenario, mission.summary))
    yield from _by_days(mission, stay)
    here, there = manner.travels_from, _zone(stay)
    if here and booking.leaves < booking.first:
        way = moment(booking.leaves), moment(booking.first - 1)
        yield _travel(mission, "out", journey(*way, here, there, moment(booking.first)))
    if here and booking.last < booking.returns:
        way = moment(booking.last + 1), moment(booking.returns)
        yield _travel(mission, "back", journey(*way, there, here))


def _travel(mission: Entry, leg: str, way: Stay) -> Entry:
    """The way there or back: an entry of its own, which moves with the mission."""
    return replace(
        mission,
        uid=f"{mission.uid}-{leg}",
        summary=wording.travel(leg, mission.summary),
        stay=way,
        description="",
        categories=(),
        alarm_hours=None,
    )


def _stay(stay: Published) -> Stay:
    """When it takes place; by video from the first session to the last one, and never a date."""
    if stay.booking.venue == "remote":
        days = _days(stay)
        return Timed(days[0].start, days[-1].end, days[0].zone)
    return stay_of(moment(stay.booking.first), moment(stay.booking.last), _zone(stay))


def _days(stay: Published) -> tuple[Timed, ...]:
    """The days of sessions by video."""
    return by_video(moment(stay.booking.first), moment(stay.booking.last), _zone(stay))


def _by_days(mission: Entry, stay: Published) -> Iterator[Entry]:
    """The entry of a mission; by video one for each of its days, and nobody is busy at night."""
    if stay.booking.venue != "remote":
        yield mission
        return
    first, *later = _days(stay)
    yield replace(mission, stay=first)
    for number, hours in enumerate(later, start=2):
        yield replace(mission, uid=f"{mission.uid}-day{number}", stay=hours, alarm_hours=None)


def entry_of(stay: Published, manner: Manner) -> Entry:
    """The entry of a mission itself, in full. Raises: ValueError where it cannot be written."""
    booking = stay.booking
    return Entry(
        uid=booking.uid,
        sequence=booking.sequence,
        status=STATUSES[booking.status],
        summary=wording.summary(stay),
        stay=_stay(stay),
        created=booking.created_at,
        changed=booking.changed_at,
        location=wording.location(stay),
        description=wording.description(stay, manner.naming),
        categories=(wording.category(stay),),
        alarm_hours=manner.choices.alarm_hours,
        organizer=manner.organizer(stay),
    )


def mailbox(unit: InstitutionRow) -> Mailbox | None:
    """Where a unit is written to; None where nobody could write there."""
    if not unit.mailbox:
        return None
    try:
        return Mailbox(wording.name(unit), unit.mailbox)
    # A mistyped address must not take the feed away from its readers.
    except ValueError:
        return None


def _zone(stay: Published) -> str:
    """The zone whose local time the half-days are in: at home ours, else the partner's."""
    if stay.booking.venue == "home" or stay.partner is None:
        return stay.institution.timezone
    return stay.partner.timezone
