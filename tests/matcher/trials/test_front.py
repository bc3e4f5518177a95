"""Fronts against every plan of tiny problems: points are plans, none beats another."""

import json
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from benchmarks.generate import problem as generated
from matcher.files import read_problem
from matcher.problem import Tier
from matcher.review import review
from matcher.trials.front import front, with_weights
from matcher.trials.front_points import Searched
from matcher.trials.front_weights import extremes, whole
from matcher.trials.trial import TrialLimits
from tests.chance import examples
from tests.matcher import exhaustive, make
from tests.matcher.exhaustive import Json, World
from tests.matcher.problems import problems

ONE = TrialLimits(seconds=240.0, workers=1)
ABOVE: list[list[Json]] = [
    [{"incomplete": 1}, {"vacancies": 1}],
    [{"incomplete": 1}, {"vacancies": 1}, {"calls": 1}],
    [{"vacancies": 1}],
    [],
]
LAST: list[Json] = [
    {"misfit": 10, "burden": 1, "delay": 2},
    {"misfit": 1, "burden": 1},
    {"cost": 1, "delay": 3},
    {"pool": 5, "burden": 1},
    {"finish": 1, "misfit": 2, "cost": 1},
]


@st.composite
def traded_problems(draw: DrawFn) -> Json:
    """Tiny problems whose last tier has two or three measures."""
    document: Json = draw(problems())
    document["experts"] = document["experts"][:3]
    document["missions"] = document["missions"][:2]
    kept = {each["id"] for each in document["experts"]}
    for mission in document["missions"]:
        mission["banned"] = [each for each in mission.get("banned", ()) if each in kept]
    objective = [*draw(st.sampled_from(ABOVE)), draw(st.sampled_from(LAST))]
    left = {k: v for k, v in document.items() if k not in ("pins", "published")}
    return {**left, "objective": objective}


@examples(20)
@given(document=traded_problems())
def test_a_front_is_that_of_all_plans(document: Json) -> None:
    problem, world = read_problem(json.dumps(document)), World(document)

    found = front(problem, seconds=240.0, limits=ONE)

    everything = [exhaustive.measures(world, plan) for plan in exhaustive.right_plans(world)]
    valued = [(exhaustive.tiers(world, each)[:-1], each) for each in everything]
    above = min(tiers for tiers, _ in valued)
    rivals = {tuple(each[m] for m in found.measures) for tiers, each in valued if tiers == above}
    places = [tuple(point.measures.values()) for point in found.points]
    assert found.complete
    assert set(places) <= rivals
    for point, place in zip(found.points, places, strict=True):
        assert point.is_proven
        assert not any(beats(rival, place) for rival in rivals)
        read = review(with_weights(problem, point.weights), point.plan)
        assert read.breaches == ()
        assert read.tiers == (*above, point.tier.value)
        assert all(read.measures[m] == value for m, value in point.measures.items())
    for number in range(len(found.measures)):
        assert min(place[number] for place in places) == min(rival[number] for rival in rivals)


def beats(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Is one no worse anywhere and better somewhere?"""
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def test_a_unit_has_a_front_of_several_points() -> None:
    document = generated("unit", 1)  # type: ignore[no-untyped-call]  # the generator has no types
    problem = read_problem(json.dumps(document))
    heard: list[Searched] = []

    found = front(problem, points=3, limits=TrialLimits(seconds=10.0), progress=heard.append)

    places = [tuple(point.measures.values()) for point in found.points]
    assert found.measures == ("misfit", "burden", "delay")
    assert len(places) >= 3
    assert not any(beats(one, other) for one, other in permutations(places, 2))
    assert len({tuple(tier.value for tier in point.upper) for point in found.points}) == 1
    assert all(review(problem, point.plan).breaches == () for point in found.points)
    assert heard[-1].points >= 3


def test_one_measure_has_nothing_to_trade() -> None:
    problem = replace(
        make.problem(missions=[make.mission()], experts=[make.expert()]),
        objective=({"incomplete": 1}, {"misfit": 3, "delay": 0}),
    )

    found = front(problem, limits=ONE)

    assert found.measures == ("misfit",)
    assert len(found.points) == 1
    assert found.complete


def test_a_stop_keeps_what_was_found() -> None:
    problem = make.problem(missions=[make.mission()], experts=[make.expert()])
    heard: list[Searched] = []

    found = front(problem, limits=TrialLimits(stop=lambda: bool(heard)), progress=heard.append)

    assert heard == [Searched(1, 1)]
    assert len(found.points) == 1
    assert not found.complete


@pytest.mark.parametrize("weights", [{"misfit": 1}, {"misfit": 1, "burden": 1, "delay": -1}])
def test_weights_are_of_the_measures_of_the_last_tier(weights: Tier) -> None:
    with pytest.raises(ValueError, match="misfit, burden, delay"):
        with_weights(make.problem(), weights)


def test_extremes_make_one_measure_count_nearly_alone() -> None:
    problem = replace(make.problem(), objective=({"misfit": 10, "burden": 1},))

    assert extremes(problem) == ({"misfit": 10_000, "burden": 1}, {"misfit": 10, "burden": 1000})


def test_whole_weights_keep_their_proportions() -> None:
    assert whole({"misfit": 0.5, "delay": 0.25}) == {"misfit": 2, "delay": 1}
    assert whole({"misfit": 1e6, "delay": 1e-6}) == {"misfit": 10_000, "delay": 1}
