"""What the unit has decided of the missions of its new plan: the nearer, the firmer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from db.actors import Actor
from db.mapping.ids import row_id
from db.operations.mission_states import move
from db.words import MissionState
from matcher.plan import Answer
from matcher.problem import MissionId, Problem

STEPS: tuple[MissionState, ...] = ("approved", "proposed", "accepted", "scheduled")
REACHED_BY_DAYS = ((75, 4), (120, 3), (160, 2), (220, 1))
"""Steps that a mission beginning within so many days has taken."""
RELUCTANT = 7
"""Each mission of that many that were proposed comes back with changes asked for."""
REASON = "Le parlement partenaire propose une équipe plus restreinte."


def decide(session: Session, problem: Problem, answer: Answer, by: Actor, at: datetime) -> None:
    """Take missions through their states; one that lacks somebody stays as it was planned."""
    lacking = {vacancy.mission for vacancy in answer.vacancies}
    returned = 0
    for mission in _by_start(answer):
        if mission in lacking or answer.plan is None:
            continue
        begins = problem.horizon.date(answer.plan.held(mission).start or 0)
        steps = _steps(begins - at.date())
        for state in steps:
            move(session, row_id(mission), state, by, at)
        if steps and steps[-1] == "proposed":
            returned += 1
            if returned % RELUCTANT == 1:
                move(session, row_id(mission), "changes_requested", by, at, reason=REASON)


def _steps(ahead: timedelta) -> Sequence[MissionState]:
    return next((STEPS[:steps] for days, steps in REACHED_BY_DAYS if ahead.days <= days), ())


def _by_start(answer: Answer) -> list[MissionId]:
    held = answer.plan.missions.items() if answer.plan else ()
    starts = sorted((there.start, mission) for mission, there in held if there.start is not None)
    return [mission for _start, mission in starts]
