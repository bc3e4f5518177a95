"""Why a change by hand is refused: sentences a coordinator can act on, with where to look."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import DoubleBooking
from db.mapping.ids import mission_id, row_id
from db.models import ExpertRow, MissionRow
from db.moments import moment
from db.queries import sight
from matcher.plan import Breach
from matcher.problem import MissionId, Problem
from web.i18n import gettext as _
from web.wording import Names, breach_sentence, read_names, sentence


@dataclass(frozen=True, slots=True)
class Objection:
    """A sentence, and the mission and the expert to look at."""

    sentence: str
    mission: int | None = None
    expert: int | None = None


class Refused(Exception):
    """The change would break rules; raised so that nothing of it is kept."""

    def __init__(self, objections: list[Objection]) -> None:
        self.objections = objections
        super().__init__(f"{len(objections)} rules would be broken.")


def of_breaches(
    session: Session, problem: Problem, mission: MissionRow, broken: list[Breach]
) -> list[Objection]:
    """What a change of this mission would break."""
    names = read_names(session, problem)
    return [_of_breach(breach, mission_id(mission.id), names) for breach in broken]


def of_clashes(session: Session, refusal: DoubleBooking, here: int) -> list[Objection]:
    """Whom the database refuses to book twice, when, and on which mission they are already."""
    found = []
    for clash in refusal.conflicts:
        expert = session.get(ExpertRow, clash.expert_id)
        other = session.scalar(
            select(MissionRow).where(MissionRow.id == clash.against(here), sight.missions(session))
        )
        facts = {
            "expert": expert.name if expert else str(clash.expert_id),
            "other": _("“%(title)s”", title=other.title) if other else _("unavailable"),
            "days": [moment(clash.half_days[0]), moment(clash.half_days[-1])],
        }
        said = sentence("availability.double", facts)
        found.append(Objection(said, clash.against(here), clash.expert_id))
    return found


def _of_breach(breach: Breach, here: MissionId, names: Names) -> Objection:
    said = breach_sentence(breach, names)
    about = breach.mission if breach.mission != here else None
    if about is not None:
        mission = names.missions.get(about, about)
        said = _("%(mission)s: %(sentence)s", mission=mission, sentence=said)
    named = about or breach.facts.get("other") or breach.facts.get("after")
    return Objection(
        said,
        row_id(MissionId(str(named))) if named else None,
        None if breach.expert is None else row_id(breach.expert),
    )
