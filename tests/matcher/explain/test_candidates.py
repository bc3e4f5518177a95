"""Candidates for a seat: what is said of each is what a whole reading of the plan says."""

import json

from hypothesis import given

from matcher.explain.candidates import Candidates, candidates
from matcher.explain.caused import caused
from matcher.explain.seat import Seat, seated
from matcher.files import read_plan, read_problem
from matcher.halfdays import Span
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import MEASURES, MissionId, Problem, RoleId
from matcher.review import review
from tests.chance import examples
from tests.matcher import make
from tests.matcher.exhaustive import Json
from tests.matcher.make import MONDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.problems import planned

M, R = MissionId("m"), RoleId("r")
ALL = 10_000
MET = [
    f"{kind} {where}"
    for kind in ("free", "breaking")
    for where in ("dated empty", "dated taken", "undated empty")
]


def read(drawn: tuple[Json, Json]) -> tuple[Problem, Plan]:
    """A drawn problem and plan as values."""
    problem = read_problem(json.dumps(drawn[0]))
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": drawn[1]}
    return problem, read_plan(json.dumps(file), problem.horizon)


def seats(problem: Problem, plan: Plan) -> list[Seat]:
    """Every role of a problem, and every seat of a plan that somebody could leave."""
    found = []
    for mission in problem.missions.values():
        for role in mission.roles:
            found.append(Seat(mission.id, role.id))
            sitting = plan.held(mission.id).team.get(role.id, ())
            found += [Seat(mission.id, role.id, expert) for expert in dict.fromkeys(sitting)]
    return found


def test_candidates_are_what_a_whole_review_says() -> None:
    seen: dict[str, int] = {}

    @examples(120)
    @given(planned())
    def agree(drawn: tuple[Json, Json]) -> None:
        problem, plan = read(drawn)
        for seat in seats(problem, plan):
            found = candidates(Tables(problem), plan, seat, most=ALL)
            hold(problem, plan, found)
            note(seen, plan, found)

    agree()
    assert all(seen.get(each, 0) > 5 for each in MET), seen


def note(seen: dict[str, int], plan: Plan, found: Candidates) -> None:
    """Count what was met, so that the property is known to have been tried."""
    dated = "dated" if plan.held(found.seat.mission).start is not None else "undated"
    for kind, choices in {"free": found.free, "breaking": found.breaking}.items():
        filled = "taken" if found.seat.instead is not None else "empty"
        key = f"{kind} {dated} {filled}"
        if choices.count:
            seen[key] = seen.get(key, 0) + choices.count


def hold(problem: Problem, plan: Plan, found: Candidates) -> None:
    """Read the whole plan with each of them in the seat."""
    before = review(problem, plan)
    for is_free, choices in ((True, found.free), (False, found.breaking)):
        assert choices.count == len(choices.shown)
        for choice in choices.shown:
            after = review(problem, seated(plan, found.seat, choice.expert, choice.start))
            broken = caused(before.breaches, after.breaches)
            assert sorted(map(repr, choice.breaches)) == sorted(map(repr, broken))
            assert (broken == ()) == is_free
            assert choice.measures == {m: after.measures[m] - before.measures[m] for m in MEASURES}
            assert [*choice.tiers] == [
                a - b for a, b in zip(after.tiers, before.tiers, strict=True)
            ]
            assert choice.cost == problem.costs.of(
                problem.missions[found.seat.mission], problem.experts[choice.expert]
            )


def test_free_candidates_come_first_and_the_better_ones_before() -> None:
    people = [
        make.expert("who is busy", busy=(Span(0, 99),)),
        make.expert("who speaks nothing"),
        make.expert("who speaks", languages={"fr": 4}),
        make.expert("who speaks well", languages={"fr": 6}),
        make.expert("who speaks little", languages={"fr": 3}),
    ]
    role = make.role(languages={"fr": 4})
    problem = make.problem([make.mission(roles=(role,)), make.home("other")], people)

    found = candidates(Tables(problem), plan(m=held(MONDAY)), Seat(M, R))

    assert [each.expert for each in found.free.shown] == ["who speaks well", "who speaks"]
    assert found.free.shown[0].tiers == (-1, -1, 0, 304)
    assert found.breaking.count == 0
    assert [each.expert for each in found.excluded.shown] == [
        "who speaks little",
        "who speaks nothing",
        "who is busy",
    ]
    assert found.excluded.counts == {"role.language": 3, "expert.never_free": 1}


def test_candidate_of_another_mission_is_told_with_what_would_break() -> None:
    problem = make.problem([make.mission(), make.home("other")], make.expert(rest=2))

    found = candidates(
        Tables(problem), plan(m=held(MONDAY), other=held(MONDAY, "anna")), Seat(M, R)
    )

    assert found.free.count == 0
    assert [b.code for b in found.breaking.shown[0].breaches] == ["availability.double"]


def test_mission_without_a_date_gets_the_best_start_of_each() -> None:
    people = [make.expert("early", busy=(Span(MONDAY, WEDNESDAY),)), make.expert("late")]
    mission = make.mission(window=Span(MONDAY, WEDNESDAY + 1), preferred=TUESDAY)
    problem = make.problem(mission, people)

    found = candidates(Tables(problem), plan(), Seat(M, R))

    starts = {each.expert: each.start for each in found.free.shown}
    assert starts == {"late": TUESDAY, "early": WEDNESDAY}


def test_limits_are_told_as_what_is_left_after() -> None:
    anna = make.expert(days_max=3, missions_max=2, load=5)
    problem = make.problem([make.mission(), make.home("other")], anna)

    found = candidates(
        Tables(problem), plan(m=held(MONDAY), other=held(WEDNESDAY, "anna")), Seat(M, R)
    )

    (choice,) = found.free.shown
    assert (choice.half_days_left, choice.missions_left, choice.load) == (2, 0, 9)


def test_only_so_many_are_told_and_the_others_counted() -> None:
    problem = make.problem(make.mission(), [make.expert(f"e{k}") for k in range(9)])

    found = candidates(Tables(problem), plan(m=held(MONDAY)), Seat(M, R), most=2)

    assert (found.free.count, len(found.free.shown)) == (9, 2)


def test_less_of_the_same_excess_is_no_new_breach() -> None:
    worse = make.breach("limits.days", expert="anna", facts={"most": 2, "half_days": 6})
    better = make.breach("limits.days", expert="anna", facts={"most": 2, "half_days": 4})

    assert caused([worse], [better]) == ()
    assert caused([better], [worse]) == (worse,)
    assert caused([better], [better, better]) == (better,)
