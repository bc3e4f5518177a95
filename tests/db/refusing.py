"""People who said no, and what is asked of them in tests of refusals."""

from datetime import timedelta

from sqlalchemy.orm import Session

from db.actors import Actor
from db.engine import Ledger
from db.ids import expert_id, mission_id
from db.mapping import load_problem
from db.models import ExpertRow
from db.moments import half_day, last_half_day
from db.operations import answers, refusals
from db.operations.answers import Given
from db.queries import refusals as known
from matcher.plan import Plan
from matcher.problem import Problem
from tests import make
from tests.db.answering import LATER, NO, World, made

THEN = (half_day(make.MONDAY), last_half_day(make.MONDAY + timedelta(days=1)))
"""The days of the mission, which has no travel."""
COORDINATOR = Actor(None, "Ines")


def made_with_kim(ledger: Ledger) -> World:
    """Anne and Jean are published on a mission of two seats; Kim, the third, could go too."""
    found = made(ledger)
    with ledger.write() as session:
        make.expert(session, session.get_one(ExpertRow, found.anne).institution, "Kim Lao")
    return found


def declined(ledger: Ledger, world: World, given: Given = NO) -> None:
    with ledger.write() as session:
        answers.record(session, world.booking, given, "account", COORDINATOR, LATER)


def standing(ledger: Ledger) -> list[tuple[int, int, str]]:
    with ledger.read() as session:
        return [(row.mission_id, row.expert_id, row.kind) for row in known.standing(session)]


def problem_of(session: Session) -> Problem:
    return load_problem(session, today=make.TODAY)


def anne_of(world: World) -> str:
    return expert_id(world.anne)


def team_of(plan: Plan | None, world: World) -> set[str]:
    assert plan is not None
    return set(plan.held(mission_id(world.mission)).experts)


def lift(ledger: Ledger, reason: str = "She can after all.") -> None:
    with ledger.write() as session:
        row = known.standing(session)[0]
        refusals.lift(session, row.id, reason, COORDINATOR, LATER + timedelta(days=1))
