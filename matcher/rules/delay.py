"""Delay: calendar days between a mission's start and the preferred one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.halfdays import HalfDay
from matcher.plan import Penalty
from matcher.problem import Measure, Mission
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Delay:
    """Each day off the preferred date costs the mission's priority, half-days ignored."""

    measure: Measure = "delay"

    def declare(self, x: "Variables") -> "Expr":
        """A weighted sum over the starts."""
        return sum(
            mission.priority * days_off(mission, start) * var
            for mission in x.problem.missions.values()
            for start, var in x.starts(mission.id).items()
        )

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """Each mission that is not held on its preferred date."""
        for mission, start in reading.dated:
            days = days_off(mission, start)
            if days:
                yield Penalty(mission.priority * days, mission.id, facts={"days": days})


def days_off(mission: Mission, start: HalfDay) -> int:
    """Calendar days between the dates of a start and of the preferred one; 0 without one."""
    return 0 if mission.preferred is None else abs(start // 2 - mission.preferred // 2)
