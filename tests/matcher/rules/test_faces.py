"""The third face of the rules says of many people at once what whole readings say of each."""

from collections import Counter

import numpy as np
from hypothesis import given

from matcher.arrays import Flags
from matcher.explain.around import Around
from matcher.explain.caused import caused
from matcher.explain.joining_seat import JoiningSeat
from matcher.explain.seat import Seat, seated
from matcher.feasibility.joining import Joining
from matcher.index.tables import Tables
from matcher.plan import Breach, Plan
from matcher.problem import Expert, Problem
from matcher.review import review
from matcher.rules import OF_A_SEAT
from matcher.rules.base import SeatRule
from matcher.rules.plurality import Plurality
from matcher.rules.programmes import Programmes
from matcher.rules.seats import Seats
from tests.chance import examples
from tests.matcher.exhaustive import Json
from tests.matcher.explain.test_candidates import read, seats
from tests.matcher.problems import planned

OF_A_TEAM = (Seats, Programmes, Plurality)
ENOUGH = 10


def strained(case: tuple[Json, Json]) -> tuple[Json, Json]:
    """The same with every mission abroad, everybody tired by it, and one programme to pay."""
    document, plan = case
    missions = [
        {"partner": "ht"} | each | {"venue": "abroad", "programme": "p1"}
        for each in document["missions"]
    ]
    bounds = {"expert_half_days_max": 6, "by_institution": {"qc": 4}, "budget_max": 20}
    for each in missions:
        each.pop("institution", None)
    experts = [each | {"rest": 8} for each in document["experts"]]
    programmes = [each | bounds if each["id"] == "p1" else each for each in document["programmes"]]
    changed = {"missions": missions, "experts": experts, "programmes": programmes}
    return document | changed, plan


def test_rules_forbid_what_readings_find_broken() -> None:
    seen: Counter[tuple[str, bool]] = Counter()

    @examples(120)
    @given(planned() | planned().map(strained))
    def agree(drawn: tuple[Json, Json]) -> None:
        problem, plan = read(drawn)
        before = review(problem, plan).breaches
        for seat in seats(problem, plan):
            joining = asked(problem, plan, seat)
            said = [(rule, everywhere(rule.forbids(joining), joining)) for rule in OF_A_SEAT]
            for number, start in enumerate(joining.starts):
                for place, expert in enumerate(joining.experts):
                    after = review(problem, seated(plan, seat, expert.id, start)).breaches
                    new = caused(before, after)
                    for rule, forbidden in said:
                        if isinstance(rule, OF_A_TEAM) or not joining.in_team[place]:
                            broken = any(is_of(rule, each, expert) for each in new)
                            told = bool(forbidden[number, place])
                            assert told == broken, (type(rule).__name__, seat, expert.id, start)
                            seen[type(rule).__name__, broken] += 1

    agree()
    assert min(
        seen[type(rule).__name__, is_so] for rule in OF_A_SEAT for is_so in (True, False)
    ) >= (ENOUGH), seen


def asked(problem: Problem, plan: Plan, seat: Seat) -> JoiningSeat:
    """Everybody but whoever has the seat, asked to take it."""
    around = Around(Tables(problem), plan, seat)
    names = [expert.id for expert in around.tables.experts]
    rows = [row for row, name in enumerate(names) if name != seat.instead]
    return JoiningSeat(around, around.starts, np.array(rows, dtype=np.int32))


def everywhere(found: Flags | bool, joining: Joining) -> Flags:
    """[start, expert] of what may be said of experts alone."""
    return np.broadcast_to(found, (len(joining.starts), len(joining.rows)))


def is_of(rule: SeatRule, breach: Breach, expert: Expert) -> bool:
    """Is it the rule's own, and of this person where it is of people?"""
    if breach.code not in rule.codes or breach.code == "seat.not_held":
        return False
    return isinstance(rule, OF_A_TEAM) or breach.expert == expert.id
