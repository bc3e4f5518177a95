"""Dates of empty missions: none without need, and those that people know where nothing is lost.

A mission that nobody can staff costs the same held or not held (`incomplete` and `vacancies`
count all of it either way), so the tiers leave most of its dates open. What they leave open is
settled here, the same way whoever found the plan.
"""

from dataclasses import replace

from matcher.halfdays import HalfDay
from matcher.plan import Plan, Review
from matcher.problem import Held, Mission, MissionId, Problem
from matcher.review import review
from matcher.rules.vacancies import gaps
from matcher.solve.parameters.control import CONTROL


def settle(problem: Problem, plan: Plan, seen: Review) -> tuple[Plan, Review]:
    """A right plan with no needless date and no worse tier, and its review; `seen` is the plan's.

    An empty mission keeps a date where it is pinned, was published with one, or comes before a
    mission that is held. One that was published goes back to that date where no tier is worse.
    """
    plan, seen = _taken(problem, undated(problem, plan), plan, seen)
    for mission, start in _strayed(problem, plan)[: CONTROL.dates_settled]:
        before = plan.holding(mission, replace(plan.held(mission), start=start))
        plan, seen = _taken(problem, before, plan, seen)
    return plan, seen


def undated(problem: Problem, plan: Plan) -> Plan:
    """The plan without dates that nobody needs; the very same where there are none."""
    needed = _needed(problem, plan)
    idle = [m for m, held in plan.missions.items() if held.start is not None and m not in needed]
    if not idle:
        return plan
    return Plan({**plan.missions, **{mission: Held() for mission in idle}})


def _taken(problem: Problem, wanted: Plan, plan: Plan, seen: Review) -> tuple[Plan, Review]:
    """The plan that is wanted, where it is right and no tier is worse."""
    if wanted is plan:
        return plan, seen
    found = review(problem, wanted)
    is_worse = bool(found.breaches) or found.tiers > seen.tiers
    return (plan, seen) if is_worse else (wanted, found)


def _needed(problem: Problem, plan: Plan) -> set[MissionId]:
    """The missions that keep their date, and all that these follow."""
    missions = problem.missions
    open_ones = [m for m in missions if _keeps_its_date(problem, plan, missions[m])]
    needed: set[MissionId] = set()
    while open_ones:
        mission = open_ones.pop()
        if mission not in needed:
            needed.add(mission)
            open_ones += [after.mission for after in missions[mission].after]
    return needed


def _keeps_its_date(problem: Problem, plan: Plan, mission: Mission) -> bool:
    held, pin = plan.held(mission.id), problem.pins.get(mission.id, Held())
    if held.start is None:
        return False
    is_pinned = pin.start is not None or bool(pin.experts)
    is_published = problem.published.get(mission.id, Held()).start is not None
    # One that lacks nothing is complete by its date alone.
    return bool(held.experts) or is_pinned or is_published or not any(gaps(problem, plan, mission))


def _strayed(problem: Problem, plan: Plan) -> list[tuple[MissionId, HalfDay]]:
    """Empty missions that were published with another date, and that date."""
    return [
        (mission, before.start)
        for mission, before in problem.published.items()
        if mission in problem.missions
        and before.start is not None
        and before.start != plan.held(mission).start
        and not plan.held(mission).experts
    ]
