"""Burden: the same few people must not carry all the missions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Penalty
from matcher.problem import Measure
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Burden:
    """(load + n)² − load² for each expert, n the half-days occupied in this plan."""

    measure: Measure = "burden"

    def declare(self, x: "Variables") -> "Expr":
        """2 · load · n + n², the square held from below."""
        total: list[Expr] = []
        for expert in x.candidates:
            n = sum(x.half_days(sit) for sit in x.sits_of(expert))
            total.append(2 * x.problem.experts[expert].load * n + x.square(expert))
        return sum(total)

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """Everybody who is sent, with the half-days before and in this plan."""
        for expert_id, seats in reading.seats_by_expert.items():
            load = reading.problem.experts[expert_id].load
            n = sum(seat.half_days for seat in seats)
            facts = {"load": load, "half_days": n}
            yield Penalty((load + n) ** 2 - load**2, expert=expert_id, facts=facts)
