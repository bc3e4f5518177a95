"""Loosening, the destroy step of a neighbourhood search: some experts give their chains back.

One fewer may then do what they did.

One fewer can only do if nowhere all of those who keep their chains are needed and idle at
once: at each point somebody who is idle there has to be among those who give back.
"""

from collections.abc import Callable

import numpy as np

from matcher.arrays import Flags
from matcher.solve.smptsp.greedy_chains import Chains, Left
from matcher.solve.smptsp.shifts import Shifts


def loosen(
    shifts: Shifts,
    chains: Chains,
    small: int,
    random: np.random.Generator,
    is_over: Callable[[], bool],
) -> Left:
    """What is left to one expert fewer, when as many as make so many pairs give back."""
    experts = list(chains)
    idle = _idle(shifts, chains)
    order = random.permutation(len(experts)).tolist()
    given: list[int] = []
    for number in order:
        met = idle[given].any(axis=0)
        if met.all():
            break
        if (idle[number] & ~met).any():
            given.append(number)
    others = [number for number in order if number not in given]
    left = _left(shifts, chains, [experts[number] for number in given])
    while others and left.pairs(shifts) < small and not is_over():
        given.append(others.pop())
        left = _left(shifts, chains, [experts[number] for number in given])
    return left


def _idle(shifts: Shifts, chains: Chains) -> Flags:
    """[chain, point]: is the expert idle there?"""
    idle = np.ones((len(chains), shifts.points), dtype=np.bool_)
    for number, chain in enumerate(chains.values()):
        for row in chain.tolist():
            idle[number, shifts.first[row] : shifts.last[row]] = False
    return idle


def _left(shifts: Shifts, chains: Chains, given: list[int]) -> Left:
    kept = {expert: chain for expert, chain in chains.items() if expert not in given}
    need = shifts.need.copy()
    for chain in kept.values():
        need[chain] -= 1
    free = [expert for expert in range(shifts.able.shape[1]) if expert not in kept]
    return Left(need, free, len(given) - 1, kept)
