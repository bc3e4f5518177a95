"""Rules and measures as Timefold's constraint streams: one function, one rule."""

from collections.abc import Callable
from typing import Any

from timefold.solver.score import (
    BendableScore,
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    Joiners,
)

from benchmarks.peers.timefold_domain import TIERS, Expert, Order, Seat, Start, Visit

Rule = Callable[[ConstraintFactory], Constraint]
HARD = BendableScore.of((1,), (0,) * TIERS)


def soft(tier: int, weight: int) -> BendableScore:
    """One unit of a tier."""
    return BendableScore.of((0,), tuple(weight * (level == tier) for level in range(TIERS)))


def clash(one: Expert, mine: Visit, theirs: Visit) -> bool:
    """Do two missions of one expert share a half-day, or leave too little rest between them?"""
    rest = one.rest if mine.is_abroad and theirs.is_abroad else 0
    clock = one.clock
    return (
        mine.start.begins[clock] < theirs.start.ends[clock] + rest
        and theirs.start.begins[clock] < mine.start.ends[clock] + rest
    )


def meet(one: Start, other: Start) -> bool:
    """Are two missions on site at once?"""
    return one.at < other.end and other.at < one.end


def available(factory: ConstraintFactory) -> Constraint:
    """Nobody sits on a date on which they are busy."""
    return (
        factory.for_each(Seat)
        .join(Visit, Joiners.equal(lambda seat: seat.visit, lambda visit: visit.id))
        .filter(lambda seat, visit: visit.start.at not in seat.free[seat.expert.id])
        .penalize(HARD)
        .as_constraint("available")
    )


def no_doubles(factory: ConstraintFactory) -> Constraint:
    """No two seats of one expert at once; enough rest between two missions abroad."""
    return (
        factory.for_each_unique_pair(Seat, Joiners.equal(lambda seat: seat.expert.id))
        .join(Visit, Joiners.equal(lambda one, other: one.visit, lambda visit: visit.id))
        .join(Visit, Joiners.equal(lambda one, other, mine: other.visit, lambda visit: visit.id))
        .filter(lambda one, other, mine, theirs: clash(one.expert, mine, theirs))
        .penalize(HARD)
        .as_constraint("no doubles")
    )


def days(factory: ConstraintFactory) -> Constraint:
    """Half-days at most for each expert."""
    return (
        occupied(factory)
        .filter(lambda expert, half_days: half_days > expert.half_days_max)
        .penalize(HARD, lambda expert, half_days: half_days - expert.half_days_max)
        .as_constraint("days")
    )


def occupied(factory: ConstraintFactory) -> Any:  # Any: Timefold's own stream
    """Experts with the half-days that they are sent for."""
    return (
        factory.for_each(Seat)
        .join(Visit, Joiners.equal(lambda seat: seat.visit, lambda visit: visit.id))
        .group_by(
            lambda seat, visit: seat.expert,
            ConstraintCollectors.sum(
                lambda seat, visit: (
                    visit.start.ends[seat.expert.clock] - visit.start.begins[seat.expert.clock]
                )
            ),
        )
    )


def missions(factory: ConstraintFactory) -> Constraint:
    """Missions at most for each expert."""
    return (
        factory.for_each(Seat)
        .group_by(lambda seat: seat.expert, ConstraintCollectors.count())
        .filter(lambda expert, count: count > expert.missions_max)
        .penalize(HARD, lambda expert, count: count - expert.missions_max)
        .as_constraint("missions")
    )


def programmes(factory: ConstraintFactory) -> Constraint:
    """Half-days at most for each programme."""
    return (
        factory.for_each(Seat)
        .join(Visit, Joiners.equal(lambda seat: seat.visit, lambda visit: visit.id))
        .filter(lambda seat, visit: visit.programme >= 0)
        .group_by(
            lambda seat, visit: visit.programme,
            ConstraintCollectors.max(lambda seat, visit: visit.programme_max),
            ConstraintCollectors.sum(
                lambda seat, visit: (
                    visit.start.ends[seat.expert.clock] - visit.start.begins[seat.expert.clock]
                )
            ),
        )
        .filter(lambda programme, most, half_days: half_days > most)
        .penalize(HARD, lambda programme, most, half_days: half_days - most)
        .as_constraint("programmes")
    )


def one_at_once(factory: ConstraintFactory) -> Constraint:
    """A place for one mission at once."""
    return (
        factory.for_each_unique_pair(Visit, Joiners.equal(lambda visit: visit.site))
        .filter(lambda one, other: one.site_max == 1 and meet(one.start, other.start))
        .penalize(HARD)
        .as_constraint("one at once")
    )


def two_at_once(factory: ConstraintFactory) -> Constraint:
    """A place for two missions at once: three that meet in pairs meet all at one moment."""
    return (
        factory.for_each_unique_pair(Visit, Joiners.equal(lambda visit: visit.site))
        .filter(lambda one, other: one.site_max == 2 and meet(one.start, other.start))
        .join(
            Visit,
            Joiners.equal(lambda one, other: one.site, lambda third: third.site),
            Joiners.less_than(lambda one, other: other.id, lambda third: third.id),
        )
        .filter(
            lambda one, other, third: (
                meet(one.start, third.start) and meet(other.start, third.start)
            )
        )
        .penalize(HARD)
        .as_constraint("two at once")
    )


def order(factory: ConstraintFactory) -> Constraint:
    """A mission after another."""
    return (
        factory.for_each(Order)
        .join(Visit, Joiners.equal(lambda order: order.first, lambda visit: visit.id))
        .join(Visit, Joiners.equal(lambda order, first: order.then, lambda visit: visit.id))
        .filter(lambda order, first, then: then.start.at < first.start.at + order.gap)
        .penalize(HARD)
        .as_constraint("order")
    )


def plurality(factory: ConstraintFactory) -> Constraint:
    """Two or more members of a team are of more than one group."""
    return (
        factory.for_each(Seat)
        .filter(lambda seat: seat.expert.is_member)
        .join(Visit, Joiners.equal(lambda seat: seat.visit, lambda visit: visit.id))
        .filter(lambda seat, visit: visit.is_plural)
        .group_by(
            lambda seat, visit: visit.id,
            ConstraintCollectors.count_bi(),
            ConstraintCollectors.count_distinct(lambda seat, visit: seat.expert.group),
        )
        .filter(lambda visit, members, groups: members > 1 and groups == 1)
        .penalize(HARD)
        .as_constraint("plurality")
    )


RULES: tuple[Rule, ...] = (
    available,
    no_doubles,
    days,
    missions,
    programmes,
    one_at_once,
    two_at_once,
    order,
    plurality,
)
