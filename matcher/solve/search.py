"""The search: a first plan, then tier after tier, each with its value and its proven bound."""

import math
from functools import cached_property

from matcher.plan import Answer, Plan, Progress, TierResult
from matcher.problem import ExpertId, Problem
from matcher.rules import RULES
from matcher.rules.double import Double
from matcher.rules.rest import Rest
from matcher.rules.vacancies import gaps
from matcher.solve.conflict import irreducible, keep_pins
from matcher.solve.engine import Ears, Run, Value, run
from matcher.solve.greedy import greedy
from matcher.solve.incumbent import Incumbent, doubled
from matcher.solve.limits import Settings
from matcher.solve.master import Starts, count
from matcher.solve.reseat import Reseating
from matcher.solve.tiers import Group, groups, is_counted
from matcher.solve.variables import Variables
from matcher.solve.weighing import Weighing
from matcher.tables import Tables
from matcher.vacancies import vacancies

_SHARE_OF_A_GROUP = 0.7
_SHARE_OF_RESEATING = 0.25


def search(problem: Problem, settings: Settings, start: Plan | None) -> Answer:
    """The best plan found within the limits, or the pins that no plan keeps."""
    keeping = keep_pins(problem, settings)
    if keeping.impossible:
        conflict = irreducible(problem, settings)
        return Answer("infeasible", conflict=conflict, seconds=settings.seconds)
    if keeping.plan is None:
        return Answer("unknown", seconds=settings.seconds)
    return Search(problem, settings, keeping.plan).run(start)


class Search:
    """One solve of a problem whose pins can be kept."""

    def __init__(self, problem: Problem, settings: Settings, pinned: Plan) -> None:
        self.problem = problem
        self.settings = settings
        self.tables = Tables(problem)
        self.groups = groups(problem)
        self.bounds = [0] * len(self.groups)
        self.best = Incumbent(problem)
        self.best.offer(pinned)
        self._work = settings.work_limit
        self._watched: set[ExpertId] = set()
        self._pinned = pinned

    def run(self, start: Plan | None) -> Answer:
        """Every group of tiers in its order, while there is time; then the answer."""
        self._offer(0, greedy(self.problem, self.tables, self._pinned))
        if start is not None:
            self._offer(0, start)
        for number, group in enumerate(self.groups):
            if self._out_of_time(0.0):
                break
            tiers = (self.problem.objective[tier] for tier in group.tiers)
            if self._open(number) and all(is_counted(self.problem, tier) for tier in tiers):
                self._count(number, group)
            self._minimise(number, group)
            self._report(number)
        return self._answer()

    def _count(self, number: int, group: Group) -> None:
        """Bound the group without names, then look for names on the dates that this gives."""
        master = count(self.problem, self.tables, group, self.settings)
        self._raise_bound(number, master.bound)
        self._report(number)
        if self._open(number) and not self._out_of_time(0.0):
            self._reseat(number, group, master.starts)

    def _reseat(self, number: int, group: Group, starts: Starts) -> None:
        """The best teams on some dates, without worsening the tiers above the group."""
        small = Reseating(self.problem, self.tables, starts)
        small.keep(range(group.tiers[0]), self.best.tiers)
        ears = Ears(lambda value: self._offer(number, small.x.plan(value)), lambda bound: None)
        seconds = self.settings.time_left * _SHARE_OF_RESEATING
        work = None if self._work is None else self._work * _SHARE_OF_RESEATING
        self._spend(small.minimise(group, self.settings, seconds, work, ears))

    def _spend(self, found: Run) -> None:
        if self._work is not None:
            self._work = max(0.0, self._work - found.work)

    def _minimise(self, number: int, group: Group) -> None:
        """Solve, watch the experts whom the solution doubles, and solve again."""
        ends = self.settings.time_left * (1 - self._share(number))
        rounds = 0
        while self._open(number) and not self._out_of_time(ends):
            x = self._variables
            objective = self._weighing.of(group)
            if rounds == 0 and self.bounds[number]:
                x.model.add(objective >= self.bounds[number])
            x.minimise(objective)
            if self.best.plan is not None:
                x.hint(self.best.plan)
            found = self._run(number, x, self.settings.time_left - ends)
            rounds += 1
            if found.value is None:
                break
            clashing = doubled(self.problem, x.plan(found.value)) - self._watched
            if not clashing:
                break
            self._watch(clashing)
        if number < len(self.groups) - 1:
            self._fix(group)

    def _share(self, number: int) -> float:
        """How much of what is left a group may take: something stays for the next ones."""
        return 1.0 if number == len(self.groups) - 1 else _SHARE_OF_A_GROUP

    def _run(self, number: int, x: Variables, seconds: float) -> Run:
        def on_solution(value: Value) -> None:
            self._offer(number, x.plan(value))

        def on_bound(bound: float) -> None:
            self._raise_bound(number, _whole(bound))
            self._report(number)

        work = None if self._work is None else self._work * self._share(number)
        found = run(x.model, self.settings, seconds, work, Ears(on_solution, on_bound))
        self._spend(found)
        if found.value is not None:
            self._offer(number, x.plan(found.value))
            self._raise_bound(number, _whole(found.bound))
        return found

    @cached_property
    def _variables(self) -> Variables:
        """The model of the whole problem, made when it is first asked for."""
        x = Variables(self.problem, self.tables)
        for rule in RULES:
            if not isinstance(rule, Double | Rest):
                rule.declare(x)
        return x

    @cached_property
    def _weighing(self) -> Weighing:
        return Weighing(self.problem, self._variables)

    def _watch(self, experts: frozenset[ExpertId]) -> None:
        """Say now what the model left unsaid of these experts: no doubles, enough rest."""
        self._watched |= experts
        Double().declare_for(self._variables, sorted(experts))
        Rest().declare_for(self._variables, sorted(experts))

    def _fix(self, group: Group) -> None:
        """What is reached in these tiers is never worsened by a later one."""
        x = self._variables
        for tier in group.tiers:
            x.model.add(self._weighing.tier(tier) <= self.best.tiers[tier])

    def _open(self, number: int) -> bool:
        return self._total(self.groups[number]) > self.bounds[number]

    def _out_of_time(self, ends: float) -> bool:
        spent = self._work is not None and self._work <= 0
        return spent or self.settings.time_left <= ends or self.settings.stop()

    def _total(self, group: Group) -> int:
        return group.total(self.best.tiers)

    def _raise_bound(self, number: int, bound: int) -> None:
        self.bounds[number] = max(self.bounds[number], bound)

    def _offer(self, number: int, plan: Plan) -> None:
        if self.best.offer(plan):
            self._report(number)

    def _results(self) -> list[TierResult]:
        values = self.best.tiers
        found = {
            tier: bound
            for group, total in zip(self.groups, self.bounds, strict=True)
            for tier, bound in group.bounds(total, values)
        }
        return [TierResult(value, found[tier]) for tier, value in enumerate(values)]

    def _report(self, number: int) -> None:
        """Tell who listens of the first tier of the group that is still open."""
        results = self._results()
        tiers = self.groups[number].tiers
        tier = next((t for t in tiers if not results[t].optimal), tiers[-1])
        plan = self.best.plan or Plan()
        missions = self.problem.missions.values()
        empty = sum(gap.seats for m in missions for gap in gaps(self.problem, plan, m))
        result, seconds = results[tier], self.settings.seconds
        self.settings.progress(Progress(tier, result.value, result.bound, empty, seconds, plan))

    def _answer(self) -> Answer:
        results = tuple(self._results())
        plan = complete(self.problem, self.best.plan or Plan())
        proven = all(result.optimal for result in results)
        return Answer(
            status="optimal" if proven else "feasible",
            plan=plan,
            measures=self.best.review.measures if self.best.review else {},
            tiers=results,
            vacancies=vacancies(self.problem, plan),
            seconds=self.settings.seconds,
        )


def complete(problem: Problem, plan: Plan) -> Plan:
    """The same plan with every mission in it, those not held too, in the problem's order."""
    return Plan({mission: plan.held(mission) for mission in problem.missions})


def _whole(bound: float) -> int:
    """The least whole number that is not below a bound; solvers round by a hair."""
    return math.ceil(bound - 1e-6) if math.isfinite(bound) else 0
