"""What questions about a plan take: candidates, why, why not, forcing; with checks of each."""

import argparse
import time
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from benchmarks.children import peak_so_far_mb
from benchmarks.results import Row
from matcher.explain.candidates import Candidates, candidates
from matcher.explain.caused import caused
from matcher.explain.seat import Seat, seated
from matcher.explain.why import why
from matcher.explain.why_not import why_not
from matcher.index.tables import Tables
from matcher.plan import Assignment, Plan
from matcher.problem import Problem
from matcher.review import review
from matcher.solve import solve
from matcher.trials.forcing import forced
from matcher.trials.forcing_result import Forced
from matcher.trials.seating import with_pin
from matcher.trials.trial import TrialLimits, without_last_tier

Thing = TypeVar("Thing")
_PLAN_SECONDS = 10.0
"""For the plan that is asked about."""
_ASKED = 60
"""Questions of each kind, but for forcing."""
_FORCED = 20
_REVIEWED = 100
"""Candidates of all seats that a whole reading of the plan checks."""


def questions(problem: Problem, asked: argparse.Namespace) -> Row:
    """Solve, then ask; `seconds` is what one forcing may take."""
    answer = solve(problem, time_limit=_PLAN_SECONDS, workers=asked.workers, seed=asked.seed)
    plan, tables, draw = answer.plan or Plan(), Tables(problem), Random(asked.seed)
    began = time.monotonic()
    ranked, found = timed_candidates(problem, plan, tables, draw)
    return {
        "status": answer.status,
        "candidates": ranked,
        "wrong": wrong(problem, plan, found, draw),
        "why": timed_why(problem, plan, tables, draw),
        "why_not": timed_why_not(problem, plan, tables, draw),
        **timed_forcing(problem, plan, asked, draw),
        "took": round(time.monotonic() - began, 3),
        "peak_mb": round(peak_so_far_mb(), 1),
    }


def timed_candidates(
    problem: Problem, plan: Plan, tables: Tables, draw: Random
) -> tuple[Row, list[Candidates]]:
    """Everybody for some seats, filled and empty, dated or not; the first one makes the columns."""
    took, found = [], []
    for seat in some(draw, [*seats(problem, plan)], _ASKED):
        began = time.perf_counter()
        found.append(candidates(tables, plan, seat))
        took.append(time.perf_counter() - began)
    return milliseconds(took), found


def wrong(problem: Problem, plan: Plan, found: Sequence[Candidates], draw: Random) -> int:
    """Of some candidates, those of whom a whole reading of the plan says anything else."""
    told = [(each.seat, c) for each in found for c in (*each.free.shown, *each.breaking.shown)]
    before, count = review(problem, plan), 0
    for seat, choice in some(draw, told, _REVIEWED):
        after = review(problem, seated(plan, seat, choice.expert, choice.start))
        broken = caused(before.breaches, after.breaches)
        tiers = tuple(now - was for now, was in zip(after.tiers, before.tiers, strict=True))
        is_so = tiers == choice.tiers and {*map(repr, broken)} == {*map(repr, choice.breaches)}
        count += not is_so
    return count


def timed_why(problem: Problem, plan: Plan, tables: Tables, draw: Random) -> Row:
    """Why some experts sit where they sit."""
    took = []
    filled = [seat for seat in seats(problem, plan) if seat.instead is not None]
    for seat in some(draw, filled, _ASKED):
        began = time.perf_counter()
        why(tables, plan, seat)
        took.append(time.perf_counter() - began)
    return milliseconds(took)


def timed_why_not(problem: Problem, plan: Plan, tables: Tables, draw: Random) -> Row:
    """Why some experts, whoever they are, do not sit in some roles."""
    took = []
    for here in strangers(problem, plan, draw, _ASKED):
        seat = Seat(here.mission, here.role)
        began = time.perf_counter()
        why_not(tables, plan, seat, here.expert)
        took.append(time.perf_counter() - began)
    return milliseconds(took)


def timed_forcing(problem: Problem, plan: Plan, asked: argparse.Namespace, draw: Random) -> Row:
    """What pinning some experts who meet a role costs, and whether a fresh solve agrees."""
    limits = TrialLimits(seconds=asked.seconds, workers=asked.workers, seed=asked.seed)
    tables, found = Tables(problem), []
    for here in suited(problem, plan, tables, draw):
        found.append(forced(tables, plan, here, limits))
    kept = [each for each in found if each.tiers]
    return {
        "forced": len(found),
        "infeasible": sum(each.status == "infeasible" for each in found),
        "unknown": sum(each.status == "unknown" for each in found),
        "forcing": milliseconds([each.seconds for each in found]),
        "proven": sum(all(tier.optimal for tier in each.tiers[:-1]) for each in kept),
        "last_proven": sum(each.tiers[-1].optimal for each in kept),
        "last_gaps": [round(gap(each), 4) for each in kept],
        "differing": [str(each.assignment) for each in found if differs(problem, each)],
    }


def differs(problem: Problem, found: Forced) -> bool:
    """Does a fresh solve with the pin contradict what was proven of the tiers but the last?"""
    if found.status == "unknown":
        return False
    fresh = solve(without_last_tier(with_pin(problem, found.assignment)))
    if found.status == "infeasible" or fresh.status == "infeasible":
        return found.status != fresh.status
    said = found.tiers[:-1]
    if not all(tier.optimal for tier in said) or not all(tier.optimal for tier in fresh.tiers):
        return False
    return [tier.value for tier in said] != [tier.value for tier in fresh.tiers]


def gap(found: Forced) -> float:
    """How far the last tier may be from the best."""
    last = found.tiers[-1]
    return (last.value - last.bound) / max(1, last.value)


def seats(problem: Problem, plan: Plan) -> Iterator[Seat]:
    """Every seat of a plan, filled or empty."""
    for mission in problem.missions.values():
        for role in mission.roles:
            sitting = plan.held(mission.id).team.get(role.id, ())
            yield from (Seat(mission.id, role.id, expert) for expert in sitting)
            if len(sitting) < role.count:
                yield Seat(mission.id, role.id)


def strangers(problem: Problem, plan: Plan, draw: Random, most: int) -> Iterator[Assignment]:
    """Anybody for any role in which they do not sit."""
    roles = [(mission, role) for mission in problem.missions.values() for role in mission.roles]
    for _ in range(most):
        mission, role = draw.choice(roles)
        expert = draw.choice([*problem.experts])
        if expert not in plan.held(mission.id).team.get(role.id, ()):
            yield Assignment(mission.id, role.id, expert)


def suited(problem: Problem, plan: Plan, tables: Tables, draw: Random) -> Iterator[Assignment]:
    """Experts who meet a role and do not sit in it, one for each of some roles."""
    roles = [(mission, role) for mission in problem.missions.values() for role in mission.roles]
    for mission, role in some(draw, roles, _FORCED):
        sitting = plan.held(mission.id).team.get(role.id, ())
        names = [tables.experts[row].id for row in tables.able(mission, role)]
        able = [name for name in names if name not in sitting]
        if able:
            yield Assignment(mission.id, role.id, draw.choice(able))


def some(draw: Random, things: Sequence[Thing], most: int) -> list[Thing]:
    """So many of the things, drawn; all where there are fewer."""
    return draw.sample(things, min(most, len(things)))


def milliseconds(took: Sequence[float]) -> Row:
    """How many there were, the median, the ninth decile and the most, in milliseconds."""
    ranked = sorted(1000 * each for each in took)
    if not ranked:
        return {"count": 0}
    middle, late = ranked[len(ranked) // 2], ranked[min(len(ranked) - 1, 9 * len(ranked) // 10)]
    told = {"median": middle, "late": late, "most": ranked[-1]}
    return {"count": len(ranked), **{name: round(each, 1) for name, each in told.items()}}
