"""Reserves: who could take somebody's seat on the plan's date with all the rest as it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from matcher.feasibility.openings import Openings
from matcher.index.tables import Tables
from matcher.plan import Assignment, Plan
from matcher.problem import ExpertId, Problem
from matcher.review import review
from matcher.rules.vacancies import gaps
from matcher.scenario.facts import Said
from matcher.scenario.people import withdraw

FEW = 3
"""How many reserves of a seat are named."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Somebody's seats with their reserves, and the plan once all seats are handed over.

    `plan` is None where one of the seats finds nobody any more.
    """

    seats: tuple[tuple[Assignment, tuple[ExpertId, ...]], ...]
    plan: Plan | None


class Reserves:
    """Who could step in for whom in a plan: suited, free, breaking nothing, leaving no new gap."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self._tables = Tables(problem)
        self._openings = Openings(self._tables, plan)

    def handover(self, expert: ExpertId) -> Handover:
        """Reserves for each seat alone, and one after the other for all of them."""
        own = [seat for seat in self.plan.assignments if seat.expert == expert]
        unpinned = self._unpinned(expert)
        seats = tuple((seat, self._few(unpinned, self._openings, seat)) for seat in own)
        if not own:
            return Handover((), self.plan)
        plan = self.plan
        for number, (seat, reserves) in enumerate(seats):
            if number:
                reserves = self._few(unpinned, Openings(self._tables, plan), seat)
            if not reserves:
                return Handover(seats, None)
            plan = handed(plan, seat, self._least(unpinned, plan, seat, reserves))
        return Handover(seats, plan)

    def _few(self, problem: Problem, openings: Openings, seat: Assignment) -> tuple[ExpertId, ...]:
        """The first few who break nothing: best fit first, then who has been sent least."""
        found: list[ExpertId] = []
        for expert in self._suited(openings, seat):
            if len(found) == FEW:
                break
            if _takes(problem, openings.plan, seat, expert):
                found.append(expert)
        return tuple(found)

    def _suited(self, openings: Openings, seat: Assignment) -> Iterator[ExpertId]:
        mission = self.problem.missions[seat.mission]
        role = mission.role(seat.role)
        rows = openings.free_in_plan(mission, self._tables.able(mission, role))
        misfit = self._tables.misfit(mission, role, rows).tolist()
        experts = [self._tables.experts[row] for row in np.asarray(rows).tolist()]
        ranked = sorted(
            zip(misfit, experts, strict=True), key=lambda each: (each[0], each[1].load, each[1].id)
        )
        return (expert.id for _, expert in ranked)

    def _least(
        self, problem: Problem, plan: Plan, seat: Assignment, reserves: tuple[ExpertId, ...]
    ) -> ExpertId:
        """The reserve with whom the objective is best."""
        tiers = {each: review(problem, handed(plan, seat, each)).tiers for each in reserves}
        return min(reserves, key=lambda each: tiers[each])

    def _unpinned(self, expert: ExpertId) -> Problem:
        """The problem with their pins lifted and nothing else changed."""
        return replace(self.problem, pins=withdraw(Said(self.problem, {"expert": expert})).pins)


def handed(plan: Plan, seat: Assignment, expert: ExpertId) -> Plan:
    """The plan with one seat handed over to somebody else."""
    held = plan.held(seat.mission)
    seated = tuple(expert if each == seat.expert else each for each in held.team[seat.role])
    team = {**held.team, seat.role: seated}
    return plan.holding(seat.mission, replace(held, team=team))


def _takes(problem: Problem, plan: Plan, seat: Assignment, expert: ExpertId) -> bool:
    """Is the plan right when they take the seat, and the team no less complete?"""
    mission, after = problem.missions[seat.mission], handed(plan, seat, expert)
    missing = sum(gap.seats for gap in gaps(problem, after, mission))
    if missing > sum(gap.seats for gap in gaps(problem, plan, mission)):
        return False
    return not review(problem, after).breaches
