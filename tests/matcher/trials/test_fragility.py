"""Losses against exhaustive search and fresh solves; reserves against `review` of everybody."""

import json
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import assume, given

from benchmarks.generate import problem as generated
from matcher.files import read_problem
from matcher.fit import fit
from matcher.plan import Answer, Assignment, Plan
from matcher.problem import ExpertId, Held, MissionId, Problem
from matcher.review import review
from matcher.rules.vacancies import gaps
from matcher.scenario.facts import Said
from matcher.scenario.people import withdraw
from matcher.solve import solve
from matcher.trials.fragility import fragility
from matcher.trials.fragility_losses import Told
from matcher.trials.fragility_reserves import FEW, Reserves, handed
from matcher.trials.trial import TrialLimits, without_last_tier
from tests.chance import examples
from tests.matcher import exhaustive, make
from tests.matcher.exhaustive import Json
from tests.matcher.problems import pinned_problems, problems

ONE = TrialLimits(seconds=240.0, workers=1)


@cache
def unit() -> tuple[Problem, Answer]:
    """A tight year of one parliament with a plan that is best in all tiers but the last."""
    document = generated("unit", 2, tight=True)  # type: ignore[no-untyped-call]  # the generator has no types
    problem = read_problem(json.dumps(document))
    return problem, solve(problem, time_limit=4.0)


def lost(document: Json, expert: str) -> Json:
    """The document without somebody, written down by hand."""
    pins = {
        name: {**pin, "team": {r: [e for e in t if e != expert] for r, t in pin["team"].items()}}
        for name, pin in document.get("pins", {}).items()
    }
    missions = [
        {**each, "banned": [e for e in each.get("banned", ()) if e != expert]}
        for each in document["missions"]
    ]
    experts = [each for each in document["experts"] if each["id"] != expert]
    return {**document, "experts": experts, "missions": missions, "pins": pins}


@examples(20)
@given(document=problems() | pinned_problems())
def test_a_loss_costs_what_exhaustive_search_says(document: Json) -> None:
    problem = read_problem(json.dumps(document))
    answer = solve(problem, workers=1)
    assume(answer.plan is not None and answer.plan.assignments)

    found = fragility(problem, answer, seconds=240.0, limits=ONE)

    assert found.complete
    before = tuple(tier.value for tier in answer.tiers)
    for loss in found.losses:
        best = exhaustive.best(lost(document, loss.expert)).best
        assert loss.impossible == (best is None)
        assert loss.before == before
        if best is not None:
            assert tuple(tier.value for tier in loss.upper) == best[:-1]
            assert loss.is_proven
            assert loss.is_critical == (best[:-1] > before[:-1])
            assert loss.last is not None and loss.last.bound <= best[-1] <= loss.last.value
            assert loss.last.value == best[-1]
    for expert in found.untouched:
        assert exhaustive.best(lost(document, expert)).best == before


@examples(25)
@given(document=problems() | pinned_problems())
def test_reserves_are_those_who_break_nothing(document: Json) -> None:
    problem = read_problem(json.dumps(document))
    answer = solve(problem, workers=1)
    assume(answer.plan is not None and answer.plan.assignments)
    assert answer.plan is not None
    reserves = Reserves(problem, answer.plan)

    found = {seat.expert: reserves.handover(seat.expert) for seat in answer.plan.assignments}

    for handover in found.values():
        for seat, named in handover.seats:
            assert named == everybody_tried(problem, answer.plan, seat)


def everybody_tried(problem: Problem, plan: Plan, seat: Assignment) -> tuple[ExpertId, ...]:
    """The best few who may take a seat, found by trying everybody."""
    mission = problem.missions[seat.mission]
    role = mission.role(seat.role)
    pins = withdraw(Said(problem, {"expert": seat.expert})).pins
    unpinned = replace(problem, pins=pins)
    missing = len(list(gaps(problem, plan, mission)))
    right = [
        expert
        for expert in problem.experts.values()
        if expert.id != seat.expert
        and not review(unpinned, after := handed(plan, seat, expert.id)).breaches
        and len(list(gaps(problem, after, mission))) <= missing
    ]
    right.sort(key=lambda e: (-fit(problem, mission, role, e).total, e.load, e.id))
    return tuple(expert.id for expert in right[:FEW])


@pytest.mark.timeout(900)
def test_a_unit_agrees_with_fresh_solves() -> None:
    problem, answer = unit()
    assert answer.plan is not None
    told: list[Told] = []
    all_known = TrialLimits(stop=lambda: bool(told) and told[-1].done == told[-1].experts)

    found = fragility(problem, answer, seconds=800.0, limits=all_known, progress=told.append)

    seated = {each.expert for each in answer.plan.assignments}
    assert found.complete
    assert {loss.expert for loss in found.losses} == seated
    assert set(found.untouched) == problem.experts.keys() - seated
    assert told[-1] == Told(len(seated), len(seated))
    assert found.losses[: len(found.critical)] == found.critical
    some = Random(1).sample(found.losses, 8)
    for loss in (*found.critical[:6], *some):
        fresh = solve(without_last_tier(withdraw(Said(problem, {"expert": loss.expert}))))
        assert fresh.status == "optimal"
        assert loss.is_proven
        assert tuple(tier.value for tier in loss.upper) == tuple(t.value for t in fresh.tiers)
    for loss in some:
        for seat in loss.seats:
            own = Assignment(seat.mission, seat.role, loss.expert)
            assert seat.reserves == everybody_tried(problem, answer.plan, own)


def test_a_stopped_search_says_that_it_is_not_complete() -> None:
    problem, answer = unit()
    told: list[Told] = []

    found = fragility(
        problem, answer, limits=TrialLimits(stop=lambda: len(told) > 2), progress=told.append
    )

    assert not found.complete
    assert len(found.losses) == 3
    assert len(found.untouched) < len(problem.experts)


def test_no_time_gives_nobody() -> None:
    problem, answer = unit()

    found = fragility(problem, answer, seconds=0.0)

    assert found.losses == ()
    assert not found.complete


def test_who_alone_speaks_for_a_seat_is_critical() -> None:
    role = make.role(languages={"fr": 4})
    problem = make.problem(
        missions=[make.mission("m", roles=(role,)), make.mission("n")],
        experts=[make.expert("anna", languages={"fr": 5}), make.expert("ben"), make.expert("cleo")],
    )
    answer = solve(problem, workers=1)

    found = fragility(problem, answer, limits=ONE)

    assert [loss.expert for loss in found.critical] == ["anna"]
    assert found.critical[0].costs == (1, 1, 0)
    assert found.critical[0].seats[0].reserves == ()


def test_a_pinned_team_of_one_group_is_impossible_without_the_other() -> None:
    crew = make.role(count=3)
    members = [make.member(name, group=name[0]) for name in ("red1", "red2", "blue")]
    problem = make.problem(
        missions=[make.mission(roles=(crew,))],
        experts=members,
        pins={MissionId("m"): Held(0, {crew.id: (ExpertId("red1"), ExpertId("red2"))})},
    )
    answer = solve(problem, workers=1)

    found = fragility(problem, answer, limits=ONE)

    assert [loss.expert for loss in found.losses if loss.impossible] == ["blue"]
    assert found.losses[0].expert == "blue"
