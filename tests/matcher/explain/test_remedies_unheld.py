"""Remedies of plans without a mission whose date is pinned, or that another is held after."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from matcher.explain.remedies import Remedies
from matcher.halfdays import Span
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import After, Held, MissionId, Problem
from matcher.vacancies import unexplained
from tests.chance import examples, often
from tests.matcher import make
from tests.matcher.explain.test_candidates import read
from tests.matcher.explain.test_overfull import joins
from tests.matcher.explain.trying import all_that_are_told, all_that_help
from tests.matcher.make import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.problems import near_plans, pinned_problems

M = MissionId("m")


@st.composite
def without_pinned(draw: DrawFn) -> tuple[Problem, Plan, Vacancy]:
    """A vacancy of a mission that a plan does not hold though its date is pinned."""
    document = draw(pinned_problems())
    problem, found = read((document, draw(near_plans(document))))
    # Whoever is pinned and does not sit there is missed, whatever else changes.
    pins = {name: replace(pin, team={}) for name, pin in problem.pins.items()}
    problem = replace(problem, pins=pins)
    pinned = [name for name, pin in pins.items() if pin.start is not None]
    found = Plan({**found.missions, **dict.fromkeys(pinned, Held())})
    rows = [row for row in unexplained(problem, found) if row.mission in pinned]
    assume(rows)
    return problem, found, draw(st.sampled_from(rows))


def test_remedies_of_pinned_missions_that_are_not_held_are_all_that_trying_finds() -> None:
    worked: list[bool] = []

    @examples(40)
    @given(case=without_pinned())
    def are_all(case: tuple[Problem, Plan, Vacancy]) -> None:
        wanted = all_that_help(case, joins)
        assert all_that_are_told(case) == wanted
        worked.append(bool(wanted))

    are_all()
    assert often(worked, 0.1)


@pytest.mark.parametrize(
    ("busy", "codes"),
    [
        (Span(WEDNESDAY, FRIDAY), {"unlock.busy_lifted"}),
        (Span(MONDAY, WEDNESDAY), set()),
    ],
    ids=["then", "before"],
)
def test_pinned_date_is_the_only_one_that_is_looked_at(busy: Span, codes: set[str]) -> None:
    """No wider window helps: on Tuesday anybody could go, and Wednesday is pinned."""
    mission = make.mission(window=Span(WEDNESDAY, WEDNESDAY + 1))
    problem = make.problem(mission, make.expert(busy=(busy,)), pins={M: held(WEDNESDAY)})

    (row,) = unexplained(problem, plan())
    found = Remedies(Tables(problem), plan()).of(row)

    assert {each.single.code for each in found} == codes
    assert {each.start for each in found} == ({WEDNESDAY} if codes else set())


@pytest.mark.parametrize(
    ("until", "later"),
    [(TUESDAY, {TUESDAY}), (WEDNESDAY, set())],
    ids=["tuesday", "wednesday"],
)
def test_mission_is_not_dated_after_one_that_has_to_follow_it(until: int, later: set[int]) -> None:
    """Anna is away from Monday; n, which comes after m, is held on Wednesday."""
    follows = make.home("n", after=(After(M),))
    away = make.expert(busy=(Span(MONDAY, until),))
    problem = make.problem([make.mission(window=Span(MONDAY, MONDAY + 1)), follows], away)
    early = plan(n=held(WEDNESDAY))

    (row,) = (row for row in unexplained(problem, early) if row.mission == M)
    found = Remedies(Tables(problem), early).of(row)

    wider = {each.start for each in found if each.single.code == "unlock.window_later"}
    assert wider == later
