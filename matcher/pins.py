"""The pins of a problem, one by one."""

from matcher.plan import PinRef
from matcher.problem import Problem


def pin_refs(problem: Problem) -> tuple[PinRef, ...]:
    """Every pinned start and every pinned expert."""
    found: list[PinRef] = []
    for mission, pin in problem.pins.items():
        if pin.start is not None:
            found.append(PinRef(mission, problem.horizon.moment(pin.start)))
        for role, experts in pin.team.items():
            found += [PinRef(mission, None, role, expert) for expert in experts]
    return tuple(found)
