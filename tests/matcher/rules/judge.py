"""A plan before both judges: the reader's breaches, and the solver must agree."""

from matcher.plan import Breach, Plan
from matcher.problem import Measure, Problem
from matcher.review import review
from tests.matcher import fixed


def breaches(problem: Problem, plan: Plan) -> list[Breach]:
    """What the reader finds wrong; the solver takes the plan only where that is nothing."""
    found = list(review(problem, plan).breaches)
    assert fixed.accepts(problem, plan) == (not found)
    return found


def measure(name: Measure, problem: Problem, plan: Plan) -> int:
    """A measure of a right plan, as the reader and the solver both have it."""
    found = review(problem, plan)
    assert found.breaches == ()
    assert fixed.measures(problem, plan) == found.measures
    return found.measures[name]
