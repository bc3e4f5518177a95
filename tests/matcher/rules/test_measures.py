"""Measures: what makes one right plan better than another, to the last unit."""

from typing import Any

import pytest

from matcher.problem import Costs, Expert, Held, InstitutionId, PartnerId
from matcher.review import review
from tests.matcher import make
from tests.matcher.make import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.rules.judge import measure

PEOPLE = [
    make.expert(languages={"fr": 5}),
    make.expert("bo", institution="fr", languages={"fr": 2, "en": 6}),
    make.expert("cy"),
]
TEAM = make.mission(
    roles=(make.role(count=2), make.role("s")), speaks={"fr": 4, "en": 3}, priority=7
)


@pytest.mark.parametrize(
    ("team", "incomplete", "vacancies"),
    [
        (held(None), 7, 35),
        (held(MONDAY), 7, 35),
        (held(MONDAY, "anna"), 7, 21),
        (held(MONDAY, "cy", s=["bo"]), 7, 14),
        (held(MONDAY, "anna", "bo"), 7, 7),
        (held(MONDAY, "cy", "bo"), 7, 14),
        (held(MONDAY, "anna", "bo", s=["cy"]), 0, 0),
    ],
    ids=str,
)
def test_empty_seats_and_languages_cost_the_priority(
    team: Held, incomplete: int, vacancies: int
) -> None:
    problem, of = make.problem(TEAM, PEOPLE), plan(m=team)

    assert measure("incomplete", problem, of) == incomplete
    assert measure("vacancies", problem, of) == vacancies


def test_language_is_met_by_one_who_speaks_it_well_enough() -> None:
    for rank, missing in ((5, 0), (6, 1)):
        problem = make.problem(make.mission(speaks={"fr": rank}), PEOPLE)

        assert measure("vacancies", problem, plan(m=held(MONDAY, "anna"))) == missing
        assert measure("incomplete", problem, plan(m=held(MONDAY, "anna"))) == missing


@pytest.mark.parametrize(
    ("team", "calls"),
    [
        (held(MONDAY, "anna", "bo"), 0),
        (held(MONDAY, "anna", s=["bo"]), 0),  # another role
        (held(MONDAY, "anna"), 1),  # one leaves
        (held(MONDAY, "anna", "bo", s=["cy"]), 1),  # one joins
        (held(MONDAY, "anna", "cy"), 2),  # one leaves, one joins
        (held(TUESDAY, "anna", "bo"), 2),  # both move
        (held(TUESDAY, "anna", "cy"), 3),  # one moves, one leaves, one joins
        (held(TUESDAY), 2),  # both leave
        (held(None), 2),
    ],
    ids=str,
)
def test_calls_are_people_who_must_hear_of_a_change(team: Held, calls: int) -> None:
    published = {"m": held(MONDAY, "anna", "bo"), "gone": held(MONDAY, "anna", "cy")}
    problem = make.problem(TEAM, PEOPLE, published=published)

    assert measure("calls", problem, plan(m=team)) == calls


def test_mission_that_was_not_published_calls_nobody() -> None:
    problem = make.problem(TEAM, PEOPLE, published={"gone": held(MONDAY, "anna")})

    assert measure("calls", problem, plan(m=held(MONDAY, "anna"))) == 0


def test_mission_published_without_a_date_calls_those_who_join() -> None:
    problem = make.problem(TEAM, PEOPLE, published={"m": held(None)})

    assert measure("calls", problem, plan(m=held(MONDAY, "anna"))) == 1


def test_misfit_is_what_each_seat_lacks_to_a_hundred() -> None:
    anna = make.expert(languages={"fr": 4}, domains={"law": 2}, prefers={"ht"})
    role = make.role(count=2, languages={"fr": 1}, domains={"law": 1})
    bo = make.expert("bo", languages={"fr": 6}, domains={"law": 3}, experience={"HT"})
    problem = make.problem(make.mission(roles=(role,)), [anna, bo])

    # anna: 40·2÷3 = 26, 30·4÷6 = 20, 0, 10; bo: 40, 30, 20, 0
    assert measure("misfit", problem, plan(m=held(MONDAY, "anna", "bo"))) == 44 + 10
    assert measure("misfit", problem, plan(m=held(MONDAY))) == 0


def test_burden_grows_with_the_square_above_the_load() -> None:
    missions = [make.mission("a", travel_before=1), make.home("b"), make.remote("c")]
    problem = make.problem(missions, [make.expert(load=4), make.expert("bo")])
    of = plan(a=held(TUESDAY, "anna"), b=held(WEDNESDAY, "anna"), c=held(FRIDAY, "bo"))

    assert measure("burden", problem, of) == (4 + 5) ** 2 - 4**2 + 1


def test_burden_of_a_remote_mission_depends_on_where_one_lives() -> None:
    st_johns = make.institution("fr", timezone="America/St_Johns")
    problem = make.problem(
        make.remote(roles=(make.role(count=2),)),
        [make.expert(), make.expert("bo", institution="fr")],
        institutions=[st_johns],
    )

    assert measure("burden", problem, plan(m=held(MONDAY, "anna", "bo"))) == 1 + 4


@pytest.mark.parametrize(
    ("start", "delay"), [(MONDAY, 6), (WEDNESDAY, 0), (WEDNESDAY + 1, 0), (FRIDAY + 1, 6)]
)
def test_delay_counts_days_either_way_and_no_half_days(start: int, delay: int) -> None:
    mission = make.mission(preferred=WEDNESDAY + 1, priority=3, half_day_starts=True)
    problem = make.problem([mission, make.home("other")])

    assert measure("delay", problem, plan(m=held(start), other=held(MONDAY))) == delay
    assert measure("delay", problem, plan(other=held(MONDAY))) == 0


def test_preferred_date_outside_the_horizon_counts_from_there() -> None:
    problem = make.problem(make.mission(preferred=-5))  # 26 February, in the afternoon

    assert measure("delay", problem, plan(m=held(TUESDAY))) == 4


def test_pool_counts_people_once() -> None:
    problem = make.problem([make.mission("a"), make.home("b")], PEOPLE)

    twice = plan(a=held(MONDAY, "anna"), b=held(TUESDAY, "anna"))
    two = plan(a=held(MONDAY, "anna"), b=held(TUESDAY, "bo"))

    assert measure("pool", problem, twice) == 1
    assert measure("pool", problem, two) == 2
    assert measure("pool", problem, plan(a=held(MONDAY))) == 0


@pytest.mark.parametrize(("length", "cost"), [(1, 110), (2, 110), (3, 120)])
def test_cost_is_fare_and_days_begun_on_site(length: int, cost: int) -> None:
    fares = {InstitutionId("qc"): {PartnerId("ht"): 100}}
    costs = Costs(fares=fares, per_diem={PartnerId("ht"): 10})
    missions = [make.mission(length=length, travel_after=2), make.home("home", partner="ht")]
    problem = make.problem([*missions, make.remote("remote")], PEOPLE, costs=costs)
    others = {"home": held(FRIDAY, "anna"), "remote": held(FRIDAY + 4, "anna")}

    assert measure("cost", problem, plan(m=held(MONDAY, "anna"), **others)) == cost
    assert measure("cost", problem, plan(m=held(MONDAY, "bo"), **others)) == cost - 100


def test_finish_is_the_latest_end_on_site() -> None:
    missions = [make.mission("a", length=3, travel_after=2), make.home("b")]
    problem = make.problem(missions)

    assert measure("finish", problem, plan(a=held(TUESDAY), b=held(MONDAY))) == 5
    assert measure("finish", problem, plan(b=held(MONDAY))) == 2
    assert measure("finish", problem, plan()) == 0


def test_tiers_are_weighted_sums_in_the_order_of_the_objective() -> None:
    objective = ({"vacancies": 2, "pool": 5}, {"finish": 1}, {"burden": 0})
    problem = make.problem(make.mission(), make.expert(), objective=objective)

    assert review(problem, plan(m=held(MONDAY, "anna"))).tiers == (5, 2, 0)
    assert review(problem, plan()).tiers == (2, 0, 0)


def _partner(**facts: Any) -> Any:  # Any: as `make.partner` takes and gives them
    return make.partner(country="HT", **facts)


@pytest.mark.parametrize(
    ("expert", "misfit"),
    [
        (make.expert(), 30),
        (make.expert(experience={"south"}), 20),
        (make.expert(experience={"HT", "south"}), 10),
        (make.expert(experience={"HT"}, prefers={"ht"}), 0),
        (make.expert(prefers={"mg"}), 30),
    ],
)
def test_fit_knows_the_country_before_its_region(expert: Expert, misfit: int) -> None:
    problem = make.problem(make.mission(), expert, partners=[_partner(region="south")])

    assert measure("misfit", problem, plan(m=held(MONDAY, "anna"))) == misfit


def test_fit_asks_for_no_field_where_no_partner_is_named() -> None:
    problem = make.problem([make.home("a"), make.home("b", partner="ht")], PEOPLE)

    assert measure("misfit", problem, plan(a=held(MONDAY, "anna"))) == 10
    assert measure("misfit", problem, plan(b=held(MONDAY, "anna"))) == 30


def test_fit_rounds_down_over_all_that_is_asked() -> None:
    role = make.role(domains={"a": 1, "b": 1}, languages={"fr": 1, "en": 1})
    anna = make.expert(domains={"a": 1, "b": 1}, languages={"fr": 2, "en": 3})

    # 40·2÷6 = 13, 30·5÷12 = 12
    problem = make.problem(make.home(roles=(role,)), anna)
    assert measure("misfit", problem, plan(m=held(MONDAY, "anna"))) == 100 - 13 - 12 - 20
