"""Any plan, read without a solver: what it breaks, and how good it is."""

from matcher.plan import Plan, Review
from matcher.problem import Measure, Problem
from matcher.rules import AIMS, RULES
from matcher.rules.reading import Reading


def review(problem: Problem, plan: Plan) -> Review:
    """Every breach of every rule, every measure, and the value of every tier."""
    reading = Reading(problem, plan)
    measures = _measures(reading)
    return Review(
        breaches=tuple(breach for rule in RULES for breach in rule.breaches(reading)),
        measures=measures,
        tiers=tier_values(problem, measures),
    )


def _measures(reading: Reading) -> dict[Measure, int]:
    return {aim.measure: sum(penalty.amount for penalty in aim.breaches(reading)) for aim in AIMS}


def tier_values(problem: Problem, measures: dict[Measure, int]) -> tuple[int, ...]:
    """The objective's tiers, from the measures."""
    return tuple(
        sum(weight * measures[measure] for measure, weight in tier.items())
        for tier in problem.objective
    )
