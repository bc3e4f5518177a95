"""Tiers that one solve can minimise together, and the bound of each from that of the sum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matcher.problem import Measure, Problem, Tier
from matcher.solve.parameters.sentinels import EXACT

COUNTED: frozenset[Measure] = frozenset({"incomplete", "vacancies"})
"""Measures that dates and seat counts decide, without names."""
SEPARABLE: frozenset[Measure] = frozenset({"misfit", "burden", "delay", "cost"})
"""Measures that are sums over seats and dates, and squares of what one expert is given."""


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring tiers and the exact weights that keep their order in one sum."""

    tiers: tuple[int, ...]
    weights: tuple[int, ...]

    def total(self, values: Sequence[int]) -> int:
        """The sum that the group's solve minimises, from the values of all tiers."""
        return sum(w * values[tier] for w, tier in zip(self.weights, self.tiers, strict=True))

    def bounds(self, bound: int, values: Sequence[int]) -> Iterator[tuple[int, int]]:
        """A bound of the sum as one of each tier, given the values of the tiers above it.

        What comes after a tier adds up to less than its weight, so that dividing rounds down
        to a bound of the tier itself.
        """
        for tier, weight in zip(self.tiers, self.weights, strict=True):
            yield tier, min(values[tier], max(0, bound // weight))
            bound -= weight * values[tier]


def groups(problem: Problem) -> tuple[Group, ...]:
    """The objective's tiers, neighbours together while their merged weights stay exact."""
    found: list[list[int]] = []
    width = 1
    for index, tier in enumerate(problem.objective):
        most = _most(problem, tier)
        joins = bool(found) and _alike(problem, tier, found[-1])
        if joins and most is not None and width * (most + 1) <= EXACT:
            width *= most + 1
            found[-1].append(index)
        else:
            width = _own_width(most)
            found.append([index])
    return tuple(_weighted(problem, tiers) for tiers in found)


def is_counted(problem: Problem, tier: Tier) -> bool:
    """Does a tier speak of seats alone, whoever sits in them?"""
    return set(tier) <= COUNTED or _most(problem, tier) == 0


def measured(tier: Tier) -> set[Measure]:
    """The measures that count in a tier."""
    return {measure for measure, weight in tier.items() if weight}


def speaks_of_seats(problem: Problem, group: Group) -> bool:
    """Are all tiers of a group decided without names?"""
    return all(is_counted(problem, problem.objective[tier]) for tier in group.tiers)


def _alike(problem: Problem, tier: Tier, tiers: list[int]) -> bool:
    """Tiers that counting can bound keep to themselves; one that is always 0 goes anywhere."""
    return _most(problem, tier) == 0 or is_counted(problem, tier) == all(
        is_counted(problem, problem.objective[other]) for other in tiers
    )


def _own_width(most: int | None) -> int:
    """A tier without a known maximum takes no other beside it."""
    return EXACT + 1 if most is None else most + 1


def _weighted(problem: Problem, tiers: list[int]) -> Group:
    weights = [1]
    for tier in reversed(tiers[1:]):
        most = _most(problem, problem.objective[tier])
        weights.append(weights[-1] * ((most or 0) + 1))
    return Group(tuple(tiers), tuple(reversed(weights)))


def _most(problem: Problem, tier: Tier) -> int | None:
    """The highest value that a tier can have, where it is small and known."""
    total = 0
    for measure, weight in tier.items():
        most = _most_of(problem, measure)
        if most is None:
            return None
        total += weight * most
    return total


def _most_of(problem: Problem, measure: Measure) -> int | None:
    missions = problem.missions.values()
    if measure == "incomplete":
        return sum(mission.priority for mission in missions)
    if measure == "vacancies":
        return sum(mission.priority * (mission.seats + len(mission.speaks)) for mission in missions)
    if measure == "calls":
        published = problem.published.items()
        known = [(problem.missions[m], held) for m, held in published if m in problem.missions]
        return sum(len(set(held.experts)) + mission.seats for mission, held in known)
    return None
