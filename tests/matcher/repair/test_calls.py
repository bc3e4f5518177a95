"""The fewest calls: what is proven holds, what is published is kept, nothing hangs on the clock."""

import json
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from benchmarks.generate import problem as generated
from matcher.files import read_plan, read_problem
from matcher.halfdays import Span
from matcher.index.tables import Tables
from matcher.plan import Answer, Plan, TierResult
from matcher.problem import MissionId, Tier
from matcher.review import review
from matcher.solve import solve
from matcher.solve.context import SolveContext
from matcher.solve.parameters.repair import REPAIR
from matcher.solve.repair import fewest_calls
from matcher.solve.repair.kept_plan import kept
from tests.chance import examples
from tests.matcher import exhaustive, make
from tests.matcher.exhaustive import Json
from tests.matcher.make import MONDAY, TUESDAY, held
from tests.matcher.problems import near_plans, problems

ABOVE: list[list[Json]] = [
    [{"incomplete": 1}, {"vacancies": 1}],
    [{"incomplete": 1}, {"vacancies": 1}],
    [{"vacancies": 2}],
    [{"incomplete": 1, "vacancies": 2}],
    [],
]
STAFFED: tuple[Tier, ...] = ({"incomplete": 1}, {"vacancies": 1}, {"calls": 1})
Test = Callable[..., None]


@st.composite
def changed(draw: DrawFn) -> Json:
    """A problem with a plan that was published, nearly right before something happened."""
    document: Json = draw(problems())
    document["published"] = draw(near_plans(document))
    calls_weigh = {"calls": draw(st.sampled_from([1, 1, 3]))}
    document["objective"] = [*draw(st.sampled_from(ABOVE)), calls_weigh]
    chance = Random(draw(st.integers(0, 99)))
    if draw(st.booleans()):
        like = chance.choice(document["missions"])
        document["missions"].append({**like, "id": "more"})
    if draw(st.booleans()) and len(document["experts"]) > 1 and not document.get("pins"):
        gone = chance.choice(document["experts"])
        document["experts"].remove(gone)
        for mission in document["missions"]:
            mission["banned"] = [e for e in mission.get("banned", ()) if e != gone["id"]]
    return document


def best_above(document: Json) -> Json | None:
    """A plan that is best in all tiers but the last, where there is any right plan."""
    above = {**document, "objective": [*document["objective"][:-1], {"finish": 1}]}
    found = exhaustive.best(above)
    return None if found.plan is None else exhaustive.write(found.plan)


def called(document: Json, missions: Json, **limits: Any) -> Answer:  # Any: what `solve` takes
    problem = read_problem(json.dumps(document))
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": missions}
    start = read_plan(json.dumps(file), problem.horizon)
    return solve(
        problem, **{"workers": 1, "start": start, "strategies": ["fewest_calls"], **limits}
    )


@pytest.mark.parametrize("few", [0, 1, 6])
@examples(30)
@given(document=changed(), more=st.sampled_from([1, 2]))
def test_calls_are_proven_fewest_and_no_bound_passes_them(
    few: int, document: Json, more: int
) -> None:
    """With few named from the start, many rounds count people who are not there."""
    missions = best_above(document)
    assume(missions is not None)
    best = exhaustive.best(document).best
    heard: list[int] = []
    raise_bound = SolveContext.raise_bound

    def hear(context: SolveContext, total: int) -> None:
        heard.append(total)
        raise_bound(context, total)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fewest_calls, "REPAIR", replace(REPAIR, few=few, more=more))
        patch.setattr(SolveContext, "raise_bound", hear)
        answer = called(document, missions)

    assert best is not None
    assert [total for total in heard if total > best[-1]] == []
    assert [tier.value for tier in answer.tiers] == list(best)
    assert answer.tiers[-1].optimal


@examples(10)
@given(document=changed(), work=st.sampled_from([0.0, 0.001, 1.0]))
def test_calls_depend_on_work_alone(document: Json, work: float) -> None:
    shuffled = dict(document)
    for section in ("experts", "missions"):
        shuffled[section] = Random(7).sample(document[section], len(document[section]))
    ways = {"work_limit": work, "time_limit": 600.0, "workers": 2}

    one = solve(read_problem(json.dumps(document)), **ways)
    other = solve(read_problem(json.dumps(shuffled)), **ways)

    assert (other.status, other.tiers, other.plan) == (one.status, one.tiers, one.plan)


@examples(40)
@given(document=changed())
def test_what_is_kept_is_right(document: Json) -> None:
    """No pins here: with some, what keeps them is where keeping begins."""
    document.pop("pins", None)
    problem = read_problem(json.dumps(document))

    found = kept(Tables(problem), Plan(problem.published), Plan())

    assert review(problem, found).breaches == ()


@examples(40)
@given(document=changed())
def test_a_right_plan_is_kept_as_it_is(document: Json) -> None:
    document.pop("pins", None)
    first = solve(read_problem(json.dumps(document)), workers=1)
    assert first.plan is not None
    problem = replace(read_problem(json.dumps(document)), published=first.plan.missions)

    again = solve(problem, workers=1, strategies=["keep", "fewest_calls"])

    assert again.plan == first.plan
    assert again.tiers[-1].value == again.tiers[-1].bound == 0


def fewest(problem: Any) -> Answer:  # Any: a problem, or what `replace` makes of one
    return solve(replace(problem, objective=problem.objective[:-1]), workers=1)


def test_one_who_leaves_and_one_who_joins_are_called() -> None:
    people = [make.expert("anna"), make.expert("bea"), make.expert("cleo")]
    missions = [make.mission("a"), make.mission("b", partner="mg")]
    published = {"a": held(MONDAY, "anna"), "b": held(MONDAY, "bea"), "c": held(MONDAY, "anna")}
    problem = make.problem(missions, people[1:], published=published)

    answer = fewest(problem)

    assert answer.plan == make.plan(a=held(MONDAY, "cleo"), b=held(MONDAY, "bea"))
    assert answer.tiers[-1] == TierResult(2, 2)


def test_moving_one_mission_is_less_than_changing_two() -> None:
    """Bea goes to both: the small team moves, since nobody can go instead of her."""
    fluent = {"fr": 6}
    french = make.role(languages={"fr": 5})
    people = [make.expert("anna"), make.expert("bea", languages=fluent)]
    missions = [
        make.mission("a", roles=(french, make.role("s")), window=Span(MONDAY, MONDAY + 1)),
        make.mission("b", partner="mg", roles=(french,)),
    ]
    published = {"a": held(TUESDAY, "bea", s=["anna"]), "b": held(MONDAY, "bea")}
    problem = make.problem(missions, people, published=published)

    answer = fewest(problem)

    assert answer.plan is not None
    assert answer.plan.held(MissionId("a")) == held(MONDAY, "bea", s=["anna"])
    assert answer.plan.held(MissionId("b")).start != MONDAY
    assert answer.tiers[-1] == TierResult(3, 3)


def test_a_team_of_named_people_is_plural(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of one group were let pass where somebody without a name might have come as well."""
    monkeypatch.setattr(fewest_calls, "REPAIR", replace(REPAIR, few=0))
    reds = [make.member(name, group="red") for name in ("anna", "bea")]
    busy = make.expert("zoe", busy=(Span(MONDAY, len(make.HORIZON)),))
    mission = make.mission("a", roles=(make.role(count=3),))
    published = {"a": held(MONDAY, "anna", "bea", "blue")}
    problem = make.problem(mission, [*reds, busy], published=published, objective=STAFFED)

    answer = solve(problem, workers=1, strategies=["keep", "counting", "fewest_calls"])

    assert answer.tiers[-1] == TierResult(2, 2)


def test_a_unit_is_replanned_with_calls_proven() -> None:
    document = json.loads(json.dumps(generated("unit", 1)))  # type: ignore[no-untyped-call]  # the generator has no types
    problem = read_problem(json.dumps(document))
    live = solve(problem, work_limit=0.01, time_limit=600).plan
    assert live is not None
    gone = next(assignment.expert for assignment in live.assignments)
    people = {name: expert for name, expert in problem.experts.items() if name != gone}
    less = replace(problem, experts=people, published=live.missions, objective=STAFFED)

    answer = solve(less, work_limit=10.0, time_limit=600)

    assert answer.plan is not None
    assert review(less, answer.plan).breaches == ()
    assert answer.status == "optimal"
    assert answer.tiers[-1].value <= 4
