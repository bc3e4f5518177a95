"""Plans there and back: stored, carried over, published, loaded."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from db.engine import Ledger
from db.ids import expert_id, mission_id, role_id
from db.mapping import load_plan, load_problem, store_plan
from db.models import MissionRow
from db.moments import half_day
from db.operations import mission_states, publish
from db.queries import plans
from matcher.plan import Answer, Plan, TierResult
from matcher.problem import ExpertId, Held, Problem
from tests import make
from tests.chance import examples


def _answer(problem: Problem, mission: MissionRow, *experts: int) -> Answer:
    seated = tuple(expert_id(expert) for expert in experts)
    start = problem.horizon.index_of(make.MONDAY)
    held = Held(start, {role_id(mission.roles[0].id): seated})
    return Answer("optimal", Plan({mission_id(mission.id): held}), tiers=(TierResult(0, 0),))


def test_a_stored_plan_is_loaded_as_it_was(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne, paul = make.expert(session, home), make.expert(session, home, "Paul Deru")
        mission = make.mission(session, home, there, make.role(count=2))
        problem = load_problem(session, today=make.TODAY)
        answer = _answer(problem, mission, anne.id, paul.id)

        row = store_plan(session, problem, answer, base_id=None, by=make.BY, at=make.AT)

        session.expire_all()
        assert load_plan(session, row.id, problem) == answer.plan
        assert (row.state, row.tiers) == ("solved", [{"value": 0, "bound": 0, "optimal": True}])


def test_a_seat_of_somebody_imagined_is_stored_empty(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        mission = make.mission(session, home, there, make.role(count=2))
        problem = load_problem(session, today=make.TODAY)
        role, start = role_id(mission.roles[0].id), problem.horizon.index_of(make.MONDAY)
        held = Held(start, {role: (expert_id(anne.id), ExpertId("x-1"))})
        answer = Answer("feasible", Plan({mission_id(mission.id): held}))

        row = store_plan(session, problem, answer, base_id=None, by=make.BY, at=make.AT)

        session.expire_all()
        seated = Held(start, {role: (expert_id(anne.id),)})
        assert load_plan(session, row.id, problem) == Plan({mission_id(mission.id): seated})


def test_a_stored_plan_carries_what_the_problem_was_not_about(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        facts = {"first": date(2026, 6, 1), "state": "closed"}
        done = make.mission(session, home, there, **facts)  # type: ignore[arg-type]
        gone = make.mission(session, home, there, first=date(2027, 1, 11))
        mission = make.mission(session, home, there)
        for each in (done, gone):
            make.staffed(session, each, anne)
        problem, base = load_problem(session, today=make.TODAY), plans.live_id(session)
        row = mission_states.move(
            session, gone.id, "cancelled", make.BY, make.AT, reason="No visas."
        )
        answer = _answer(problem, mission, anne.id)

        plan = store_plan(session, problem, answer, base_id=base, by=make.BY, at=make.AT)

        assert row.state == "cancelled"
        expected = {done.id: half_day(date(2026, 6, 1)), mission.id: half_day(make.MONDAY)}
        assert plans.starts(session, plan.id) == expected
        assert [seat.expert_id for seat in plan.assignments] == [anne.id, anne.id]


def test_a_solved_plan_is_published_and_comes_back_as_published(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        mission = make.mission(session, home, there)
        problem = load_problem(session, today=make.TODAY)
        answer = _answer(problem, mission, anne.id)
        assert answer.plan is not None
        plan = store_plan(session, problem, answer, base_id=None, by=make.BY, at=make.AT)

        publish.publish(session, plan.id, make.BY, make.AT)

        assert load_problem(session, today=make.TODAY).published == answer.plan.missions


@given(plans_=st.lists(st.tuples(st.integers(0, 9), st.sets(st.integers(1, 6))), max_size=4))
@examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_stored_plan_is_loaded_as_it_was(
    stocked: Ledger, plans_: list[tuple[int, set[int]]]
) -> None:
    with stocked.read() as session:
        problem = load_problem(session, today=make.TODAY)
    missions = {}
    for known, (day, people) in zip(problem.missions.values(), plans_, strict=False):
        start = problem.horizon.index_of(make.MONDAY + timedelta(days=day))
        seated = tuple(expert_id(number) for number in sorted(people))
        missions[known.id] = Held(start, {known.roles[0].id: seated} if seated else {})
    answer = Answer("feasible", Plan(missions))

    with stocked.write() as session:
        row = store_plan(session, problem, answer, base_id=None, by=make.BY, at=make.AT)
        number = row.id

    with stocked.read() as session:
        assert load_plan(session, number, problem) == answer.plan


@pytest.fixture
def stocked(sqlite_ledger: Ledger) -> Ledger:
    """Four missions of six seats, six people."""
    with sqlite_ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        for number in range(6):
            make.expert(session, home, f"Anne Bova{number}")
        for _ in range(4):
            last = make.MONDAY + timedelta(days=9)
            make.mission(session, home, there, make.role(count=6), window_last=last)
    return sqlite_ledger
