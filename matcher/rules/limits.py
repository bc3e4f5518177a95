"""Limits: the days and the missions that an expert can be sent for in this plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matcher.arrays import Flags, Numbers
from matcher.plan import Breach
from matcher.problem import Expert
from matcher.rules.base import SeatRule
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.feasibility.joining import Joining
    from matcher.solve.cpsat.variables import Variables

UNBOUNDED = 1 << 30
"""More than anybody is ever sent for, in missions and in half-days."""


@dataclass(frozen=True, slots=True)
class Allowances:
    """[expert]: the missions and the half-days of a plan that bound each; UNBOUNDED for none."""

    missions: Numbers
    half_days: Numbers


class Limits(SeatRule):
    """`days_max` and `missions_max` hold for every expert who has them."""

    codes: tuple[str, ...] = ("limits.days", "limits.missions")

    def declare(self, x: "Variables") -> None:
        """Sums over what each expert may be given."""
        for expert in x.candidates:
            sits, facts = x.sits_of(expert), x.problem.experts[expert]
            if facts.missions_max is not None:
                x.model.add(sum(sit.var for sit in sits) <= facts.missions_max)
            if facts.days_max is not None:
                x.model.add(sum(x.half_days(sit) for sit in sits) <= 2 * facts.days_max)

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Everybody who is sent more than they can be."""
        for expert_id, seats in reading.seats_by_expert.items():
            expert = reading.problem.experts[expert_id]
            if expert.missions_max is not None and len(seats) > expert.missions_max:
                facts = {"most": expert.missions_max, "missions": len(seats)}
                yield Breach("limits.missions", expert=expert_id, facts=facts)
            taken = sum(seat.half_days for seat in seats)
            if expert.days_max is not None and taken > 2 * expert.days_max:
                facts = {"most": 2 * expert.days_max, "half_days": taken}
                yield Breach("limits.days", expert=expert_id, facts=facts)

    def forbids(self, joining: "Joining") -> "Flags":
        """One mission too many, or more half-days than are left."""
        return self.forbids_missions(joining) | self.forbids_half_days(joining)

    def kinds(self, joining: "Joining") -> Iterator["Flags"]:
        """Missions, then half-days."""
        yield self.forbids_missions(joining)
        yield self.forbids_half_days(joining)

    def forbids_missions(self, joining: "Joining") -> "Flags":
        """[expert]: would it be one mission too many?"""
        found: Flags = joining.missions + 1 > joining.allowances.missions
        return found

    def forbids_half_days(self, joining: "Joining") -> "Flags":
        """[start, expert]: more half-days than are left? Who is in the team already has them."""
        takes = np.where(joining.in_team, 0, joining.half_days)
        found: Flags = (takes > 0) & (joining.used + takes > joining.allowances.half_days)
        return found


def most_missions(expert: Expert) -> int:
    """How many missions of a plan may be an expert's."""
    return UNBOUNDED if expert.missions_max is None else expert.missions_max


def most_half_days(expert: Expert) -> int:
    """How many half-days a plan may take of an expert."""
    return UNBOUNDED if expert.days_max is None else 2 * expert.days_max


def allowances(experts: Iterable[Expert]) -> Allowances:
    """The bounds of some experts, in their order."""
    known = tuple(experts)
    missions, half_days = map(most_missions, known), map(most_half_days, known)
    return Allowances(
        np.fromiter(missions, np.int64, len(known)), np.fromiter(half_days, np.int64, len(known))
    )


def is_bounded(expert: Expert) -> bool:
    """Does anything bound how often, or how long, an expert is sent?"""
    return expert.missions_max is not None or expert.days_max is not None


def is_within(expert: Expert, missions: int, half_days: int) -> bool:
    """May an expert have so many missions and half-days in all?"""
    return missions <= most_missions(expert) and half_days <= most_half_days(expert)


def left(expert: Expert, missions: int, half_days: int) -> tuple[int | None, int | None]:
    """The missions and the half-days that so many leave to an expert; None where none is bound."""
    bound, days = expert.missions_max, expert.days_max
    return (
        None if bound is None else bound - missions,
        None if days is None else 2 * days - half_days,
    )


def beside(expert: Expert, missions: int, half_days: int) -> Expert:
    """An expert as they are beside so many missions and half-days: bounds lower, load higher."""
    more, rest = left(expert, missions, half_days)
    days = None if rest is None else rest // 2
    return replace(expert, load=expert.load + half_days, days_max=days, missions_max=more)
