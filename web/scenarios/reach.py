"""Whom a publication reaches: the people, with or without an address, and the calendars."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.models import ExpertRow
from db.queries import people, tokens
from web.i18n import N_
from web.i18n import gettext as _
from web.solve.changes import Changes

CALENDARS: Mapping[str, str] = {
    "expert": N_("Calendars of people"),
    "mission": N_("Calendars of missions"),
    "team": N_("Free and busy times of teams"),
    "institution": N_("Calendars of institutions"),
    "pool": N_("Free and busy times of institutions"),
    "programme": N_("Calendars of programmes"),
    "partner": N_("Calendars of partners"),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Who hears of it, by name, and how many addresses of each sort of calendar show it."""

    people: tuple[ExpertRow, ...] = ()
    calendars: tuple[tuple[str, int], ...] = ()

    @property
    def silent(self) -> int:
        """How many of them cannot be written to."""
        return sum(not each.email for each in self.people)


def reach(session: Session, changes: Changes) -> Reach:
    """Whom the changes reach."""
    calls = (*changes.joined, *changes.left, *changes.moved)
    experts = people.by_ids(session, {call.expert_id for call in calls})
    counts = tokens.touched(
        session, {call.mission_id for call in calls}, {expert.id for expert in experts}
    )
    return Reach(
        tuple(experts),
        tuple((_(name), counts[kind]) for kind, name in CALENDARS.items() if counts.get(kind)),
    )
