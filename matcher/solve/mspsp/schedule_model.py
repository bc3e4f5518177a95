"""The scheduling model: starts within limits, order and cuts, and the finish, for CP-SAT."""

from collections.abc import Iterable

from ortools.sat.python.cp_model import CpModel, Domain, IntVar, LinearExpr

from matcher.halfdays import Span
from matcher.solve.cpsat.run import Value
from matcher.solve.mspsp.benders_cuts import Cut, Pair
from matcher.solve.mspsp.instance import Instance
from matcher.solve.mspsp.resources import ResourceLimit
from matcher.solve.mspsp.schedule import Schedule


class ScheduleModel:
    """Schedules that end in `finishes`, a half-open span; the earliest is wanted."""

    def __init__(self, instance: Instance, finishes: Span) -> None:
        self.instance = instance
        self.model = CpModel()
        self._apart: dict[Pair, tuple[IntVar, IntVar]] = {}
        self._starts = [self._start(at, finishes.end - 1) for at in range(len(instance.tasks))]
        self._stays = [
            self.model.new_fixed_size_interval_var(start, task.length, "")
            for start, task in zip(self._starts, instance.tasks, strict=True)
        ]
        self._finish = self.model.new_int_var(finishes.start, finishes.end - 1, "finish")
        self._keep_order()
        for limit in instance.limits:
            self._keep(limit)
        self.model.minimize(self._finish)

    def schedule(self, value: Value) -> Schedule:
        """The starts in a solution."""
        return tuple(value(start) for start in self._starts)

    def hint(self, schedule: Schedule) -> None:
        """Begin the search near these starts."""
        for var, start in zip(self._starts, schedule, strict=True):
            self.model.add_hint(var, start)

    def forbid(self, cuts: Iterable[Cut]) -> None:
        """Of each cut at least one pair does not overlap."""
        for cut in cuts:
            self.model.add_bool_or(var for pair in sorted(cut) for var in self._apart_vars(pair))

    def _start(self, at: int, latest: int) -> IntVar:
        order, task = self.instance.order, self.instance.tasks[at]
        last = latest - order.tails[at] - task.length
        open_ = [start for start in task.starts if order.heads[at] <= start <= last]
        name = f"start[{task.mission}]"
        return self.model.new_int_var_from_domain(Domain.from_values(open_), name)

    def _keep_order(self) -> None:
        for at, task in enumerate(self.instance.tasks):
            for before, delay in task.after:
                self.model.add(self._starts[at] >= self._starts[before] + delay)
            tail = task.length + self.instance.order.tails[at]
            self.model.add(self._finish >= self._starts[at] + tail)

    def _keep(self, limit: ResourceLimit) -> None:
        """Where there is less room than at most, what is missing is taken from the start."""
        taking = [at for at, load in enumerate(limit.loads) if load]
        stays = [self._stays[at] for at in taking]
        loads = [limit.loads[at] for at in taking]
        for span, missing in _missing(limit):
            stays.append(self.model.new_fixed_size_interval_var(span.start, len(span), ""))
            loads.append(missing)
        self.model.add_cumulative(stays, loads, limit.most)

    def _apart_vars(self, pair: Pair) -> tuple[IntVar, IntVar]:
        """Two literals: each makes one of the pair end before the other starts."""
        if pair not in self._apart:
            one, other = (self._ends(at) for at in pair)
            first, second = self.model.new_bool_var(""), self.model.new_bool_var("")
            self._leads(one[1], other[0], first)
            self._leads(other[1], one[0], second)
            self._apart[pair] = first, second
        return self._apart[pair]

    def _leads(self, end: LinearExpr | int, start: LinearExpr | int, literal: IntVar) -> None:
        self.model.add(end - start <= 0).only_enforce_if(literal)

    def _ends(self, at: int) -> tuple[LinearExpr | int, LinearExpr | int]:
        """Start and end of a task, or of an absence."""
        if at < len(self.instance.tasks):
            start = self._starts[at]
            return start, start + self.instance.tasks[at].length
        span = self.instance.project.absences[at - len(self.instance.tasks)].span
        return span.start, span.end


def _missing(limit: ResourceLimit) -> Iterable[tuple[Span, int]]:
    """Stretches with less room than at most, with what they lack."""
    begin = 0
    for at in range(1, len(limit.room) + 1):
        if at == len(limit.room) or limit.room[at] != limit.room[begin]:
            if limit.room[begin] < limit.most:
                yield Span(begin, at), limit.most - limit.room[begin]
            begin = at
