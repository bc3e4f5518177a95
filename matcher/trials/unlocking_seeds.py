"""Changes that fill a vacancy with all else as it is: each shows a plan before any trial."""

from collections.abc import Iterable
from dataclasses import dataclass

from matcher.changes import Chain, Single, is_filled
from matcher.changes.family import ORDER
from matcher.explain.remedies import Remedies, Remedy
from matcher.explain.seat import Seat, seated
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import ExpertId, Problem
from matcher.review import review
from matcher.trials.unlocking_trials import Trials


@dataclass(frozen=True, slots=True)
class Seed:
    """A step of a chain, a right plan that it lets be, and the better tiers of that plan.

    The best tiers with that change may be better still. `expert` is who sits there then.
    """

    chain: Chain
    step: int
    single: Single
    plan: Plan
    tiers: tuple[int, ...]
    expert: ExpertId | None


def seeds(tables: Tables, plan: Plan, row: Vacancy, trials: Trials) -> tuple[Seed, ...]:
    """Each remedy with which the vacancy is filled and the tiers are better, smallest first.

    A remedy that time does not reach is no seed.
    """
    found = []
    for remedy in sorted(Remedies(tables, plan).of(row), key=_rank):
        if trials.is_over:
            break
        shown = _shown(plan, row, remedy)
        changed = remedy.single.problem
        read = review(changed, shown)
        tiers = read.tiers[:-1]
        if not read.breaches and tiers < trials.tiers and is_filled(changed, shown, row):
            who = remedy.expert
            found.append(Seed(remedy.chain, remedy.step, remedy.single, shown, tiers, who))
    return tuple(found)


def below(problem: Problem, found: Iterable[Seed]) -> Problem:
    """A problem that lets be what any smaller step of any of these chains lets be."""
    for seed in found:
        problem = seed.chain.relaxed(problem, 1, seed.step - 1)
    return problem


def _shown(plan: Plan, row: Vacancy, remedy: Remedy) -> Plan:
    """The plan with the remedy's expert in the seat."""
    if remedy.expert is None or remedy.role is None or remedy.start is None:
        return plan
    return seated(plan, Seat(row.mission, remedy.role), remedy.expert, remedy.start)


def _rank(remedy: Remedy) -> tuple[int, int, str]:
    return remedy.single.size, ORDER.index(remedy.single.code), remedy.expert or ""
