"""Unlocks as changes: replayed, each makes the problem that the unlock makes."""

from dataclasses import replace

from hypothesis import Phase, given

from matcher.changes.family import ORDER
from matcher.plan import Unlock
from matcher.problem import Problem
from matcher.scenario import apply
from matcher.scenario.unlocked import change_of
from matcher.vacancies import unexplained
from tests.chance import examples
from tests.matcher.changes.family import chains
from tests.matcher.exhaustive import Json
from tests.matcher.explain.test_candidates import read
from tests.matcher.problems import planned

PHASES = (Phase.explicit, Phase.generate)
"""To shrink a failure takes many minutes here: each example asks about every chain."""


def without_busy(problem: Problem) -> tuple[Problem, dict[str, frozenset[int]]]:
    """The problem apart from busy ranges, and those as half-days: they may overlap."""
    within = problem.horizon
    busy = {
        expert.id: frozenset(h for span in expert.busy for h in span if h in within)
        for expert in problem.experts.values()
    }
    experts = {name: replace(e, busy=()) for name, e in problem.experts.items()}
    return replace(problem, experts=experts), {str(name): held for name, held in busy.items()}


def test_change_of_every_unlock_makes_the_problem_of_the_unlock() -> None:
    met = dict.fromkeys(ORDER, 0)

    @examples(60, phases=PHASES)
    @given(drawn=planned())
    def agree(drawn: tuple[Json, Json]) -> None:
        problem, plan = read(drawn)
        for row in unexplained(problem, plan):
            for chain in chains(problem, plan, row):
                for step in (1, chain.most):
                    single = chain.make(step)
                    unlock = Unlock(single.code, single.patch, (), single.expert)

                    applied = apply(problem, [change_of(problem, row, unlock)])

                    if applied.gone:
                        # A range that lies outside the horizon keeps nobody from anything.
                        assert single.code == "unlock.busy_lifted"
                        continue
                    same, free = without_busy(applied.problem)
                    wanted, busy = without_busy(single.problem)
                    assert same == wanted
                    if single.code == "unlock.busy_lifted":
                        # Where ranges overlap, being free in one lifts that part of the others.
                        assert all(free[name] <= busy[name] for name in busy)
                    else:
                        assert free == busy
                    met[single.code] += 1

    agree()
    assert all(met.values()), met
