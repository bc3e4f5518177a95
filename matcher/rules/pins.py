"""Pins: decisions already taken hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Breach
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.solve.cpsat.variables import Variables

EXPERT_MISSING = "pin.expert_missing"
"""A pinned expert does not sit where they are pinned."""


class Pins:
    """A pinned mission is held, on its pinned start, with its pinned experts at least."""

    codes: tuple[str, ...] = ("pin.not_held", "pin.start_moved", EXPERT_MISSING)

    def declare(self, x: "Variables") -> None:
        """Pinned starts and experts are fixed; what has no variable cannot be kept."""
        for mission, pin in x.problem.pins.items():
            if pin.start is not None or pin.experts:
                x.model.add(x.held(mission) == 1)
            for role, experts in pin.team.items():
                sits = {sit.expert.id: sit for sit in x.sits_in(mission, role)}
                for expert in experts:
                    if expert in sits:
                        x.model.add(sits[expert].var == 1)
                    else:
                        x.model.add_bool_or([])

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every pin that the plan does not keep."""
        for mission, pin in reading.problem.pins.items():
            held = reading.plan.held(mission)
            if held.start is None:
                if pin.start is not None or pin.experts:
                    yield Breach("pin.not_held", mission)
                continue
            if pin.start is not None and held.start != pin.start:
                pinned, start = map(reading.problem.horizon.moment, (pin.start, held.start))
                yield Breach("pin.start_moved", mission, facts={"pinned": pinned, "start": start})
            for role, experts in pin.team.items():
                for expert in sorted(set(experts) - set(held.team.get(role, ()))):
                    yield Breach("pin.expert_missing", mission, role, expert)
