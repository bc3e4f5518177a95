"""Plans with more people in a role than it has seats: only what was not there before is caused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from matcher.changes import is_filled
from matcher.explain.candidates import candidates
from matcher.explain.caused import caused
from matcher.explain.remedies import Remedies
from matcher.explain.seat import Seat
from matcher.explain.thin_competence import gained, gains
from matcher.explain.why_not import why_not
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import (
    Costs,
    Domain,
    DomainId,
    ExpertId,
    Held,
    MissionId,
    PartnerId,
    Problem,
    RoleId,
)
from matcher.review import review
from matcher.vacancies import unexplained
from tests.chance import examples, often
from tests.matcher import make
from tests.matcher.explain.test_candidates import ALL, hold, read, seats
from tests.matcher.explain.test_remedies import staffed
from tests.matcher.explain.trying import all_that_are_told, all_that_help
from tests.matcher.make import MONDAY, WEDNESDAY, held, plan
from tests.matcher.problems import near_plans, problems

CASE = Path(__file__).parents[2] / "golden" / "candidates-overfull.json"
R = RoleId("r")


@st.composite
def crowded(draw: DrawFn, problem: Problem, plan: Plan) -> Plan:
    """The plan with some more people in roles of missions that have a date."""
    missions = dict(plan.missions)
    dated = sorted(name for name, held in missions.items() if held.start is not None)
    for name in draw(st.lists(st.sampled_from(dated), max_size=3)) if dated else ():
        role = draw(st.sampled_from(sorted(r.id for r in problem.missions[name].roles)))
        expert = draw(st.sampled_from(sorted(problem.experts)))
        team = missions[name].team
        if expert not in team.get(role, ()):
            whole = {**team, role: (*team.get(role, ()), expert)}
            missions[name] = Held(missions[name].start, whole)
    return Plan(missions)


@st.composite
def overfull(draw: DrawFn) -> tuple[Problem, Plan]:
    """A problem, and a plan of it into which more people were written than it has seats."""
    document = draw(problems())
    problem, plan = read((document, draw(near_plans(document))))
    return problem, draw(crowded(problem, plan))


@st.composite
def lacking(draw: DrawFn) -> tuple[Problem, Plan, Vacancy]:
    """A vacancy of a plan that was right before more people were written into it elsewhere."""
    problem, plan, row = draw(staffed())
    found = draw(crowded(problem, plan))
    assume(found.held(row.mission) == plan.held(row.mission))
    return problem, found, row


def test_whoever_breaks_nothing_new_in_a_crowded_role_is_free() -> None:
    """One seat, two people in it: in the place of either, one more breaks nothing more.

    E0 and E1 are of one group, the others of none: only a team of one group would be new.
    """
    case: dict[str, Any] = json.loads(CASE.read_text())
    problem, crowd = read((case["problem"], case["missions"]))
    groups = {"e0": ({"e1"}, {"e2", "e4"}), "e3": ({"e2", "e4"}, {"e1"})}

    for leaving, (free, breaking) in groups.items():
        seat = Seat(MissionId("m1"), RoleId("r0"), ExpertId(leaving))
        found = candidates(Tables(problem), crowd, seat, most=ALL)

        assert {each.expert for each in found.free.shown} == free
        assert {
            each.expert: [breach.code for breach in each.breaches] for each in found.breaking.shown
        } == {expert: ["plurality.one_group"] for expert in breaking}
        verdicts = {why_not(Tables(problem), crowd, seat, ExpertId(each)).verdict for each in free}
        assert "barred" not in verdicts
        hold(problem, crowd, found)


def test_one_more_in_a_crowded_role_breaks_it_further() -> None:
    problem = make.problem(make.mission(), [make.expert(name) for name in ("a", "b", "c")])

    found = candidates(Tables(problem), plan(m=held(MONDAY, "a", "b")), Seat(MissionId("m"), R))

    (choice,) = found.breaking.shown
    assert [(b.code, b.facts["seated"]) for b in choice.breaches] == [("seat.too_many", 3)]


@examples(60)
@given(case=overfull())
def test_candidates_of_crowded_plans_are_what_a_whole_review_says(
    case: tuple[Problem, Plan],
) -> None:
    problem, plan = case
    for seat in seats(problem, plan):
        hold(problem, plan, candidates(Tables(problem), plan, seat, most=ALL))


def breaks(problem: Problem, before: Plan, after: Plan) -> bool:
    """Does a plan break what the one before it does not?"""
    return bool(caused(review(problem, before).breaches, review(problem, after).breaches))


def test_remedies_of_crowded_plans_are_all_that_trying_finds() -> None:
    worked: list[bool] = []

    @examples(40)
    @given(case=lacking())
    def are_all(case: tuple[Problem, Plan, Vacancy]) -> None:
        wanted = all_that_help(case, joins)
        assert all_that_are_told(case) == wanted
        worked.append(bool(wanted))

    are_all()
    assert often(worked, 0.25)


def joins(problem: Problem, before: Plan, after: Plan, row: Vacancy) -> bool:
    """Is the vacancy filled, and nothing broken that was not broken before?"""
    return is_filled(problem, after, row) and not breaks(problem, before, after)


@pytest.mark.parametrize(
    ("bound", "who"),
    [({"by_institution": {"qc": 1}}, ["bea"]), ({"budget_max": 1}, ["bea", "anna"])],
    ids=["share", "budget"],
)
def test_bound_of_a_programme_that_is_passed_keeps_nobody_else_away(
    bound: Any, who: list[str]
) -> None:
    """Bea is of another house, and here nobody costs anything: the bound is passed no further."""
    asks = make.role(domains={"law": 2})
    near = make.home("n", roles=(asks,), programme="p", institution="fr")
    missions = [make.mission("m", programme="p"), near]
    people = [make.expert("anna"), make.expert("bea", institution="fr", domains={"law": 1})]
    problem = make.problem(
        missions,
        people,
        domains=[Domain(DomainId("law"))],
        programmes=[make.programme(**bound)],
        costs=Costs(per_diem={PartnerId("ht"): 5}),
    )
    passed = plan(m=held(MONDAY, "anna"), n=held(WEDNESDAY))

    (row,) = unexplained(problem, passed)

    assert [b.code.split(".")[0] for b in review(problem, passed).breaches] == ["programme"]
    found = Remedies(Tables(problem), passed).of(row)
    assert [each.expert for each in found if each.expert] == ["bea"]
    assert [gain.expert for gain in gains(Tables(problem), passed)] == who


def test_team_of_one_group_already_is_not_made_so_by_one_more() -> None:
    people = [make.expert(name, kind="member", group="red") for name in ("a", "b", "c")]
    problem = make.problem(make.mission(roles=(make.role(count=3),)), people)
    seat = Seat(MissionId("m"), R)

    one = candidates(Tables(problem), plan(m=held(MONDAY, "a")), seat)
    two = candidates(Tables(problem), plan(m=held(MONDAY, "a", "b")), seat)

    assert (one.free.count, one.breaking.count) == (0, 2)
    assert (two.free.count, two.breaking.count) == (1, 0)


def test_competence_is_told_beside_a_crowd_as_trying_finds() -> None:
    """Anna's two missions exceed nothing; that m is crowded keeps nobody from n."""
    role = make.role(domains={"law": 2})
    missions = [make.mission("m"), make.home("n", roles=(role,))]
    people = [make.expert(name, domains={"law": 1}) for name in ("anna", "bea", "cleo")]
    problem = make.problem(missions, people, domains=[Domain(DomainId("law"))])
    crowd = plan(m=held(MONDAY, "anna", "bea"), n=held(MONDAY))

    (gain, *_) = gains(Tables(problem), crowd)

    then = Plan({**crowd.missions, MissionId("n"): held(MONDAY, gain.expert)})
    assert gain.expert == "cleo"
    assert not breaks(gained(problem, gain), crowd, then)
