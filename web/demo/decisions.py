"""What the unit has decided of the missions of its new plan: the nearer, the firmer."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.ids import row_id
from db.operations.mission_states import NEEDS_A_DATE, move
from db.words import MissionState
from matcher.plan import Answer
from matcher.problem import MissionId

STEPS: tuple[MissionState, ...] = ("approved", "proposed", "accepted", "scheduled")
REACHED_BY_SHARE = ((0.2, 4), (0.33, 3), (0.44, 2), (0.6, 1))
"""Steps that the nearest missions have taken, by their share of all dates: so there are some of
each state on any day, and whatever is firmer begins earlier."""
RELUCTANT = 7
"""Each mission of that many that were proposed comes back with changes asked for."""
REASON = "Le parlement partenaire propose une équipe plus restreinte."


def agree(session: Session, answer: Answer, by: Actor, at: datetime) -> None:
    """Let partners agree to what is published: there is nothing to agree to before."""
    for mission, steps in _steps(answer):
        for state in steps:
            if state in NEEDS_A_DATE:
                move(session, row_id(mission), state, by, at)


def decide(session: Session, answer: Answer, by: Actor, at: datetime) -> None:
    """Take missions to what is proposed; one that lacks somebody stays as it was planned."""
    returned = 0
    for mission, steps in _steps(answer):
        for state in steps:
            if state not in NEEDS_A_DATE:
                move(session, row_id(mission), state, by, at)
        if steps and steps[-1] == "proposed":
            returned += 1
            if returned % RELUCTANT == 1:
                move(session, row_id(mission), "changes_requested", by, at, reason=REASON)


def _steps(answer: Answer) -> Iterator[tuple[MissionId, Sequence[MissionState]]]:
    """How far each complete mission has come; those of one date have come equally far."""
    lacking = {vacancy.mission for vacancy in answer.vacancies}
    starts = {
        mission: held.start
        for mission, held in (answer.plan.missions.items() if answer.plan else ())
        if held.start is not None and mission not in lacking
    }
    dates = sorted(set(starts.values()))
    for mission, start in sorted(starts.items(), key=lambda each: (each[1], each[0])):
        share = dates.index(start) / len(dates)
        yield mission, next((STEPS[:n] for least, n in REACHED_BY_SHARE if share < least), ())
