"""Incomplete: missions not held, or with an empty seat, or without a language they speak."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Penalty
from matcher.problem import Measure
from matcher.rules.reading import Reading
from matcher.rules.vacancies import gaps

if TYPE_CHECKING:
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Incomplete:
    """Each mission that is not whole costs its priority."""

    measure: Measure = "incomplete"

    def declare(self, x: "Variables") -> "Expr":
        """A mission is whole only where every seat is filled and every language spoken."""
        missing = []
        for mission in x.problem.missions.values():
            whole = x.whole(mission.id)
            for role in mission.roles:
                x.model.add(x.filled(mission.id, role.id) >= role.count * whole)
            for language in mission.speaks:
                x.model.add_implication(whole, x.spoken(mission.id, language))
            x.model.add(whole <= x.held(mission.id))
            missing.append(mission.priority * (1 - whole))
        return sum(missing)

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """The missions that are not whole."""
        problem, plan = reading.problem, reading.plan
        for mission in problem.missions.values():
            if plan.held(mission.id).start is None or any(gaps(problem, plan, mission)):
                yield Penalty(mission.priority, mission.id)
