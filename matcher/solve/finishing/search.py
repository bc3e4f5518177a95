"""The search for the earliest finish: schedules, their people, cuts where there are none."""

import math
from dataclasses import replace
from random import Random

from matcher.halfdays import Span
from matcher.plan import Plan
from matcher.solve.desk import Desk
from matcher.solve.engine import Ears, Run, Value, run
from matcher.solve.finishing.bundles import Bundles
from matcher.solve.finishing.case import Case
from matcher.solve.finishing.clash import Clash, Cut
from matcher.solve.finishing.drafts import several
from matcher.solve.finishing.naming import plan
from matcher.solve.finishing.schedule import Schedule, Scheduler
from matcher.solve.finishing.staffing import Group, groups, staff
from matcher.solve.finishing.timetable import Timetable

_DRAFTS, _LOOKS, _KNOWN = 40, 10, 5
_PRICE = 0.005
"""Deterministic seconds that a draft costs."""
_SLICE = 1.0
"""Seconds, or deterministic ones, of a first round."""
_CLASHES = 3
"""So many schedules that nobody can staff end a round: with their cuts it begins anew."""


class Search:
    """Schedules within limits and cuts; each that is better is staffed, or gives a cut."""

    def __init__(self, desk: Desk, case: Case) -> None:
        self.desk = desk
        self.case = case
        self.scheduler = Scheduler(case)
        self.random = Random(desk.settings.seed)
        (tier,) = desk.group.tiers
        self._weight = desk.group.weights[0] * desk.problem.objective[tier]["finish"]
        self._cuts: dict[Cut, None] = {}
        self._known: list[Group] = []
        self._rounds = 0
        self._slice = _SLICE

    @property
    def finish(self) -> int:
        """The finish of the best plan."""
        return self.desk.value // self._weight

    def raise_bound(self, finish: int) -> None:
        """No plan ends before this half-day."""
        self.desk.raise_bound(min(finish, self.finish) * self._weight)

    def draft(self) -> None:
        """The best of some schedules made without a solver, until one can be staffed."""
        found = sorted(several(self.scheduler, self.random, _DRAFTS), key=self.scheduler.finish)
        self.desk.spend(_PRICE * _DRAFTS)
        for schedule in found[:_KNOWN]:
            self._known += groups(self.case.project, schedule)
        for schedule in found[:_LOOKS]:
            better = self.scheduler.finish(schedule) < self.finish
            if not better or self.desk.out_of_time() or self.settle(schedule):
                break

    def count(self) -> None:
        """The bound of bundles, beginning with those of the first schedules."""
        count = len(self.case.tasks)
        known = (frozenset(at for at in group if at < count) for group in self._known)
        bundles = Bundles(self.desk, self.case, known)
        bundles.improve()
        self.raise_bound(bundles.bound)

    def settle(self, schedule: Schedule) -> bool:
        """Staff a schedule and offer its plan, or learn why nobody can."""
        project, settings = self.case.project, self.desk.settings
        together = groups(project, schedule)
        found = staff(project, together, settings)
        self.desk.spend(found.work)
        if found.seats is not None:
            return self.desk.offer(plan(project, schedule, found.seats))
        if found.is_impossible:
            clash = Clash(project, settings)
            self._cuts[clash.cut(together, self.random)] = None
            self.desk.spend(clash.work)
        return False

    def round(self) -> None:
        """Look for a better schedule for a while; the next time longer where none was found."""
        self._rounds += 1
        known = len(self._cuts), self.finish
        timetable = Timetable(self.case, Span(self.desk.bound // self._weight, self.finish + 1))
        timetable.forbid(self._cuts)
        timetable.hint(self._dates())
        found = self._run(timetable)
        if found.value is not None:
            schedule = timetable.schedule(found.value)
            if self.scheduler.finish(schedule) < self.finish:
                self.settle(schedule)
            self.raise_bound(_whole(found.bound))
        if known == (len(self._cuts), self.finish):
            self._slice *= 2

    def _dates(self) -> Schedule:
        """The starts in the best plan, where all are held."""
        best = self.desk.best.plan or Plan()
        return tuple(best.held(task.mission).start or 0 for task in self.case.tasks)

    def _run(self, timetable: Timetable) -> Run:
        """One round of the solver. With a work limit only its end counts: what comes between
        depends on the clock.
        """
        desk, clashes = self.desk, 0

        def on_solution(value: Value) -> None:
            nonlocal clashes
            schedule = timetable.schedule(value)
            if desk.work_left is None and self.scheduler.finish(schedule) < self.finish:
                clashes += not self.settle(schedule)

        def on_bound(bound: float) -> None:
            if desk.work_left is None:
                self.raise_bound(_whole(bound))

        seed = desk.settings.seed + self._rounds
        settings = replace(
            desk.settings, seed=seed, stop=lambda: clashes >= _CLASHES or desk.settings.stop()
        )
        ears = Ears(on_solution, on_bound)
        if desk.work_left is None:
            return run(timetable.model, settings, min(self._slice, desk.seconds_left), None, ears)
        work = min(self._slice, desk.work_left)
        found = run(timetable.model, settings, desk.seconds_left, work)
        desk.spend(found.work)
        return found


def _whole(bound: float) -> int:
    return math.ceil(bound - 1e-6) if math.isfinite(bound) else 0
