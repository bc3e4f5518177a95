"""Why a change by hand is refused: sentences a coordinator can act on, with where to look."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.errors import DoubleBooking
from db.models import ExpertRow
from db.moments import moment
from db.queries import missions
from web.language.sentences import sentence
from web.language.speech import gettext as _
from web.service.belonging import call


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


def of_clashes(session: Session, refusal: DoubleBooking, here: int) -> list[Objection]:
    """Whom the database refuses to book twice, when, and on which mission, where it is seen."""
    found = []
    for clash in refusal.conflicts:
        expert = session.get(ExpertRow, clash.expert_id)
        other = missions.seen(session, clash.against(here))
        facts: dict[str, object] = {
            "expert": call(expert) if expert else str(clash.expert_id),
            "days": [moment(clash.half_days[0]), moment(clash.half_days[-1])],
        }
        if other is None:
            said = sentence("availability.elsewhere", facts)
        else:
            facts["other"] = _("“%(title)s”", title=other.title)
            said = sentence("availability.double", facts)
        found.append(Objection(said, None if other is None else other.id, clash.expert_id))
    return found
