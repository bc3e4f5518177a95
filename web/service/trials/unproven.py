"""A plan of which nothing is proven, as an answer of a search."""

from matcher.index.tables import Tables
from matcher.plan import Answer, Plan, TierResult
from matcher.problem import Problem
from matcher.review import review
from matcher.vacancies import vacancies


def as_answer(problem: Problem, plan: Plan) -> Answer:
    """A plan on which nothing is proven: no measure is below 0, and that is all we say."""
    seen = review(problem, plan)
    return Answer(
        status="feasible",
        plan=plan,
        measures=seen.measures,
        tiers=tuple(TierResult(value, min(value, 0)) for value in seen.tiers),
        vacancies=vacancies(Tables(problem), plan),
    )
