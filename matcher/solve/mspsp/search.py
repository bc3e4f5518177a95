"""The search for the earliest finish: schedules, their people, cuts where there are none."""

from dataclasses import replace
from random import Random

from matcher.halfdays import Span
from matcher.plan import Plan
from matcher.solve.context import SolveContext
from matcher.solve.cpsat.run import Callbacks, Run, Value, run, whole_number
from matcher.solve.mspsp.benders_cuts import BendersCuts, Cut
from matcher.solve.mspsp.feasible_subsets import FeasibleSubsets
from matcher.solve.mspsp.first_schedules import several
from matcher.solve.mspsp.instance import Instance
from matcher.solve.mspsp.name_crews import plan
from matcher.solve.mspsp.schedule import Schedule, Scheduler
from matcher.solve.mspsp.schedule_model import ScheduleModel
from matcher.solve.mspsp.staffed_schedule import StaffedScheduler
from matcher.solve.mspsp.staffing import ConcurrentTasks, concurrent_tasks, staff
from matcher.solve.parameters.mspsp import FINISH


class FinishSearch:
    """Schedules within limits and cuts; each that is better is staffed, or gives a cut."""

    def __init__(self, context: SolveContext, instance: Instance) -> None:
        self.context = context
        self.instance = instance
        self.scheduler = Scheduler(instance)
        self.random = Random(context.settings.seed)
        (tier,) = context.group.tiers
        self._weight = context.group.weights[0] * context.problem.objective[tier]["finish"]
        self._staffed = StaffedScheduler(instance, self.random)
        self._cuts: dict[Cut, None] = {}
        self._known: list[ConcurrentTasks] = []
        self._rounds = 0
        self._size = max(1.0, self.scheduler.size / FINISH.usual_size)
        self._price = FINISH.work * self._size
        self._slice = FINISH.slice if context.work_left is None else FINISH.slice_of_work

    @property
    def finish(self) -> int:
        """The finish of the best plan."""
        return self.context.value // self._weight

    def raise_bound(self, finish: int) -> None:
        """No plan ends before this half-day."""
        self.context.raise_bound(min(finish, self.finish) * self._weight)

    def draft(self) -> None:
        """The best of some schedules made without a solver, until one can be staffed."""
        count = max(2, int(FINISH.schedules / self._size))
        found = sorted(several(self.scheduler, self.random, count), key=self.scheduler.finish)
        self.context.spend(self._price * count)
        for schedule in found[: FINISH.known]:
            self._known += concurrent_tasks(self.instance.project, schedule)
        for schedule in found[: FINISH.looks]:
            better = self.scheduler.finish(schedule) < self.finish
            if not better or self.context.out_of_time() or self.settle(schedule):
                break

    def count(self) -> None:
        """The bound of subsets, beginning with those of the first schedules."""
        count = len(self.instance.tasks)
        known = (frozenset(at for at in group if at < count) for group in self._known)
        subsets = FeasibleSubsets(self.context, self.instance, known)
        subsets.improve()
        self.raise_bound(subsets.bound)

    def settle(self, schedule: Schedule) -> bool:
        """Staff a schedule and offer its plan, or learn why nobody can."""
        project, settings = self.instance.project, self.context.settings
        together = concurrent_tasks(project, schedule)
        found = staff(project, together, settings)
        self.context.spend(found.work)
        if found.seats is not None:
            return self.context.offer(plan(project, schedule, found.seats))
        self._mend(schedule)
        if found.is_impossible:
            benders = BendersCuts(project, settings)
            cut = benders.cut(together, self.random)
            self._cuts |= {} if cut is None else {cut: None}
            self.context.spend(benders.work)
        return False

    def _mend(self, schedule: Schedule) -> None:
        """The same order of tasks, each as early as people for it are free."""
        for _ in range(max(1, int(FINISH.mendings / self._size))):
            mended = self._staffed.seated(schedule)
            self.context.spend(self._price)
            if mended is not None and self.scheduler.finish(mended) < self.finish:
                self.context.offer(plan(self.instance.project, mended, self._staffed.seats))

    def round(self) -> bool:
        """Look for a better schedule for a while; False where nothing is left to be tried.

        The next round is longer where this one brought no plan and no cut.
        """
        self._rounds += 1
        known = len(self._cuts), self.finish
        model = ScheduleModel(
            self.instance, Span(self.context.bound // self._weight, self.finish + 1)
        )
        model.forbid(self._cuts)
        model.hint(self._dates())
        found = self._run(model)
        self.raise_bound(whole_number(found.bound))
        ends = self._end(found, model)
        has_news = known != (len(self._cuts), self.finish)
        self._slice *= 1 if has_news else 2
        return has_news or whole_number(found.bound) < ends

    def _end(self, found: Run, model: ScheduleModel) -> int:
        """Settle the last schedule of a round and say when it ends."""
        if found.value is None:
            return self.finish
        schedule = model.schedule(found.value)
        if self.scheduler.finish(schedule) < self.finish:
            self.settle(schedule)
        return self.scheduler.finish(schedule)

    def _dates(self) -> Schedule:
        """The starts in the best plan, where all are held."""
        best = self.context.best.plan or Plan()
        return tuple(best.held(task.mission).start or 0 for task in self.instance.tasks)

    def _run(self, model: ScheduleModel) -> Run:
        """Let the solver look, until some of its schedules cannot be staffed.

        With a work limit only its end counts: what comes between depends on the clock.
        """
        context, clashes = self.context, 0

        def on_solution(value: Value) -> None:
            nonlocal clashes
            schedule = model.schedule(value)
            if self.scheduler.finish(schedule) < self.finish:
                clashes += not self.settle(schedule)

        def is_over() -> bool:
            return clashes >= FINISH.conflicts or context.settings.stop()

        settings = replace(
            context.settings, seed=context.settings.seed + self._rounds, stop=is_over
        )
        if context.work_left is None:
            callbacks = Callbacks(on_solution, lambda bound: self.raise_bound(whole_number(bound)))
            return run(
                model.model, settings, min(self._slice, context.seconds_left), None, callbacks
            )
        work = min(self._slice, context.work_left)
        found = run(model.model, settings, context.seconds_left, work)
        context.spend(found.work)
        return found
