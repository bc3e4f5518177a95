"""Tiers minimised together: one sum keeps their order, and its bound is split again."""

import json

from hypothesis import given

from matcher.files import read_problem
from matcher.review import review
from matcher.solve.tiers import Group, groups, is_counted
from tests.chance import examples
from tests.matcher import exhaustive, make
from tests.matcher.exhaustive import Json, World
from tests.matcher.make import MONDAY, held, plan
from tests.matcher.problems import planned

TEAM = make.mission(
    roles=(make.role(count=2), make.role("s")), speaks={"fr": 4, "en": 3}, priority=7
)


def test_weight_of_a_tier_is_more_than_all_below_it_can_be() -> None:
    published = {"m": held(MONDAY, "anna", "bo")}
    problem = make.problem(TEAM, [make.expert(), make.expert("bo")], published=published)

    found = groups(problem)

    # vacancies are 7 · (3 seats + 2 languages) at most; calls are not a matter of counting
    assert found == (Group((0, 1), (36, 1)), Group((2,), (1,)), Group((3,), (1,)))
    assert review(problem, plan()).measures["vacancies"] == 35


@examples(25)
@given(planned())
def test_sum_orders_plans_as_their_tiers_do(case: tuple[Json, Json]) -> None:
    document, missions = case
    world = World(document)
    values = [
        exhaustive.tiers(world, exhaustive.measures(world, some))
        for some in ({}, exhaustive.read(missions))
        if not (exhaustive.wrongs(world, some) - {"pin"})
    ]

    found = groups(read_problem(json.dumps(document)))

    assert sorted(tier for group in found for tier in group.tiers) == list(range(len(values[0])))
    sums = [[group.total(each) for group in found] for each in values]
    assert sorted(range(len(values)), key=sums.__getitem__) == sorted(
        range(len(values)), key=values.__getitem__
    )


def test_bound_of_a_sum_is_one_of_each_tier() -> None:
    group = Group((0, 1), (10, 1))

    assert dict(group.bounds(34, (3, 6))) == {0: 3, 1: 4}
    assert dict(group.bounds(36, (3, 6))) == {0: 3, 1: 6}
    assert dict(group.bounds(29, (3, 6))) == {0: 2, 1: 0}
    assert dict(group.bounds(0, (0, 0))) == {0: 0, 1: 0}


def test_tier_that_is_always_0_stays_with_those_that_counting_bounds() -> None:
    quiet = make.problem(TEAM, [make.expert(), make.expert("bo")])

    first = groups(quiet)[0]

    assert first == Group((0, 1, 2), (36, 1, 1))
    assert all(is_counted(quiet, quiet.objective[tier]) for tier in first.tiers)
