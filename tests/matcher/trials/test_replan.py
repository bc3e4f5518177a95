"""Replanning: what begins soon stays, what facts forbid is named, few people are called."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from benchmarks.generate import problem as generated
from matcher.files import read_problem
from matcher.halfdays import Span
from matcher.plan import Plan, TierResult
from matcher.problem import Held, MissionId, Problem
from matcher.review import review
from matcher.solve import solve
from matcher.trials.replan import replan
from matcher.trials.trial import Limits
from tests.chance import examples
from tests.matcher import make
from tests.matcher.make import FRIDAY, MONDAY, THURSDAY, TUESDAY, held, plan
from tests.matcher.problems import near_plans, problems

PLACES = [("a", "ht"), ("b", "mg")]
EXACT = Limits(seconds=240.0, workers=1)


@st.composite
def published(draw: DrawFn) -> Problem:
    """A problem with a plan that was nearly right when it was published."""
    document = draw(problems())
    document.pop("objective", None)
    document["published"] = draw(near_plans(document))
    return read_problem(json.dumps(document))


def people(*names: str, **facts: Any) -> list[Any]:  # Any: what `make.expert` takes and gives
    return [make.expert(name, **facts) for name in names]


def same(one: Held, other: Held) -> bool:
    """The same date and the same people in the same roles, in whatever order."""
    teams = [{r: sorted(team) for r, team in held.team.items() if team} for held in (one, other)]
    return one.start == other.start and teams[0] == teams[1]


@examples(25)
@given(problem=published(), until=st.integers(0, 16))
def test_frozen_missions_stay_unless_something_is_named(problem: Problem, until: int) -> None:
    live = Plan(problem.published)

    found = replan(problem, live, until=until, limits=EXACT)

    if solve(problem, workers=1, work_limit=0.0).status == "infeasible":
        return
    assert found.answer.plan is not None
    assert review(problem, found.answer.plan).breaches == ()
    lost = {breach.mission for breach in found.lost}
    for name in found.frozen:
        held = found.answer.plan.held(name)
        assert held.start == live.held(name).start
        assert name in lost or same(held, pinned_too(problem, name, live.held(name)))
    for name, was in live.missions.items():
        mission = problem.missions[name]
        if was.start is not None and was.start - mission.travel_before < until:
            pin = problem.pins.get(name, Held())
            is_decided = pin.start not in (None, was.start)
            assert name in found.frozen or name in lost or is_decided


def pinned_too(problem: Problem, name: MissionId, was: Held) -> Held:
    """A team with whom somebody has pinned beside it."""
    pin = problem.pins.get(name, Held())
    team = {role: tuple(seated) for role, seated in was.team.items()}
    for role, seated in pin.team.items():
        team[role] = (*team.get(role, ()), *(e for e in seated if e not in team.get(role, ())))
    return replace(was, team=team)


def test_nothing_changed_and_nobody_is_called() -> None:
    problem = make.problem([make.mission("a"), make.mission("b", partner="mg")], people("anna"))
    live = plan(a=held(MONDAY, "anna"), b=held(FRIDAY, "anna"))

    found = replan(problem, live, until=TUESDAY, limits=EXACT)

    assert found.answer.plan == live
    assert (found.frozen, found.lost) == (("a",), ())
    assert found.calls == TierResult(0, 0)


def test_an_empty_seat_of_a_frozen_mission_is_left_empty() -> None:
    missions = [make.mission(n, partner=p, roles=(make.role(count=2),)) for n, p in PLACES]
    problem = make.problem(missions, people("anna", "bea"))
    live = plan(a=held(MONDAY, "anna"), b=held(FRIDAY, "anna"))

    found = replan(problem, live, until=TUESDAY, limits=EXACT)

    assert found.answer.plan is not None
    assert found.answer.plan.held(MissionId("a")) == held(MONDAY, "anna")
    assert found.answer.plan.held(MissionId("b")) == held(FRIDAY, "anna", "bea")
    assert found.calls == TierResult(1, 1)


def test_whoever_is_gone_or_busy_is_named_and_replaced() -> None:
    mission = make.mission("a", roles=(make.role(count=3),))
    ill = make.expert("bea", busy=(Span(MONDAY, TUESDAY),))
    problem = make.problem(mission, [ill, *people("cleo", "dora", "eve")])
    live = plan(a=held(MONDAY, "anna", "bea", "cleo"))

    found = replan(problem, live, until=TUESDAY, limits=EXACT)

    assert [(b.code, b.mission, b.expert) for b in found.lost] == [
        ("plan.unknown_expert", "a", "anna"),
        ("availability.busy", "a", "bea"),
    ]
    assert found.answer.plan == plan(a=held(MONDAY, "cleo", "dora", "eve"))
    assert found.calls == TierResult(4, 4)


def test_who_no_longer_meets_a_role_is_named() -> None:
    mission = make.mission("a", roles=(make.role(kind="member"),))
    problem = make.problem(mission, [make.expert("anna"), make.member("marc")])

    found = replan(problem, plan(a=held(MONDAY, "anna")), until=TUESDAY, limits=EXACT)

    assert [breach.code for breach in found.lost] == ["role.kind"]
    assert found.answer.plan == plan(a=held(MONDAY, "marc"))


def test_a_closed_partner_unfreezes_the_date() -> None:
    closed = make.partner("ht", closed=(Span(MONDAY, THURSDAY),))
    problem = make.problem(make.mission("a"), people("anna"), partners=[closed])

    found = replan(problem, plan(a=held(MONDAY, "anna")), until=TUESDAY, limits=EXACT)

    assert [(b.code, b.mission) for b in found.lost] == [("start.closed", "a")]
    assert found.frozen == ()
    assert found.answer.plan == plan(a=held(THURSDAY, "anna"))


def test_travel_begins_before_the_mission() -> None:
    there = make.mission("a", travel_before=2)
    problem = make.problem([there, make.mission("b", partner="mg")], people("anna", "bea"))
    live = plan(a=held(TUESDAY, "anna"), b=held(TUESDAY, "bea"))

    found = replan(problem, live, until=TUESDAY, limits=EXACT)

    assert found.frozen == ("a",)


def test_another_date_that_was_decided_is_no_freeze() -> None:
    problem = make.problem(make.mission("a"), people("anna"), pins={"a": held(FRIDAY)})

    found = replan(problem, plan(a=held(MONDAY, "anna")), until=TUESDAY, limits=EXACT)

    assert (found.frozen, found.lost) == ((), ())
    assert found.answer.plan == plan(a=held(FRIDAY, "anna"))


def test_two_of_one_group_are_not_kept_where_nobody_else_can_come() -> None:
    """The pins alone could still be mended by a third; only solving tells that nobody can."""
    mission = make.mission("a", roles=(make.role(count=3),))
    reds = [make.member(name, group="red") for name in ("anna", "bea")]
    live = plan(a=held(MONDAY, "anna", "bea", "blue"))

    found = replan(make.problem(mission, reds), live, until=TUESDAY, limits=EXACT)

    assert [(b.code, b.expert) for b in found.lost] == [
        ("pin.expert_missing", "bea"),
        ("plan.unknown_expert", "blue"),
    ]
    assert found.answer.plan == plan(a=held(MONDAY, "anna"))


def test_missions_that_now_clash_are_kept_the_earlier_first() -> None:
    missions = [make.mission(name, partner=partner) for name, partner in PLACES]
    problem = make.problem(missions, [make.expert("anna", rest=9), make.expert("bea")])
    live = plan(a=held(MONDAY, "anna"), b=held(THURSDAY, "anna"))

    found = replan(problem, live, until=FRIDAY, limits=EXACT)

    assert [(b.code, b.mission, b.expert) for b in found.lost] == [("rest.too_short", "b", "anna")]
    assert found.answer.plan == plan(a=held(MONDAY, "anna"), b=held(THURSDAY, "bea"))


def test_freezing_a_month_of_a_unit() -> None:
    document = json.loads(json.dumps(generated("unit", 2)))  # type: ignore[no-untyped-call]  # the generator has no types
    problem = read_problem(json.dumps(document))
    live = solve(problem, work_limit=0.01, time_limit=600).plan
    assert live is not None
    first = min(start for h in live.missions.values() if (start := h.start) is not None)
    soon = first + 56
    gone = next(e for h in live.missions.values() if (h.start or 0) > soon for e in h.experts)
    others = {name: expert for name, expert in problem.experts.items() if name != gone}
    limits = Limits(seconds=600.0, work=5.0)

    found = replan(replace(problem, experts=others), live, until=soon, limits=limits)

    assert found.answer.plan is not None
    assert found.frozen
    assert all(same(found.answer.plan.held(name), live.held(name)) for name in found.frozen)
    assert found.calls is not None
    assert found.calls.optimal
    assert [breach.expert for breach in found.lost] in ([], [gone])
