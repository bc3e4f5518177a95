"""Thin places: supply and demand counted another way, expert by expert and seat by seat."""

import json

from hypothesis import assume, given

from matcher.eligibility import requirement_refusals
from matcher.explain.thin import Coverage, CoveragePlace
from matcher.explain.thin_needs import Need
from matcher.files import read_plan, read_problem
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import (
    Domain,
    DomainId,
    Expert,
    Language,
    Mission,
    MissionId,
    Problem,
    Role,
    RoleId,
)
from matcher.vacancies import unexplained
from tests.matcher import make
from tests.matcher.drawing import Json
from tests.matcher.problems import planned


def asking(need: Need) -> Role:
    """A role that asks for the need and nothing else."""
    return Role(
        RoleId("r"),
        kind=need.kind,
        domains={} if need.domain is None else {need.domain: need.level},
        languages={} if need.language is None else {need.language: need.rank},
    )


def only(problem: Problem, role: Role) -> Expert:
    """The least that somebody must be to sit in a role."""
    return make.expert(
        "least", kind=role.kind or "neither", domains=role.domains, languages=role.languages
    )


def meets(problem: Problem, expert: Expert, need: Need) -> bool:
    """Does the expert meet the need, as the rules see it?"""
    nowhere = make.home(roles=(asking(need),))
    return not any(requirement_refusals(problem, nowhere, asking(need), expert))


def takes(problem: Problem, mission: Mission, need: Need) -> int:
    """Seats for which whoever may sit there meets the need; else one to speak."""
    seats = sum(r.count for r in mission.roles if meets(problem, only(problem, r), need))
    if not seats and need.domain is None and need.kind is None and need.language is not None:
        return int(mission.speaks.get(need.language, 0) >= need.rank)
    return seats


def read(case: tuple[Json, Json]) -> tuple[Problem, Plan]:
    problem = read_problem(json.dumps(case[0]))
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": case[1]}
    return problem, read_plan(json.dumps(file), problem.horizon)


@given(planned())
def test_supply_and_demand_are_what_counting_one_by_one_finds(case: tuple[Json, Json]) -> None:
    problem, plan = read(case)
    coverage = Coverage(Tables(problem), plan)

    assert coverage.places()
    for place in (*coverage.places(), *coverage.grid()):
        people = [e for e in problem.experts.values() if meets(problem, e, place.need)]
        demand = {m.id: takes(problem, m, place.need) for m in problem.missions.values()}
        assert place.people == len(people)
        assert place.seats == sum(demand.values())
        assert place.most == max(demand.values())
        assert place.missions == sum(1 for count in demand.values() if count)
        assert place.weight == sum(
            problem.missions[name].priority * count for name, count in demand.items()
        )
        assert place.free == sum(free(problem, expert) for expert in people)


def free(problem: Problem, expert: Expert) -> int:
    """Half-days that nothing takes, within the expert's bound."""
    open_half_days = sum(
        not any(half_day in span for span in expert.busy)
        for half_day in range(len(problem.horizon))
    )
    most = open_half_days if expert.days_max is None else 2 * expert.days_max
    return min(open_half_days, most)


@given(planned())
def test_every_vacancy_falls_into_the_places_of_its_needs(case: tuple[Json, Json]) -> None:
    problem, plan = read(case)

    rows = [row for row in unexplained(problem, plan) if row.role or row.language]
    assume(rows)

    places = Coverage(Tables(problem), plan).places()

    for row in rows:
        mission = problem.missions[row.mission]
        if row.role is not None:
            role = mission.role(row.role)
            mine = [p for p in places if meets(problem, only(problem, role), p.need)]
            assert mine
            assert all(p.suffering.get(mission.id, 0) >= row.seats for p in mine)
        else:
            assert row.language is not None
            need = Need(language=row.language, rank=mission.speaks[row.language])
            [mine_alone] = [p for p in places if p.need == need]
            assert mine_alone.suffering[mission.id] >= 1


def law(count: int = 1) -> Problem:
    """A mission that asks for law in French; two hold a child of it, one of them speaks."""
    role = make.role(count=count, domains={"law": 2}, languages={"fr": 4})
    experts = [
        make.expert("anna", domains={"drafting": 3}, languages={"fr": 5}, days_max=2),
        make.expert("ben", domains={"drafting": 2}, languages={"fr": 4}),
        make.expert("chloe", domains={"law": 1}, languages={"fr": 6}),
    ]
    return make.problem(make.mission("m", roles=(role,), priority=3), experts, domains=DOMAINS)


DOMAINS = [Domain(DomainId("law")), Domain(DomainId("drafting"), DomainId("law"))]
ASKED = Need(DomainId("law"), 2, Language("fr"), 4)


def place(problem: Problem) -> CoveragePlace:
    [found] = Coverage(Tables(problem), Plan()).places()
    return found


def test_a_child_that_is_held_counts_for_its_parent() -> None:
    found = place(law())

    assert found.need == ASKED
    assert (found.people, found.seats, found.weight, found.reserve) == (2, 1, 3, 1)
    assert found.free == 4 + len(make.HORIZON)


def test_a_place_with_fewer_than_two_people_more_is_thin_and_below_zero_short() -> None:
    assert (place(law()).is_thin, place(law()).is_short) == (True, False)
    assert (place(law(count=3)).is_thin, place(law(count=3)).is_short) == (True, True)


def test_thin_places_name_the_missions_that_suffer() -> None:
    [found] = Coverage(Tables(law(count=3)), make.plan(m=make.held(0, "anna"))).thin()

    assert found.suffering == {MissionId("m"): 2}
