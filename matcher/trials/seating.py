"""A first plan for a pin: the expert put into the role, whoever is in the way moved out."""

from collections.abc import Iterable

import numpy as np

from matcher.arrays import Rows
from matcher.explain.around import Around
from matcher.explain.candidates import Choice, Ranking, candidates
from matcher.explain.caused import caused
from matcher.explain.seat import Seat, seated, unseated
from matcher.index.tables import Tables
from matcher.plan import Assignment, Breach, Plan
from matcher.problem import ExpertId, Held, MissionId, MissionRole, Problem
from matcher.review import review
from matcher.rules.busy import BUSY

_ROUNDS = 4
"""What is mended may break something else, so often at most."""


def with_pin(problem: Problem, assignment: Assignment) -> Problem:
    """The problem with one pin more; the same where it is pinned already."""
    pin = problem.pins.get(assignment.mission, Held())
    if assignment.expert in pin.team.get(assignment.role, ()):
        return problem
    return problem.with_pin(assignment.mission, pin.joined(assignment.role, assignment.expert))


def repaired(tables: Tables, plan: Plan, assignment: Assignment) -> Plan | None:
    """The plan with the assignment, mended where that breaks it; None where it cannot be.

    The problem has the pin already, so that the expert need not meet the role.
    """
    problem, found = tables.problem, _with(tables, plan, assignment)
    if found is None:
        return None
    before = review(problem, plan).breaches
    for _ in range(_ROUNDS):
        broken = caused(before, review(problem, found).breaches)
        if not broken:
            return _refilled(tables, plan, found)
        mended = _mended(problem, found, broken, assignment)
        if mended == found:
            return None
        found = mended
    return None


def _with(tables: Tables, plan: Plan, assignment: Assignment) -> Plan | None:
    """The expert in the role, in the seat and on the start that break the least."""
    mission = assignment.mission
    plan = unseated(plan, mission, assignment.expert)
    row = np.array([tables.census.row[assignment.expert]], dtype=np.int32)
    first = Around(tables, plan, Seat(mission, assignment.role))
    found: list[tuple[Choice, Seat]] = []
    for instead in _leaving(first):
        around = first.beside(Seat(mission, assignment.role, instead))
        if around.starts:
            found.append((Ranking(around, row).choice(0), around.seat))
    if not found:
        return None
    choice, seat = min(found, key=lambda each: (len(each[0].breaches), each[0].tiers))
    if BUSY in {breach.code for breach in choice.breaches}:
        moved = _on_another_date(first, row)
        choice, seat = (moved, first.seat) if moved is not None else (choice, seat)
    return seated(plan, seat, choice.expert, choice.start)


def _leaving(around: Around) -> list[ExpertId | None]:
    """Nobody where a seat is empty, else each who may be moved out."""
    sitting = around.held.team.get(around.role.id, ())
    if len(sitting) < around.role.count:
        return [None]
    known = [each for each in dict.fromkeys(sitting) if each in around.problem.experts]
    return [each for each in known if not around.is_pinned(each)]


def _on_another_date(around: Around, row: Rows) -> Choice | None:
    """The mission moved to where the expert can come, its team as far as it goes."""
    held = Held(None, around.held.team)
    moved = Around(around.tables, around.plan_with(held), around.seat)
    return Ranking(moved, row).choice(0) if moved.starts else None


def _mended(problem: Problem, plan: Plan, broken: Iterable[Breach], assignment: Assignment) -> Plan:
    """The plan without those who are in the way, but for pinned ones."""
    for breach in broken:
        where = _leaves(problem, plan, breach, assignment)
        if where is not None:
            plan = unseated(plan, *where)
    return plan


def _leaves(
    problem: Problem, plan: Plan, breach: Breach, assignment: Assignment
) -> tuple[MissionId, ExpertId] | None:
    """Who must leave which mission for a breach to go: the least pressing one that may."""
    expert = breach.expert
    if expert is None:
        return None
    named = [breach.mission, breach.facts.get("other")]
    missions = [m for m in problem.missions.values() if expert in plan.held(m.id).experts]
    if breach.mission is not None:
        missions = [m for m in missions if m.id in named]
    may = [
        m for m in missions if m.id not in problem.pins or expert not in problem.pins[m.id].experts
    ]
    leaving = min(may, key=lambda m: (m.priority, m.id), default=None)
    return None if leaving is None else (leaving.id, expert)


def _refilled(tables: Tables, before: Plan, plan: Plan) -> Plan:
    """The best candidate in each seat that was left empty."""
    for mission, role in _emptied(tables.problem, before, plan):
        found = candidates(tables, plan, Seat(mission, role), most=1).free.shown
        if found and found[0].tiers < tuple(0 for _ in tables.problem.objective):
            plan = seated(plan, Seat(mission, role), found[0].expert, found[0].start)
    return plan


def _emptied(problem: Problem, before: Plan, after: Plan) -> list[MissionRole]:
    found = []
    for mission in problem.missions.values():
        was, now = before.held(mission.id).team, after.held(mission.id).team
        for role in mission.roles:
            fewer = len(was.get(role.id, ())) - len(now.get(role.id, ()))
            found += [(mission.id, role.id)] * max(0, fewer)
    return found
