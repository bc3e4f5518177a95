"""What a comparison of two plans says, in small and for random ones."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matcher.compare import Comparison, Replaced, RoleChange, SeatHolder, compare
from matcher.compare.missions import seats
from matcher.files import read_plan, read_problem
from matcher.halfdays import HalfDay
from matcher.plan import Plan, TierResult
from matcher.problem import ExpertId, MissionId, Problem, RoleId
from matcher.review import review
from tests.matcher import make
from tests.matcher.drawing import Json
from tests.matcher.problems import near_plans, problems

Pair = tuple[Json, Json, Json]
PAIRS = problems().flatmap(
    lambda each: st.tuples(st.just(each), near_plans(each), near_plans(each))
)
ANNA, BEN, CHLOE = ExpertId("anna"), ExpertId("ben"), ExpertId("chloe")
TEAM = (make.role("r", count=2), make.role("chair"))


def read(pair: Pair) -> tuple[Problem, Plan, Plan]:
    problem = read_problem(json.dumps(pair[0]))
    files = [
        {"format": "hemicycle/plan@1", "status": "feasible", "missions": missions}
        for missions in pair[1:]
    ]
    before, after = (read_plan(json.dumps(file), problem.horizon) for file in files)
    return problem, before, after


def three() -> Problem:
    experts = [
        make.expert(name, languages={"fr": 5} if name == "ben" else {})
        for name in ("anna", "ben", "chloe")
    ]
    return make.problem(make.mission("m", roles=TEAM, speaks={"fr": 4}), experts)


def standing(
    problem: Problem, plan: Plan
) -> dict[MissionId, tuple[HalfDay | None, frozenset[SeatHolder]]]:
    """When each mission is held, and who sits where."""
    return {each: (plan.held(each).start, seats(plan.held(each))) for each in problem.missions}


def applied(
    problem: Problem, plan: Plan, found: Comparison
) -> dict[MissionId, tuple[HalfDay | None, frozenset[SeatHolder]]]:
    """The first plan with the differences made."""
    result = standing(problem, plan)
    for change in found.missions:
        start, team = result[change.mission]
        assert start == change.start_before
        turned = {SeatHolder(role, each.expert) for each in change.roles for role in each.before}
        turning = {SeatHolder(role, each.expert) for each in change.roles for role in each.after}
        team = (team - set(change.left) - turned) | set(change.joined) | turning
        result[change.mission] = change.start_after, team
    return result


@given(PAIRS)
def test_a_plan_does_not_differ_from_itself(pair: Pair) -> None:
    problem, before, _ = read(pair)

    found = compare(problem, before, before)

    assert (found.missions, found.experts, found.calls, found.seats) == ((), (), 0, 0)
    assert set(found.measures.values()) | {tier.step for tier in found.tiers} == {0}


@given(PAIRS)
def test_who_joins_one_way_leaves_the_other_way(pair: Pair) -> None:
    problem, before, after = read(pair)

    there, back = compare(problem, before, after), compare(problem, after, before)

    assert [(c.mission, c.joined, c.left, c.kept) for c in there.missions if c.differs] == [
        (c.mission, c.left, c.joined, c.kept) for c in back.missions if c.differs
    ]
    assert [(e.expert, e.joined, e.left, e.moved) for e in there.experts] == [
        (e.expert, e.left, e.joined, e.moved) for e in back.experts
    ]
    assert {m: -rise for m, rise in there.measures.items()} == dict(back.measures)
    assert there.seats == -back.seats


@given(PAIRS)
def test_calls_are_the_measure_with_the_first_plan_published(pair: Pair) -> None:
    problem, before, after = read(pair)
    published = {mission: before.held(mission) for mission in problem.missions}

    found = compare(problem, before, after)

    assert found.calls == review(replace(problem, published=published), after).measures["calls"]


@given(PAIRS)
def test_the_first_plan_with_the_differences_is_the_second(pair: Pair) -> None:
    problem, before, after = read(pair)

    found = compare(problem, before, after)

    assert applied(problem, before, found) == standing(problem, after)


def test_who_leaves_is_replaced_by_who_joins_the_same_role() -> None:
    before = make.plan(m=make.held(0, "anna", "chloe"))
    after = make.plan(m=make.held(0, "chloe", "ben"))

    (change,) = compare(three(), before, after).missions

    assert change.moved == "stays"
    assert change.replaced == (Replaced(RoleId("r"), ANNA, BEN),)
    assert change.kept == (SeatHolder(RoleId("r"), CHLOE),)
    assert change.languages_met == ("fr",)
    assert change.calls == (ANNA, BEN)


def test_a_change_of_role_alone_is_no_call() -> None:
    before, after = make.plan(m=make.held(0, "anna")), make.plan(m=make.held(0, chair=["anna"]))

    (change,) = compare(three(), before, after).missions

    assert change.roles == (RoleChange(ANNA, (RoleId("r"),), (RoleId("chair"),)),)
    assert change.calls == ()


def test_a_mission_that_is_moved_dropped_or_held_says_so() -> None:
    held, later, none = (make.plan(m=make.held(at, "anna")) for at in (0, 2, None))
    problem = three()

    moves = [(none, held), (held, later), (held, none)]
    said = [compare(problem, *each).missions[0].moved for each in moves]

    assert said == ["held", "moved", "dropped"]
    (expert,) = compare(problem, none, held).experts
    assert (expert.joined, expert.half_days_before, expert.half_days_after) == (("m",), 0, 2)


def test_what_the_problem_does_not_know_is_reported_and_left_out() -> None:
    before = make.plan(gone=make.held(0, "anna"))
    after = make.plan(m=make.held(0, "zoe", cook=["anna"]))

    found = compare(three(), before, after)

    assert [(each.plan, each.section, each.id) for each in found.unknown] == [
        ("before", "missions", "gone"),
        ("after", "experts", "zoe"),
        ("after", "roles", "cook"),
    ]
    assert found.seats == 0


def test_a_bound_counts_only_where_the_file_says_the_values_of_its_plan() -> None:
    problem, plan = three(), make.plan(m=make.held(0, "anna"))
    tiers = compare(problem, plan, plan).after.review.tiers
    proven = tuple(TierResult(value, value) for value in tiers)
    false = tuple(TierResult(value + 1, value + 1) for value in tiers)

    trusted = compare(problem, plan, plan, bounds_after=proven).tiers
    not_trusted = compare(problem, plan, plan, bounds_after=false).tiers

    assert {tier.proven for tier in trusted} == {True}
    assert {tier.bound_after for tier in not_trusted} == {None}


def test_a_plan_that_breaks_rules_is_compared_with_its_breaches() -> None:
    problem = make.problem(make.mission("m", banned=frozenset({ANNA})), make.expert("anna"))

    found = compare(problem, make.plan(), make.plan(m=make.held(0, "anna")))

    assert not found.before.review.breaches
    assert [breach.expert for breach in found.after.review.breaches] == [ANNA]
