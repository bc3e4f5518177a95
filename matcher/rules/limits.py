"""Limits: the days and the missions that an expert can be sent for in this plan."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Breach
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.variables import Variables


class Limits:
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
