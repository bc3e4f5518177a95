"""How a plan spreads over people: the half-days that each is away, and how well each suits."""

from collections import Counter

from matcher.compare.known import known
from matcher.compare.missions import seats
from matcher.fit import fit
from matcher.plan import Plan
from matcher.problem import ExpertId, Problem


def loads(problem: Problem, plan: Plan) -> tuple[int, ...]:
    """Half-days away, travel included, of everybody whom the plan sends; the most first."""
    away: Counter[ExpertId] = Counter()
    for mission, held in known(problem, plan, "after")[0].missions.items():
        if held.start is not None:
            length = len(problem.missions[mission].away(held.start))
            away.update({seat.expert: length for seat in seats(held)})
    return tuple(sorted(away.values(), reverse=True))


def fits(problem: Problem, plan: Plan) -> tuple[int, ...]:
    """The fit of every filled seat that the problem knows, 0 to 100, the best first."""
    read, _unknown = known(problem, plan, "after")
    found = [
        fit(
            problem,
            problem.missions[each.mission],
            problem.missions[each.mission].role(each.role),
            problem.experts[each.expert],
        ).total
        for each in read.assignments
        if read.held(each.mission).start is not None
    ]
    return tuple(sorted(found, reverse=True))
