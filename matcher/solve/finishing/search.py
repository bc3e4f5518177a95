"""The search for the earliest finish: schedules, their people, cuts where there are none."""

from dataclasses import replace
from random import Random

from matcher.halfdays import Span
from matcher.plan import Plan
from matcher.solve.desk import Desk
from matcher.solve.engine import Ears, Run, Value, run, whole_number
from matcher.solve.finishing.bundles import Bundles
from matcher.solve.finishing.case import Case
from matcher.solve.finishing.clash import Clash, Cut
from matcher.solve.finishing.drafts import several
from matcher.solve.finishing.naming import plan
from matcher.solve.finishing.schedule import Schedule, Scheduler
from matcher.solve.finishing.seating import Seating
from matcher.solve.finishing.staffing import Group, groups, staff
from matcher.solve.finishing.timetable import Timetable

_DRAFTS, _LOOKS, _KNOWN = 40, 10, 5
_MENDINGS = 5
_USUAL_SIZE, _PRICE = 200_000, 0.005
"""Numbers that a schedule of usual size is made of, and its price in deterministic seconds."""
_SLICE, _SLICE_OF_WORK = 1.0, 0.2
"""Seconds of a first round, or deterministic ones where work is limited."""
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
        self._seating = Seating(case, self.random)
        self._cuts: dict[Cut, None] = {}
        self._known: list[Group] = []
        self._rounds = 0
        self._size = max(1.0, self.scheduler.size / _USUAL_SIZE)
        self._price = _PRICE * self._size
        self._slice = _SLICE if desk.work_left is None else _SLICE_OF_WORK

    @property
    def finish(self) -> int:
        """The finish of the best plan."""
        return self.desk.value // self._weight

    def raise_bound(self, finish: int) -> None:
        """No plan ends before this half-day."""
        self.desk.raise_bound(min(finish, self.finish) * self._weight)

    def draft(self) -> None:
        """The best of some schedules made without a solver, until one can be staffed."""
        count = max(2, int(_DRAFTS / self._size))
        found = sorted(several(self.scheduler, self.random, count), key=self.scheduler.finish)
        self.desk.spend(self._price * count)
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
        self._mend(schedule)
        if found.is_impossible:
            clash = Clash(project, settings)
            cut = clash.cut(together, self.random)
            self._cuts |= {} if cut is None else {cut: None}
            self.desk.spend(clash.work)
        return False

    def _mend(self, schedule: Schedule) -> None:
        """The same order of tasks, each as early as people for it are free."""
        for _ in range(max(1, int(_MENDINGS / self._size))):
            mended = self._seating.seated(schedule)
            self.desk.spend(self._price)
            if mended is not None and self.scheduler.finish(mended) < self.finish:
                self.desk.offer(plan(self.case.project, mended, self._seating.seats))

    def round(self) -> bool:
        """Look for a better schedule for a while; False where nothing is left to be tried.

        The next round is longer where this one brought no plan and no cut.
        """
        self._rounds += 1
        known = len(self._cuts), self.finish
        timetable = Timetable(self.case, Span(self.desk.bound // self._weight, self.finish + 1))
        timetable.forbid(self._cuts)
        timetable.hint(self._dates())
        found = self._run(timetable)
        self.raise_bound(whole_number(found.bound))
        ends = self._end(found, timetable)
        has_news = known != (len(self._cuts), self.finish)
        self._slice *= 1 if has_news else 2
        return has_news or whole_number(found.bound) < ends

    def _end(self, found: Run, timetable: Timetable) -> int:
        """Settle the last schedule of a round and say when it ends."""
        if found.value is None:
            return self.finish
        schedule = timetable.schedule(found.value)
        if self.scheduler.finish(schedule) < self.finish:
            self.settle(schedule)
        return self.scheduler.finish(schedule)

    def _dates(self) -> Schedule:
        """The starts in the best plan, where all are held."""
        best = self.desk.best.plan or Plan()
        return tuple(best.held(task.mission).start or 0 for task in self.case.tasks)

    def _run(self, timetable: Timetable) -> Run:
        """Let the solver look, until some of its schedules cannot be staffed.

        With a work limit only its end counts: what comes between depends on the clock.
        """
        desk, clashes = self.desk, 0

        def on_solution(value: Value) -> None:
            nonlocal clashes
            schedule = timetable.schedule(value)
            if self.scheduler.finish(schedule) < self.finish:
                clashes += not self.settle(schedule)

        def is_over() -> bool:
            return clashes >= _CLASHES or desk.settings.stop()

        settings = replace(desk.settings, seed=desk.settings.seed + self._rounds, stop=is_over)
        if desk.work_left is None:
            ears = Ears(on_solution, lambda bound: self.raise_bound(whole_number(bound)))
            return run(timetable.model, settings, min(self._slice, desk.seconds_left), None, ears)
        work = min(self._slice, desk.work_left)
        found = run(timetable.model, settings, desk.seconds_left, work)
        desk.spend(found.work)
        return found
