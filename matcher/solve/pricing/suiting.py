"""Which groups of tiers the prices path can bound and solve."""

from matcher.problem import Measure, Problem, Tier
from matcher.solve.desk import Desk
from matcher.solve.pricing.quotas import Above, losses
from matcher.solve.tiers import is_counted

PRICED: frozenset[Measure] = frozenset({"misfit", "burden", "delay", "cost"})
"""Measures that are sums over seats and dates, and squares of what one expert is given."""
_DEAREST = 1 << 23
_MOST_LOSS = 1 << 52
_SECONDS_OF_A_PAIR = 2.5e-7


def suits(desk: Desk) -> bool:
    """One tier of priced measures; above it, tiers of seat counts or of calls alone."""
    objective = desk.problem.objective
    higher = [objective[tier] for tier in desk.tiers_above]
    at_hand = objective[desk.group.tiers[0]]
    return (
        bool(desk.problem.missions)
        and len(desk.group.tiers) == 1
        and _measures(at_hand) <= PRICED
        and all(is_counted(desk.problem, tier) or _measures(tier) == {"calls"} for tier in higher)
        and dearest(desk.problem, at_hand) < _DEAREST
        and _widest(desk.problem, higher) < _MOST_LOSS
    )


def above(desk: Desk) -> Above:
    """What the tiers above the one at hand leave open, as the best plan has them."""
    measures = desk.best.review.measures if desk.best.review else {}
    results = desk.results()
    is_proven = all(results[tier].optimal for tier in desk.tiers_above)
    loss = losses(desk.problem, desk.tiers_above, exact=not is_proven)
    exact = losses(desk.problem, desk.tiers_above, exact=True)
    lost, exactly = (
        each.incomplete * measures["incomplete"] + each.vacancy * measures["vacancies"]
        for each in (loss, exact)
    )
    return Above(loss, lost, exact, exactly, _most_calls(desk))


def has_time(desk: Desk) -> bool:
    """Is there time enough to lay out who could sit where?"""
    pairs = len(desk.problem.experts) * len(desk.problem.missions)
    return desk.seconds_left > 2 * pairs * _SECONDS_OF_A_PAIR


def _most_calls(desk: Desk) -> int:
    """How many calls the tiers above allow."""
    objective, tiers = desk.problem.objective, desk.best.tiers
    allowed = [
        tiers[tier] // objective[tier]["calls"]
        for tier in desk.tiers_above
        if objective[tier].get("calls", 0)
    ]
    experts = sum(mission.seats for mission in desk.problem.missions.values())
    published = sum(len(held.experts) for held in desk.problem.published.values())
    return min(allowed, default=experts + published)


def dearest(problem: Problem, tier: Tier) -> int:
    """More than any seat can add to a tier."""
    missions = problem.missions.values()
    taken = max((len(m.away(0)) + m.length for m in missions), default=0)
    load = max((expert.load for expert in problem.experts.values()), default=0)
    fares = [fare for of in problem.costs.fares.values() for fare in of.values()]
    cost = max(fares, default=0) + max(problem.costs.per_diem.values(), default=0) * taken
    burden = tier.get("burden", 0) * taken * (taken + 2 * load)
    return 100 * tier.get("misfit", 0) + burden + tier.get("cost", 0) * cost


def _measures(tier: Tier) -> set[Measure]:
    return {measure for measure, weight in tier.items() if weight}


def _widest(problem: Problem, tiers: list[Tier]) -> int:
    """More than the counted tiers can lose, merged into one sum."""
    width = 1
    for tier in tiers:
        most = tier.get("incomplete", 0) + tier.get("vacancies", 0)
        seats = (m.priority * (1 + m.seats + len(m.speaks)) for m in problem.missions.values())
        width *= most * sum(seats) + 1
    return width
