"""Why somebody sits where they sit, and every reason why somebody else does not."""

from typing import Any

import pytest
from hypothesis import given

from matcher.eligibility import is_pinned, requirement_refusals
from matcher.explain.caused import caused
from matcher.explain.seat import Seat, seated
from matcher.explain.why import SkillLevels, why
from matcher.explain.why_not import WhyNot, why_not
from matcher.halfdays import Span
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import ExpertId, MissionId, Problem, RoleId
from matcher.review import review
from tests.chance import examples
from tests.matcher import make
from tests.matcher.exhaustive import Json
from tests.matcher.explain.test_candidates import read
from tests.matcher.make import MONDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.plain_diary import never
from tests.matcher.problems import planned

ANNA, M, R = ExpertId("anna"), MissionId("m"), RoleId("r")
SEAT = Seat(M, R)


def refused(problem: Problem, plan: Plan, expert: ExpertId = ANNA) -> WhyNot:
    return why_not(Tables(problem), plan, SEAT, expert)


def codes(found: WhyNot) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_why_splits_the_fit_and_names_what_was_asked_and_held() -> None:
    role = make.role(domains={"law": 1}, languages={"fr": 4})
    anna = make.expert(
        domains={"law": 3}, languages={"fr": 5}, experience=frozenset({"HT"}), prefers={"ht"}
    )
    bo = make.expert("bo", domains={"law": 1}, languages={"fr": 4})
    problem = make.problem(make.mission(roles=(role,)), [anna, bo])

    found = why(Tables(problem), plan(m=held(MONDAY, "anna")), Seat(M, R, ANNA))

    assert found.suits.skills == (
        SkillLevels("domain", "law", 1, 3),
        SkillLevels("language", "fr", 4, 5),
    )
    assert (found.suits.fit.domain, found.suits.fit.language) == (40, 25)
    assert (found.suits.field, found.suits.wishes) == ("country", True)
    assert (found.half_days, found.cost, found.pinned) == (2, 0, False)
    assert {m: change for m, change in found.without.items() if change} == {
        "incomplete": 1,
        "vacancies": 1,
        "misfit": -5,
        "burden": -4,
        "pool": -1,
    }
    assert [each.expert for each in found.runners.shown] == ["bo"]
    assert found.runners.shown[0].tiers == (0, 0, 0, 620)


def test_why_is_asked_of_those_who_sit_there() -> None:
    problem = make.problem(make.mission(), [make.expert(), make.expert("bo")])

    with pytest.raises(ValueError, match="sits there"):
        why(Tables(problem), plan(m=held(MONDAY, "anna")), Seat(M, R, ExpertId("bo")))
    with pytest.raises(ValueError, match="sits there"):
        why_not(Tables(problem), plan(m=held(MONDAY, "anna")), SEAT, ANNA)


REASONS: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({"kind": "member"}, {}, ["role.kind"]),
    ({"institutions": {"fr"}}, {}, ["role.institution"]),
    ({"domains": {"law": 2}}, {"domains": {"law": 1}}, ["role.domain"]),
    ({"languages": {"fr": 2, "en": 3}}, {}, ["role.language", "role.language"]),
    ({}, {"excludes": {"ht"}}, ["expert.excludes_partner"]),
    ({}, {"busy": (Span(TUESDAY, TUESDAY + 2),)}, ["availability.busy"]),
    ({}, {"busy": (Span(0, 99),)}, ["expert.never_free", "availability.busy"]),
    ({}, {"rest": 3}, ["rest.too_short"]),
    ({}, {"days_max": 1}, ["limits.days"]),
    ({}, {"missions_max": 1}, ["limits.missions"]),
]


@pytest.mark.parametrize(("asked", "facts", "reasons"), REASONS)
def test_why_not_names_every_reason(
    asked: dict[str, Any], facts: dict[str, Any], reasons: list[str]
) -> None:
    missions = [make.mission(roles=(make.role(**asked),)), make.mission("b", partner="mg")]
    problem = make.problem(missions, make.expert(**facts))
    at = plan(m=held(TUESDAY), b=held(MONDAY, "anna"))

    found = refused(problem, at if "busy" not in facts else plan(m=held(TUESDAY)))

    assert found.verdict == "barred"
    assert codes(found) == reasons


def test_why_not_names_the_ban_the_double_and_the_full_role() -> None:
    missions = [make.mission(banned={"anna"}), make.home("other")]
    problem = make.problem(missions, [make.expert(), make.expert("bo")])

    found = refused(problem, plan(m=held(MONDAY, "bo"), other=held(MONDAY, "anna")))

    assert codes(found) == ["seat.taken", "expert.banned", "availability.double"]
    assert found.reasons[0].facts == {"experts": ["bo"], "count": 1}
    assert found.seat.instead == "bo"
    assert found.reasons[2].facts["other"] in ("m", "other")


def test_why_not_names_programme_and_plurality() -> None:
    roles = (make.role(count=2),)
    mission = make.mission(roles=roles, programme="p")
    people = [make.member("anna", group="red"), make.member("bo", group="red")]
    sponsor = make.programme(expert_half_days_max=3)
    problem = make.problem(mission, people, programmes=[sponsor])

    found = refused(problem, plan(m=held(MONDAY, "bo")))

    assert codes(found) == ["programme.half_days", "plurality.one_group"]


def test_why_not_says_when_the_plan_would_be_worse_equal_or_better() -> None:
    people = [make.expert(), make.expert("bo", prefers={"ht"}), make.expert("cy")]
    problem = make.problem(make.mission(), people)

    found = [refused(problem, plan(m=held(MONDAY, who))) for who in ("bo", "cy")]
    empty = refused(problem, plan(m=held(MONDAY)))

    assert [each.verdict for each in found] == ["worse", "equal"]
    assert found[0].choice is not None
    assert found[0].choice.tiers == (0, 0, 0, 100)
    assert empty.verdict == "better"


def test_why_not_of_a_mission_without_a_date_looks_at_the_best_start() -> None:
    mission = make.mission(window=Span(MONDAY, WEDNESDAY + 1))
    problem = make.problem(mission, make.expert(busy=(Span(MONDAY, WEDNESDAY),)))
    closed = make.problem(make.mission(weekdays=frozenset()), make.expert())

    found, never = refused(problem, plan()), refused(closed, plan())

    assert codes(found) == ["mission.not_held"]
    assert found.choice is not None
    assert (found.verdict, found.choice.start) == ("better", WEDNESDAY)
    assert (codes(never), never.choice) == (["mission.not_held", "start.none"], None)


def test_why_not_of_an_impossible_date_that_stands_looks_at_who_is_free_then() -> None:
    closed = make.mission(weekdays=frozenset())
    busy = make.expert("bo", busy=(Span(MONDAY, MONDAY + 1),))
    problem = make.problem(closed, [make.expert("cy"), make.expert(), busy])
    at = plan(m=held(MONDAY, "cy"))

    found, other = refused(problem, at), refused(problem, at, ExpertId("bo"))

    assert "start.none" in codes(found)
    assert found.verdict != "barred"
    assert "availability.busy" in codes(other)
    assert other.verdict == "barred"


def test_why_not_leaves_pinned_people_where_they_are() -> None:
    people = [make.expert(), make.expert("bo", prefers={"ht"}), make.expert("cy")]
    mission = make.mission(roles=(make.role(count=2),))
    problem = make.problem(mission, people, pins={M: held(None, "cy")})

    found = refused(problem, plan(m=held(MONDAY, "bo", "cy")))

    assert found.seat.instead == "bo"


def test_why_not_is_what_a_whole_review_says() -> None:
    seen = {"barred": 0, "worse": 0, "better": 0}

    @examples(60)
    @given(planned())
    def agree(drawn: tuple[Json, Json]) -> None:
        problem, at = read(drawn)
        for mission in problem.missions.values():
            for role in mission.roles:
                for expert in problem.experts:
                    if expert not in at.held(mission.id).team.get(role.id, ()):
                        found = why_not(Tables(problem), at, Seat(mission.id, role.id), expert)
                        hold(problem, at, found)
                        seen[found.verdict] = seen.get(found.verdict, 0) + 1

    def hold(problem: Problem, at: Plan, found: WhyNot) -> None:
        before = review(problem, at)
        mission, expert = problem.missions[found.seat.mission], problem.experts[found.expert]
        closed = never(problem, mission, expert)
        assert closed is None or closed in codes(found)
        if not is_pinned(problem, mission, mission.role(found.seat.role), expert):
            lacks = requirement_refusals(problem, mission, mission.role(found.seat.role), expert)
            assert {each.code for each in lacks} <= set(codes(found))
        if found.choice is None:
            assert found.verdict == "barred"
            return
        after = review(problem, seated(at, found.seat, found.expert, found.choice.start))
        broken = caused(before.breaches, after.breaches)
        said = [each for each in found.reasons if each.code not in CIRCUMSTANCES]
        assert sorted(map(repr, said)) == sorted(map(repr, broken))
        dateless = found.start is None and closed is not None
        is_free = not broken and not dateless
        assert (found.verdict != "barred") == is_free

    agree()
    assert min(seen.values()) > 5, seen


DATES = ("expert.never_free", "start.none")
CIRCUMSTANCES = ("mission.not_held", "seat.taken", *DATES)
