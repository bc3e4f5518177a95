"""Whom the database refuses to book twice, in sentences."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from db.errors import Conflict, DoubleBooking
from db.moments import moment
from db.queries import mission_titles, people
from web.language.dates import half_days
from web.language.sentences import sentence
from web.language.speech import gettext as _
from web.service.belonging import called


def clash_sentences(ledger: Session, clash: DoubleBooking) -> list[str]:
    """Whom the database refuses to book twice, when, and on which two missions."""
    missions = clash_titles(ledger, clash)
    experts = called(people.by_ids(ledger, {each.expert_id for each in clash.conflicts}))
    return [_clash_sentence(each, experts[each.expert_id], missions) for each in clash.conflicts]


def _clash_sentence(clash: Conflict, expert: str, missions: Mapping[int, str]) -> str:
    """Of a mission that the reader does not see nothing is said but that it takes the days."""
    if not {clash.mission_id, clash.other_mission_id} <= missions.keys():
        when = [moment(clash.half_days[0]), moment(clash.half_days[-1])]
        return sentence("availability.elsewhere", {"expert": expert, "days": when})
    return _(
        "%(expert)s would be in two places, %(days)s: “%(mission)s” and “%(other)s”.",
        expert=expert,
        days=half_days(clash.half_days[0], clash.half_days[-1]),
        mission=missions[clash.mission_id],
        other=missions[clash.other_mission_id],
    )


def clash_titles(ledger: Session, clash: DoubleBooking) -> dict[int, str]:
    """The missions of a clash that the reader sees, by number."""
    ids = {each.mission_id for each in clash.conflicts}
    ids |= {each.other_mission_id for each in clash.conflicts}
    return {**mission_titles.seen(ledger, ids)}
