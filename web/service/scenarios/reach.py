"""Whom a publication reaches: the people, with or without an address, and the calendars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.models import ExpertRow
from db.queries import people, tokens
from db.queries.bookings import of_missions
from db.queries.expecting import expecting
from db.queries.holdings import Holding, changed_agreed, live
from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.solving.changes import Call, Changes

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
    """Who hears of it, by name, and how many addresses of each sort of calendar show it.

    `wordless` are those who see no change themselves, of missions that are proposed again where
    nobody's word is given: their bookings become holds, and they hear of that.
    """

    people: tuple[ExpertRow, ...] = ()
    wordless: tuple[ExpertRow, ...] = ()
    calendars: tuple[tuple[str, int], ...] = ()

    @property
    def silent(self) -> int:
        """How many of them cannot be written to."""
        return sum(not each.email for each in (*self.people, *self.wordless))


def reach(session: Session, changes: Changes, after: Holding) -> Reach:
    """Whom the changes reach; `after` is what would be published."""
    calls = (*changes.joined, *_expecting(session, changes.left), *changes.moved)
    experts = people.by_ids(session, {call.expert_id for call in calls})
    told = {expert.id for expert in experts}
    wordless = people.by_ids(session, _keeping(session, after) - told)
    shown = told | {each.id for each in wordless} | {call.expert_id for call in changes.left}
    counts = tokens.touched(session, changes.mission_ids, shown)
    return Reach(
        tuple(experts),
        tuple(wordless),
        tuple((_(name), counts[kind]) for kind, name in CALENDARS.items() if counts.get(kind)),
    )


def _expecting(session: Session, left: Iterable[Call]) -> list[Call]:
    """Those who leave and know that they go: who does not hears of no end either."""
    pairs = {(call.mission_id, call.expert_id): call for call in left}
    missions = {mission for mission, _expert in pairs}
    rows = of_missions(session, missions)
    leaving = [row for row in rows if (row.mission_id, row.expert_id) in pairs]
    expected = expecting(session, [row.id for row in leaving])
    return [
        pairs[row.mission_id, row.expert_id]
        for row in leaving
        if row.status == "confirmed" or row.id in expected
    ]


def _keeping(session: Session, after: Holding) -> set[int]:
    """Who keeps a seat of an agreed mission that would change."""
    before = live(session)
    agreed = [row.id for row in changed_agreed(session, before, after)]
    return {each for key in agreed for each in before.people(key) & after.people(key)}
