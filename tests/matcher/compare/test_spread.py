"""How a plan spreads over people: half-days away, and fits, sorted."""

from dataclasses import replace

from matcher.compare.spread import fits, loads
from matcher.fit import fit
from tests.matcher import make


def test_loads_are_half_days_away_of_each_person_the_most_first() -> None:
    there = replace(make.mission("m", roles=(make.role("r", count=2),), length=4), travel_before=2)
    near = make.mission("n", roles=(make.role("r"),), length=2)
    problem = make.problem((there, near), [make.expert("ada"), make.expert("ben")])
    plan = make.plan(m=make.held(4, "ada", "ben"), n=make.held(20, "ben"))

    found = loads(problem, plan)

    away = len(problem.missions[there.id].away(4))
    assert away >= 6
    assert found == (away + len(problem.missions[near.id].away(20)), away)


def test_fits_are_those_of_filled_seats() -> None:
    role = make.role("r", count=3, languages={"fr": 3})
    mission = make.mission("m", roles=(role,))
    people = [make.expert(name, languages={"fr": rank}) for name, rank in (("ada", 3), ("ben", 6))]
    problem = make.problem(mission, people)

    found = fits(problem, make.plan(m=make.held(2, "ada", "ben")))

    sure = [fit(problem, mission, role, each).total for each in people]
    assert sure[0] < sure[1]
    assert found == (sure[1], sure[0])


def test_missions_without_date_count_for_nothing() -> None:
    mission = make.mission("m", roles=(make.role("r"),))
    problem = make.problem(mission, [make.expert("ada")])

    assert loads(problem, make.plan(m=make.held(None))) == ()
    assert fits(problem, make.plan(m=make.held(None))) == ()


def test_seats_that_the_problem_does_not_know_count_for_nothing() -> None:
    mission = make.mission("m", roles=(make.role("r"),))
    problem = make.problem(mission, [make.expert("ada"), make.expert("ben")])
    plan = make.plan(m=make.held(2, "ada"))

    older = make.plan(
        m=make.held(2, r=("ada", "gone"), taken_away=("ben",)), old=make.held(8, "ada")
    )

    assert loads(problem, older) == loads(problem, plan) != ()
    assert fits(problem, older) == fits(problem, plan) != ()
