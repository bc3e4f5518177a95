"""Funnels: who is left as the requirements of an empty seat are added."""

from typing import Any

from matcher.halfdays import Span
from matcher.index.tables import Tables
from matcher.plan import FunnelStep
from matcher.vacancies import vacancies
from tests.matcher import make
from tests.matcher.make import MONDAY, TUESDAY, held, plan

STEPS = [
    "all",
    "kind",
    "institution",
    "domains",
    "languages",
    "not_excluded",
    "available",
    "free_in_plan",
]
ROLE = make.role(
    kind="member", institutions={"qc"}, domains={"law": 2}, languages={"fr": 4}, count=2
)
FIT = {"domains": {"law": 2}, "languages": {"fr": 4}}
PEOPLE = [
    make.expert("an official", **FIT),
    make.member("from elsewhere", institution="fr", **FIT),
    make.member("of too low a level", domains={"law": 1}, languages={"fr": 4}),
    make.member("who speaks too little", domains={"law": 2}, languages={"fr": 3}),
    make.member("who is banned", **FIT),
    make.member("who will not go", excludes={"ht"}, **FIT),
    make.member("who is busy", busy=(Span(0, 99),), **FIT),
    make.member("who is elsewhere", **FIT),
    make.member("who is free", **FIT),
]
MISSIONS = [
    make.mission(roles=(ROLE,), window=Span(MONDAY, MONDAY + 2), banned={"who is banned"}),
    make.home("other"),
]


def steps(*left: int) -> tuple[FunnelStep, ...]:
    return tuple(FunnelStep(step, n) for step, n in zip(STEPS, left, strict=True))


def test_funnel_counts_who_is_left_step_by_step() -> None:
    problem = make.problem(MISSIONS, PEOPLE)

    found = vacancies(Tables(problem), plan(m=held(MONDAY), other=held(MONDAY, "who is elsewhere")))

    assert [(row.mission, row.role, row.seats) for row in found] == [("m", "r", 2)]
    assert found[0].funnel == steps(9, 8, 7, 6, 5, 3, 2, 1)


def test_funnel_of_a_mission_not_held_looks_at_all_its_starts() -> None:
    problem = make.problem(make.mission(window=Span(MONDAY, TUESDAY + 2)), make.expert())
    busy = make.problem(
        make.mission(window=Span(MONDAY, TUESDAY + 2)), make.expert(busy=(Span(MONDAY, 2),))
    )

    assert vacancies(Tables(problem), plan())[0].funnel == steps(*[1] * 8)
    assert vacancies(Tables(busy), plan())[0].funnel == steps(*[1] * 8)
    assert vacancies(Tables(busy), plan(m=held(MONDAY)))[0].funnel[-1].left == 0


def test_limits_and_rest_narrow_who_is_free() -> None:
    missions = [make.mission(), make.mission("b", partner="mg")]
    at = plan(m=held(TUESDAY), b=held(MONDAY, "anna"))
    cases: list[tuple[dict[str, Any], int]] = [
        ({}, 1),
        ({"rest": 1}, 0),
        ({"missions_max": 1}, 0),
        ({"missions_max": 2}, 1),
        ({"days_max": 1}, 0),
        ({"days_max": 2}, 1),
    ]
    for facts, left in cases:
        found = vacancies(Tables(make.problem(missions, make.expert(**facts))), at)

        assert [row.funnel[-1].left for row in found] == [left]


def test_who_sits_in_the_team_already_is_not_free_for_its_other_seat() -> None:
    problem = make.problem(make.mission(roles=(make.role(count=2),)), make.expert())

    found = vacancies(Tables(problem), plan(m=held(MONDAY, "anna")))

    assert (found[0].seats, found[0].funnel[-1].left) == (1, 0)


def test_language_that_nobody_speaks_has_a_row_of_its_own() -> None:
    people = [make.expert(), make.expert("bo", languages={"fr": 5})]
    problem = make.problem(make.mission(speaks={"fr": 4}), people)

    found = vacancies(Tables(problem), plan(m=held(MONDAY, "anna")))

    assert [(row.mission, row.role, row.language, row.seats) for row in found] == [
        ("m", None, "fr", 0)
    ]
    assert found[0].funnel == steps(2, 2, 2, 2, 1, 1, 1, 1)


def test_full_team_has_no_vacancy() -> None:
    problem = make.problem(make.mission(), make.expert())

    assert vacancies(Tables(problem), plan(m=held(MONDAY, "anna"))) == ()
