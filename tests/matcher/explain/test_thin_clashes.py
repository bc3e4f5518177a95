"""What one more expert could join where nothing is planned yet: told without going through all."""

import numpy as np
from hypothesis import given

from matcher.explain.remedies_dates import dates
from matcher.explain.thin_clashes import PAIRS, Clashes, Option
from matcher.explain.thin_competence import gains
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import Domain, DomainId, Problem
from matcher.rules.reading import Reading
from tests.chance import examples
from tests.matcher import make
from tests.matcher.explain.test_remedies import staffed
from tests.matcher.explain.test_remedies_unheld import without_pinned


def unplanned(people: int) -> Problem:
    """Eight missions of a day in two weeks, of which anybody who rests can take some."""
    role = make.role(domains={"law": 2})
    missions = [make.mission(f"m{k}", roles=(role,)) for k in range(8)]
    experts = [make.expert(f"e{k}", rest=4) for k in range(people)]
    return make.problem(missions, experts, domains=[Domain(DomainId("law"))])


def options(problem: Problem) -> list[Option]:
    return [Option(name, tuple(range(0, 26)), 1) for name in problem.missions]


def test_people_are_gone_through_until_enough_was_compared() -> None:
    """Whoever comes after that gets the sum of all, which is at least what goes together."""
    problem = unplanned(40)
    clashes = Clashes(problem, Reading(problem, Plan()))
    people = list(problem.experts.values())

    chosen = [clashes.best(expert, options(problem)) for expert in people]

    assert clashes.is_over
    assert clashes.compared <= PAIRS + len(problem.missions)
    assert {(each.value, each.exact) for each in chosen[1:]} == {(8, False)}


def test_gains_of_an_empty_plan_are_upper_bounds() -> None:
    found = gains(Tables(unplanned(40)), Plan())

    assert len(found) == 20
    assert all(not gain.exact for gain in found)


@examples(25)
@given(case=staffed() | without_pinned())
def test_dates_in_the_window_are_those_of_all_that_lie_there(
    case: tuple[Problem, Plan, Vacancy],
) -> None:
    problem, plan, row = case
    mission = problem.missions[row.mission]

    every = dates(problem, plan, mission)

    inside = dates(problem, plan, mission, in_window=True)
    assert np.array_equal(inside.starts, every.starts[every.out == 0])
