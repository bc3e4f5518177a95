"""Forcing: what a pin costs is what a fresh solve with it finds; a conflict is named."""

import json

from hypothesis import given

from matcher.files import read_problem
from matcher.halfdays import Span
from matcher.index.tables import Tables
from matcher.plan import Assignment, PinRef, Plan
from matcher.problem import ExpertId, MissionId, Problem, RoleId
from matcher.review import review
from matcher.solve import solve
from matcher.trials.forcing import forced
from matcher.trials.forcing_result import Forced
from matcher.trials.seating import repaired, with_pin
from matcher.trials.trial import TrialLimits
from tests.chance import examples
from tests.matcher import exhaustive, make
from tests.matcher.exhaustive import Json
from tests.matcher.make import MONDAY, held, plan
from tests.matcher.problems import problems

ANNA, M, R = ExpertId("anna"), MissionId("m"), RoleId("r")
HERE = Assignment(M, R, ANNA)
SOON = TrialLimits(seconds=240.0, workers=1)


def force(problem: Problem, at: Plan, here: Assignment = HERE) -> Forced:
    return forced(Tables(problem), at, here, SOON)


def test_forcing_costs_what_a_full_search_of_all_plans_finds() -> None:
    seen = {"optimal": 0, "infeasible": 0}

    @examples(25)
    @given(problems())
    def agree(document: Json) -> None:
        problem = read_problem(json.dumps(document))
        at = solve(problem, workers=1).plan or Plan()
        mission = next(iter(problem.missions.values()))
        here = Assignment(mission.id, mission.roles[0].id, next(iter(problem.experts)))

        found = force(problem, at, here)

        best = exhaustive.best(with_pin_written(document, here)).best
        values = tuple(tier.value for tier in found.tiers)
        assert values == (best or ())
        assert all(tier.optimal for tier in found.tiers)
        seen[found.status] += 1

    agree()
    assert min(seen.values()) > 2, seen


def with_pin_written(document: Json, here: Assignment) -> Json:
    """The document with the pin in it."""
    pins = {**document.get("pins", {})}
    pin = {**pins.get(here.mission, {})}
    seated = pin.get("team", {}).get(here.role, [])
    if here.expert not in seated:
        pin["team"] = {**pin.get("team", {}), here.role: [*seated, here.expert]}
    return {**document, "pins": {**pins, here.mission: pin}}


def test_forcing_into_a_full_role_moves_somebody_out() -> None:
    people = [make.expert(), make.expert("bo", prefers={"ht"})]
    problem = make.problem(make.mission(), people)

    found = force(problem, plan(m=held(MONDAY, "bo")))

    assert found.status == "optimal"
    assert [tier.difference for tier in found.tiers] == [0, 0, 0, 100]
    assert found.plan is not None
    assert found.plan.held(M).team == {"r": ("anna",)}


def test_forcing_names_what_the_pin_sets_aside() -> None:
    problem = make.problem(make.mission(roles=(make.role(kind="member"),)), make.expert())

    found = force(problem, plan(m=held(MONDAY)))

    assert [reason.code for reason in found.waived] == ["role.kind"]
    assert [tier.difference for tier in found.tiers[:2]] == [-1, -1]


def test_forcing_that_no_plan_keeps_names_the_conflict() -> None:
    people = [make.expert(), make.expert("bo")]
    never = make.problem(make.mission(), make.expert(busy=(Span(0, 99),)))
    taken = make.problem(make.mission(), people, pins={M: held(None, "bo")})

    found = [force(never, plan()), force(taken, plan(m=held(MONDAY, "bo")))]

    assert [each.status for each in found] == ["infeasible"] * 2
    assert found[0].conflict == (PinRef(M, None, R, ANNA),)
    assert {ref.expert for ref in found[1].conflict} == {"anna", "bo"}


def test_forcing_somebody_pinned_already_is_the_same_problem() -> None:
    problem = make.problem(make.mission(), make.expert(), pins={M: held(None, "anna")})

    assert with_pin(problem, HERE) is problem


def test_plan_for_a_pin_frees_the_expert_and_fills_the_seat_they_leave() -> None:
    people = [make.expert(), make.expert("bo")]
    problem = make.problem([make.mission(), make.home("other")], people)
    at = plan(m=held(MONDAY), other=held(MONDAY, "anna"))

    found = repaired(Tables(with_pin(problem, HERE)), at, HERE)

    assert found is not None
    assert found.held(M).experts == ("anna",)
    assert found.held(MissionId("other")).experts == ("bo",)
    assert review(problem, found).breaches == ()


def test_plan_for_a_pin_moves_the_mission_where_the_expert_is_busy() -> None:
    problem = make.problem(make.mission(), make.expert(busy=(Span(MONDAY, MONDAY + 2),)))

    found = repaired(Tables(with_pin(problem, HERE)), plan(m=held(MONDAY)), HERE)

    assert found is not None
    assert found.held(M).start == MONDAY + 2
