"""Order: a mission is held only after those it follows, with their lag."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Breach
from matcher.problem import After, Mission
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.variables import Variables


class Order:
    """`after` names missions that must be held, and over, before this one starts."""

    codes: tuple[str, ...] = ("order.not_held", "order.too_early")

    def declare(self, x: "Variables") -> None:
        """Held by some half-day only if the mission before has ended in time for it."""
        for mission in x.problem.missions.values():
            for after in mission.after:
                self._follow(x, mission, after)

    def _follow(self, x: "Variables", mission: Mission, after: After) -> None:
        done = x.problem.missions[after.mission].length + after.lag
        earlier = x.starts(after.mission)
        for start in x.starts(mission.id):
            by_then = [var for other, var in x.starts(mission.id).items() if other <= start]
            before = [var for other, var in earlier.items() if other + done <= start]
            x.model.add(sum(by_then) <= sum(before))

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every mission whose predecessor is not held, or ends too late."""
        for mission, start in reading.dated:
            for after in mission.after:
                before = reading.problem.missions[after.mission]
                other = reading.plan.held(before.id).start
                if other is None:
                    yield Breach("order.not_held", mission.id, facts={"after": before.id})
                elif start < other + before.length + after.lag:
                    earliest = other + before.length + after.lag
                    at = reading.problem.horizon.moment(earliest)
                    facts = {"after": before.id, "lag": after.lag, "earliest": at}
                    yield Breach("order.too_early", mission.id, facts=facts)
