"""Finish: when the last held mission ends on site."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Penalty
from matcher.problem import Measure
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Finish:
    """Half-days from the first of the horizon to the latest end; 0 if nothing is held."""

    measure: Measure = "finish"

    def declare(self, x: "Variables") -> "Expr":
        """No earlier than the end of any mission."""
        for mission in x.problem.missions.values():
            ends = ((start + mission.length) * var for start, var in x.starts(mission.id).items())
            x.model.add(x.finish >= sum(ends))
        return x.finish

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """The mission that ends last."""
        ends = ((start + mission.length, mission.id) for mission, start in reading.dated)
        end, last = max(ends, default=(0, None))
        if last is not None:
            yield Penalty(end, last)
