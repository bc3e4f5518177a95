"""Timefold for Python: local search on constraint streams, run on a Java machine.

    python -m benchmarks.peers.timefold_peer PROBLEM -o HANDED

Needs `timefold` 1.24.0b0 and Java 17; an environment of its own. It gives no bound, and uses one
thread: more are for the edition that is paid for.
"""

import time
from importlib.metadata import version

from timefold.solver import BestSolutionChangedEvent, SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.score import Constraint, ConstraintFactory, constraint_provider

from benchmarks.peers import timefold_rules as rules
from benchmarks.peers.entry import Entry, enter
from benchmarks.peers.timefold_domain import Seat, Staffing, Visit
from benchmarks.peers.timefold_facts import Numbers, staffing
from benchmarks.peers.timefold_measures import MEASURES
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import ExpertId, Held, MissionId, Problem, RoleId

_EVERY = 1.0
"""Seconds between two plans handed in: Timefold finds thousands at the beginning."""


def staff(problem: Problem, entry: Entry) -> None:
    """Search for as long as it is allowed to, and hand in what keeps every rule."""
    question, numbers = staffing(problem, Tables(problem))
    last = 0.0

    def listen(event: BestSolutionChangedEvent) -> None:
        nonlocal last
        if event.new_best_score.is_feasible and time.monotonic() - last > _EVERY:
            entry.hand_in(problem, plan(problem, numbers, event.new_best_solution), {})
            last = time.monotonic()

    solver = SolverFactory.create(config(problem, entry)).build_solver()
    solver.add_event_listener(listen)
    entry.remark(f"searches after {entry.took:.1f} s of translation into Java")
    answer = solver.solve(question)
    entry.remark(f"score {answer.score}")
    entry.hand_in(problem, plan(problem, numbers, answer), {})


def config(problem: Problem, entry: Entry) -> SolverConfig:
    """Timefold's own defaults, with our rules, seconds and seed.

    The seconds are for the search alone: turning Python into Java takes some beside them.
    """

    @constraint_provider  # type: ignore[untyped-decorator]  # it brings no types
    def provider(factory: ConstraintFactory) -> list[Constraint]:
        found = [rule(factory) for rule in rules.RULES]
        for tier, weights in enumerate(problem.objective):
            for measure, weight in weights.items():
                found += MEASURES[measure](factory, tier, weight)
        return found

    return SolverConfig(
        solution_class=Staffing,
        entity_class_list=[Visit, Seat],
        random_seed=entry.seed,
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=provider
        ),
        termination_config=TerminationConfig(
            spent_limit=Duration(milliseconds=int(1000 * entry.seconds))
        ),
    )


def plan(problem: Problem, numbers: Numbers, answer: Staffing) -> Plan:
    """Timefold's solution as a plan."""
    starts = {visit.id: visit.start.at for visit in answer.visits if visit.start is not None}
    experts = list(problem.experts)
    teams: dict[MissionId, dict[RoleId, tuple[ExpertId, ...]]] = {}
    for seat in answer.seats:
        if seat.expert is not None:
            mission, role = numbers.roles[seat.id]
            team = teams.setdefault(mission, {})
            team[role] = (*team.get(role, ()), experts[seat.expert.id])
    return Plan(
        {
            MissionId(mission): Held(starts[number], teams.get(MissionId(mission), {}))
            for mission, number in numbers.visits.items()
            if number in starts
        }
    )


if __name__ == "__main__":
    enter(f"Timefold {version('timefold')}", staff)
