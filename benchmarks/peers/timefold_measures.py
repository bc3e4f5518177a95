"""The measures as Timefold's constraint streams, each for a tier and a weight."""

from collections.abc import Callable
from typing import Any

from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    Joiners,
)

from benchmarks.peers.timefold_domain import Seat, Tongue, Visit
from benchmarks.peers.timefold_rules import occupied, soft
from matcher.problem import Measure

Make = Callable[[ConstraintFactory, int, int], list[Constraint]]


def empty(factory: ConstraintFactory) -> Any:  # Any: Timefold's own stream
    """Seats without an expert."""
    return factory.for_each_including_unassigned(Seat).filter(lambda seat: seat.expert is None)


def unmet(factory: ConstraintFactory) -> Any:  # Any: Timefold's own stream
    """Languages that nobody in the team speaks."""
    return factory.for_each(Tongue).if_not_exists(
        Seat,
        Joiners.equal(lambda tongue: tongue.visit, lambda seat: seat.visit),
        Joiners.filtering(lambda tongue, seat: seat.expert.id in tongue.speakers),
    )


def incomplete(factory: ConstraintFactory, tier: int, weight: int) -> list[Constraint]:
    """Missions with an empty seat, and whole teams that nobody in speaks the language."""
    seats = (
        empty(factory)
        .group_by(lambda seat: seat.visit, ConstraintCollectors.max(lambda seat: seat.priority))
        .penalize(soft(tier, weight), lambda visit, priority: priority)
        .as_constraint("incomplete teams")
    )
    languages = (
        unmet(factory)
        .if_not_exists(
            empty(factory), Joiners.equal(lambda tongue: tongue.visit, lambda seat: seat.visit)
        )
        .penalize(soft(tier, weight), lambda tongue: tongue.priority)
        .as_constraint("incomplete languages")
    )
    return [seats, languages]


def vacancies(factory: ConstraintFactory, tier: int, weight: int) -> list[Constraint]:
    """Empty seats, and languages that nobody in the team speaks."""
    seats = (
        empty(factory)
        .penalize(soft(tier, weight), lambda seat: seat.priority)
        .as_constraint("empty seats")
    )
    languages = (
        unmet(factory)
        .penalize(soft(tier, weight), lambda tongue: tongue.priority)
        .as_constraint("unmet languages")
    )
    return [seats, languages]


def misfit(factory: ConstraintFactory, tier: int, weight: int) -> list[Constraint]:
    """What each filled seat lacks of a perfect fit."""
    return [
        factory.for_each(Seat)
        .penalize(soft(tier, weight), lambda seat: seat.misfit[seat.expert.id])
        .as_constraint("misfit")
    ]


def cost(factory: ConstraintFactory, tier: int, weight: int) -> list[Constraint]:
    """What sending everybody costs."""
    return [
        factory.for_each(Seat)
        .penalize(soft(tier, weight), lambda seat: seat.cost[seat.expert.id])
        .as_constraint("cost")
    ]


def burden(factory: ConstraintFactory, tier: int, weight: int) -> list[Constraint]:
    """Growth of the square of everybody's load."""
    return [
        occupied(factory)
        .penalize(
            soft(tier, weight),
            lambda expert, half_days: half_days * (half_days + 2 * expert.load),
        )
        .as_constraint("burden")
    ]


def delay(factory: ConstraintFactory, tier: int, weight: int) -> list[Constraint]:
    """Days between the dates and the preferred ones."""
    return [
        factory.for_each(Visit)
        .penalize(soft(tier, weight), lambda visit: visit.priority * visit.start.days_off)
        .as_constraint("delay")
    ]


def pool(factory: ConstraintFactory, tier: int, weight: int) -> list[Constraint]:
    """Experts who go at least once."""
    return [
        factory.for_each(Seat)
        .group_by(lambda seat: seat.expert)
        .penalize(soft(tier, weight))
        .as_constraint("pool")
    ]


def finish(factory: ConstraintFactory, tier: int, weight: int) -> list[Constraint]:
    """The latest end on site."""
    return [
        factory.for_each(Visit)
        .group_by(ConstraintCollectors.max(lambda visit: visit.start.end))
        .penalize(soft(tier, weight), lambda latest: latest)
        .as_constraint("finish")
    ]


def calls(factory: ConstraintFactory, tier: int, weight: int) -> list[Constraint]:
    """Nothing is published: nobody need hear of a change."""
    return []


MEASURES: dict[Measure, Make] = {
    "incomplete": incomplete,
    "vacancies": vacancies,
    "calls": calls,
    "misfit": misfit,
    "burden": burden,
    "delay": delay,
    "pool": pool,
    "cost": cost,
    "finish": finish,
}
