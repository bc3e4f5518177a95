"""Solver, reader and exhaustive search say the same of random tiny problems."""

import json
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.files import read_plan, read_problem, write_plan
from matcher.plan import Answer, PinRef, Plan
from matcher.problem import Problem
from matcher.review import review
from matcher.rules import AIMS, CODES
from matcher.solve import solve
from tests.chance import examples, often
from tests.matcher import exhaustive, fixed
from tests.matcher.exhaustive import Json, World
from tests.matcher.problems import near_plans, pinned_problems, planned, problems

FAMILY = {"role": "requirements", "expert": "requirements"}
Test = Callable[..., None]


def read(document: Json) -> Problem:
    return read_problem(json.dumps(document))


def plan_of(missions: Json, problem: Problem) -> Plan:
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": missions}
    return read_plan(json.dumps(file), problem.horizon)


def found_by(document: Json, **limits: Any) -> Answer:  # Any: whatever `solve` takes
    return solve(read(document), **{"time_limit": 240.0, "workers": 1, **limits})


def with_pins(document: Json, pins: Iterable[PinRef]) -> Json:
    """The document with these pins alone."""
    found: Json = {}
    for pin in pins:
        held = found.setdefault(pin.mission, {"team": {}})
        if pin.role is None:
            held["start"] = pin.start
        else:
            held["team"].setdefault(pin.role, []).append(pin.expert)
    return {**document, "pins": found}


def shuffled(document: Json, seed: int) -> Json:
    """The same problem with its lists and mappings in another order."""
    random, found = Random(seed), {}
    for key, value in document.items():
        found[key] = random.sample(value, len(value)) if is_unordered(key, value) else value
    return dict(random.sample(list(found.items()), len(found)))


def is_unordered(key: str, value: object) -> bool:
    return isinstance(value, list) and key not in ("horizon", "objective")


@examples(30)
@given(problems())
def test_solver_finds_the_best_plan(document: Json) -> None:
    best = exhaustive.best(document).best

    answer = found_by(document)

    assert (answer.status, [(t.value, t.bound) for t in answer.tiers]) == (
        ("infeasible", []) if best is None else ("optimal", [(value, value) for value in best])
    )


@examples(10)
@given(problems())
def test_solvers_plan_is_right_and_measured_right(document: Json) -> None:
    problem = read(document)
    answer = solve(problem, workers=1)
    assume(answer.plan is not None)
    assert answer.plan is not None
    plan, world = exhaustive.read(write_plan(answer.plan, problem.horizon)), World(document)

    found = review(problem, answer.plan)

    assert exhaustive.wrongs(world, plan) == set()
    assert found.breaches == ()
    assert answer.measures == found.measures == exhaustive.measures(world, plan)
    assert tuple(tier.value for tier in answer.tiers) == found.tiers


def test_conflict_is_irreducible() -> None:
    conflicts = []

    @examples(20)
    @given(pinned_problems())
    def is_irreducible(document: Json) -> None:
        answer = found_by(document, time_limit=240.0)

        assert (answer.status == "infeasible") == (not exhaustive.is_feasible(document))
        conflict = answer.conflict
        conflicts.append(conflict)
        if answer.status == "infeasible":
            assert len(set(conflict)) == len(conflict) > 0
            assert not exhaustive.is_feasible(with_pins(document, conflict))
            for pin in conflict:
                others = [other for other in conflict if other != pin]
                assert exhaustive.is_feasible(with_pins(document, others))

    is_irreducible()
    assert often(conflicts, 0.25)


@examples(40)
@given(planned())
def test_reader_and_exhaustive_search_agree_on_any_plan(case: tuple[Json, Json]) -> None:
    document, missions = case
    problem, world, plan = read(document), World(document), exhaustive.read(missions)

    found = review(problem, plan_of(missions, problem))

    families = {breach.code.split(".")[0] for breach in found.breaches}
    wrongs = exhaustive.wrongs(world, plan)
    assert {FAMILY.get(family, family) for family in families} == wrongs
    assert {breach.code for breach in found.breaches} <= set(CODES)
    if not wrongs:
        assert found.measures == exhaustive.measures(world, plan)
        assert found.tiers == exhaustive.tiers(world, exhaustive.measures(world, plan))


def test_solver_takes_a_plan_where_it_is_right() -> None:
    rights = []

    @examples(25)
    @given(planned())
    def is_taken_where_right(case: tuple[Json, Json]) -> None:
        document, missions = case
        problem, world = read(document), World(document)
        rights.append(not exhaustive.wrongs(world, exhaustive.read(missions)))

        assert fixed.accepts(problem, plan_of(missions, problem)) == rights[-1]

    is_taken_where_right()
    assert 0 < sum(rights) < len(rights)


@examples(15)
@given(problems().flatmap(lambda document: st.tuples(st.just(document), near_plans(document))))
def test_solver_measures_a_right_plan_as_the_reader_does(case: tuple[Json, Json]) -> None:
    document, missions = case
    problem, world = read(document), World(document)
    assume(not exhaustive.wrongs(world, exhaustive.read(missions)))

    found = fixed.measures(problem, plan_of(missions, problem))

    assert found == exhaustive.measures(world, exhaustive.read(missions))


@examples(15)
@given(problems().flatmap(lambda document: st.tuples(st.just(document), near_plans(document))))
def test_hint_of_a_right_plan_says_every_variable(case: tuple[Json, Json]) -> None:
    document, missions = case
    problem, world = read(document), World(document)
    assume(not exhaustive.wrongs(world, exhaustive.read(missions)))
    x = fixed.declared(problem)
    for aim in AIMS:
        aim.declare(x)

    x.hint(plan_of(missions, problem))

    hint = fixed.hint_of(x)
    for var in fixed.all_variables(x):
        x.model.add(var == hint[var.index])
    assert fixed.solved(x) is not None


@examples(8)
@given(problems(), st.sampled_from([0.0, 0.0001, 0.001]))
def test_bounds_never_pass_the_optimum(document: Json, work: float) -> None:
    best = exhaustive.best(document).best
    assume(best is not None)
    assert best is not None

    answer = found_by(document, work_limit=work)

    for tier, value in zip(answer.tiers, best, strict=True):
        assert tier.bound <= value <= tier.value
        if tier.value != value:
            break  # what follows is proven given a worse value of this tier


@examples(8)
@given(problems(), st.integers(0, 9))
def test_order_of_the_file_changes_nothing(document: Json, seed: int) -> None:
    one = found_by(document, work_limit=5.0, workers=2)

    other = found_by(shuffled(document, seed), work_limit=5.0, workers=2)

    assert (other.status, other.tiers, other.plan) == (one.status, one.tiers, one.plan)
    assert (other.vacancies, other.conflict) == (one.vacancies, one.conflict)


@pytest.mark.parametrize("work", [0.0005, 5.0])
@examples(4)
@given(document=problems())
def test_same_work_gives_the_same_plan(work: float, document: Json) -> None:
    one = found_by(document, work_limit=work, workers=2, seed=3)

    other = found_by(document, work_limit=work, workers=2, seed=3)

    assert (other.status, other.tiers, other.plan) == (one.status, one.tiers, one.plan)


@examples(10)
@given(problems())
def test_exhaustive_search_misses_nothing(document: Json) -> None:
    """Its own pruning, held against every right plan of the first missions alone."""
    names = [mission["id"] for mission in document["missions"][:2]]
    few: Json = {**document, "missions": document["missions"][:2]}
    few["pins"] = {m: p for m, p in document.get("pins", {}).items() if m in names}
    world = World(few)
    sizes = [len(exhaustive.options(world, mission)) for mission in world.missions.values()]
    assume(sizes[0] * sizes[-1] <= 2000)

    every = [
        exhaustive.tiers(world, exhaustive.measures(world, plan))
        for plan in exhaustive.right_plans(world)
    ]

    assert exhaustive.best(few).best == min(every, default=None)
