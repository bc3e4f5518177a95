"""Whom somebody in a seat would make hear of a change, beyond those the plan calls already."""

from collections.abc import Mapping
from dataclasses import replace

from matcher.explain.around import Around
from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import ExpertId, Held, MissionId, Problem
from matcher.rules.calls import Calls
from matcher.rules.reading import Reading

Called = Mapping[ExpertId, str]
"""By expert: do they join, leave or move?"""


def called(around: Around, start: HalfDay, expert: ExpertId) -> Called:
    """Who must hear of it that nobody has to tell anything as the plan is."""
    before = _of(around.problem, around.mission.id, around.held)
    after = _of(around.problem, around.mission.id, around.after(start, expert))
    return {name: change for name, change in after.items() if before.get(name) != change}


def _of(problem: Problem, mission: MissionId, held: Held) -> Called:
    published = {m: was for m, was in problem.published.items() if m == mission}
    reading = Reading(replace(problem, published=published), Plan({mission: held}))
    found = Calls().breaches(reading)
    return {p.expert: str(p.facts["change"]) for p in found if p.expert is not None}
