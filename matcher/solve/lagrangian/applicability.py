"""Which groups of tiers the Lagrangian strategy can bound and solve."""

from matcher.problem import Problem, Tier
from matcher.solve.context import SolveContext
from matcher.solve.lagrangian.seat_patterns import Above, losses
from matcher.solve.parameters.lagrangian import RELAXATION
from matcher.solve.tiers import SEPARABLE, is_counted, measured


def suits(context: SolveContext) -> bool:
    """One tier of priced measures; above it, tiers of seat counts or of calls alone."""
    objective = context.problem.objective
    higher = [objective[tier] for tier in context.tiers_above]
    at_hand = objective[context.group.tiers[0]]
    return (
        bool(context.problem.missions)
        and len(context.group.tiers) == 1
        and measured(at_hand) <= SEPARABLE
        and all(is_counted(context.problem, tier) or measured(tier) == {"calls"} for tier in higher)
        and dearest(context.problem, at_hand) < RELAXATION.dearest
        and _widest(context.problem, higher) < RELAXATION.most_loss
    )


def above(context: SolveContext) -> Above:
    """What the tiers above the one at hand leave open, as the best plan has them."""
    measures = context.best.review.measures if context.best.review else {}
    results = context.results()
    is_proven = all(results[tier].optimal for tier in context.tiers_above)
    loss = losses(context.problem, context.tiers_above, exact=not is_proven)
    exact = losses(context.problem, context.tiers_above, exact=True)
    lost, exactly = (
        each.incomplete * measures["incomplete"] + each.vacancy * measures["vacancies"]
        for each in (loss, exact)
    )
    return Above(loss, lost, exact, exactly, _most_calls(context))


def has_time(context: SolveContext) -> bool:
    """Is there time enough to lay out who could sit where?"""
    pairs = len(context.problem.experts) * len(context.problem.missions)
    return context.seconds_left > 2 * pairs * RELAXATION.seconds_a_pair


def _most_calls(context: SolveContext) -> int:
    """How many calls the tiers above allow."""
    objective, tiers = context.problem.objective, context.best.tiers
    allowed = [
        tiers[tier] // objective[tier]["calls"]
        for tier in context.tiers_above
        if objective[tier].get("calls", 0)
    ]
    experts = sum(mission.seats for mission in context.problem.missions.values())
    published = sum(len(held.experts) for held in context.problem.published.values())
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


def _widest(problem: Problem, tiers: list[Tier]) -> int:
    """More than the counted tiers can lose, merged into one sum."""
    width = 1
    for tier in tiers:
        most = tier.get("incomplete", 0) + tier.get("vacancies", 0)
        seats = (m.priority * (1 + m.seats + len(m.speaks)) for m in problem.missions.values())
        width *= most * sum(seats) + 1
    return width
