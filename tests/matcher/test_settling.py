"""Empty missions have no date without need, whoever found the plan; no tier is worse."""

import json

import pytest
from hypothesis import assume, given

from matcher.files import read_problem
from matcher.halfdays import Span
from matcher.plan import Plan, Progress
from matcher.problem import After, Held, MissionId, Problem, Tier
from matcher.review import review
from matcher.rules.vacancies import gaps
from matcher.solve import solve
from matcher.solve.settling import settle
from tests.matcher import make
from tests.matcher.exhaustive import Json
from tests.matcher.make import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.problems import problems
from tests.matcher.test_agreement import examples

NOBODY = make.role(kind="member")
"""A role that no official of these problems meets."""
SEATS: tuple[Tier, ...] = ({"incomplete": 1}, {"vacancies": 1})


def settled(problem: Problem, found: Plan) -> Plan:
    return settle(problem, found, review(problem, found))[0]


def test_mission_that_nobody_can_staff_stays_undated() -> None:
    problem = make.problem([make.mission("a"), make.mission("b", roles=(NOBODY,))], make.expert())

    answer = solve(problem, workers=1)

    assert answer.plan is not None
    assert answer.plan.held(MissionId("a")).start is not None
    assert answer.plan.held(MissionId("b")) == Held()


def test_pinned_empty_mission_keeps_its_date() -> None:
    missions = [make.mission("a"), make.mission("b", roles=(NOBODY,), partner="mg")]
    problem = make.problem(missions, make.expert(), pins={"b": held(TUESDAY)})

    answer = solve(problem, workers=1)

    assert answer.plan is not None
    assert answer.plan.held(MissionId("b")) == held(TUESDAY)


def test_empty_mission_keeps_the_date_it_was_published_with() -> None:
    empty = make.mission("b", roles=(NOBODY,), partner="mg")
    problem = make.problem(empty, make.expert(), published={"b": held(WEDNESDAY)}, objective=SEATS)

    answer = solve(problem, workers=1)

    assert answer.plan is not None
    assert answer.plan.held(MissionId("b")) == held(WEDNESDAY)


def test_published_date_that_is_closed_now_is_not_kept() -> None:
    empty = make.mission("b", roles=(NOBODY,), closed=(Span(WEDNESDAY, WEDNESDAY + 2),))
    problem = make.problem(empty, make.expert(), published={"b": held(WEDNESDAY)}, objective=SEATS)

    assert settled(problem, plan(b=held(FRIDAY))) == plan(b=held(FRIDAY))
    assert settled(problem, plan(b=held(None))) == plan(b=held(None))


def test_empty_mission_before_a_held_one_keeps_its_date() -> None:
    first = make.mission("a", roles=(NOBODY,), after=(After(MissionId("z")),))
    missions = [
        make.mission("z", roles=(NOBODY,)),
        first,
        make.mission("b", after=(After(MissionId("a")),)),
        make.mission("c", roles=(NOBODY,), partner="mg"),
    ]
    problem = make.problem(missions, make.expert())
    found = plan(z=held(MONDAY), a=held(TUESDAY), b=held(WEDNESDAY, "anna"), c=held(MONDAY))

    kept = settled(problem, found)

    assert kept == plan(z=held(MONDAY), a=held(TUESDAY), b=held(WEDNESDAY, "anna"), c=Held())


def test_mission_that_needs_nobody_keeps_its_date() -> None:
    problem = make.problem(make.mission("a", roles=()), make.expert())

    assert settled(problem, plan(a=held(MONDAY))) == plan(a=held(MONDAY))


def test_needless_date_is_left_out_even_where_that_is_better() -> None:
    empty = make.mission("a", roles=(NOBODY,), preferred=MONDAY)
    problem = make.problem(empty, make.expert())
    found = plan(a=held(FRIDAY))

    after, seen = settle(problem, found, review(problem, found))

    assert after == plan(a=Held())
    assert seen == review(problem, after)
    assert seen.tiers < review(problem, found).tiers


def test_published_date_that_costs_days_is_not_taken_up_again() -> None:
    empty = make.mission("a", roles=(NOBODY,), preferred=MONDAY)
    problem = make.problem(empty, make.expert(), published={"a": held(FRIDAY)})

    assert settled(problem, plan(a=Held())) == plan(a=Held())


@pytest.mark.parametrize("strategy", ["construct", "lns", "cpsat", "lagrangian", "counting"])
def test_best_plans_so_far_have_no_needless_date(strategy: str) -> None:
    missions = [make.mission("a"), make.mission("b", roles=(NOBODY,)), make.home("c")]
    problem, heard = make.problem(missions, make.expert()), list[Progress]()

    solve(problem, workers=1, progress=heard.append, strategies=("construct", strategy))

    assert heard
    for news in heard:
        assert news.plan is not None
        assert review(problem, news.plan).breaches == ()
        assert needless(problem, news.plan) == []


@examples(20)
@given(problems())
def test_no_plan_has_a_needless_date_and_the_reader_agrees(document: Json) -> None:
    problem = read_problem(json.dumps(document))
    answer = solve(problem, workers=1, time_limit=240.0)
    assume(answer.plan is not None)
    assert answer.plan is not None

    found = review(problem, answer.plan)

    assert needless(problem, answer.plan) == []
    assert found.breaches == ()
    assert (found.measures, found.tiers) == (
        answer.measures,
        tuple(tier.value for tier in answer.tiers),
    )


def needless(problem: Problem, found: Plan) -> list[MissionId]:
    """Empty missions with a date that is no decision, known to nobody, and no other waits for."""
    dated = {m for m in problem.missions if found.held(m).start is not None}
    awaited = {after.mission for m in dated for after in problem.missions[m].after}
    return [
        m
        for m in sorted(dated - awaited)
        if not found.held(m).experts
        and any(gaps(problem, found, problem.missions[m]))
        and problem.pins.get(m, Held()) == Held()
        and problem.published.get(m, Held()).start is None
    ]
