"""Loosening: some experts of a cover give their chains back, so that one fewer may do them.

One fewer can only do if nowhere all of those who keep their chains are needed and idle at
once: at each point somebody who is idle there has to be among those who give back.
"""

from collections.abc import Callable

import numpy as np

from matcher.solve.fewest.peel import Chains, Left
from matcher.solve.fewest.posts import Flags, Posts


def loosen(
    posts: Posts,
    chains: Chains,
    small: int,
    random: np.random.Generator,
    is_over: Callable[[], bool],
) -> Left:
    """What is left to one expert fewer, when as many as make so many pairs give back."""
    experts = list(chains)
    idle = _idle(posts, chains)
    order = random.permutation(len(experts)).tolist()
    given: list[int] = []
    for number in order:
        met = idle[given].any(axis=0)
        if met.all():
            break
        if (idle[number] & ~met).any():
            given.append(number)
    others = [number for number in order if number not in given]
    left = _left(posts, chains, [experts[number] for number in given])
    while others and left.pairs(posts) < small and not is_over():
        given.append(others.pop())
        left = _left(posts, chains, [experts[number] for number in given])
    return left


def _idle(posts: Posts, chains: Chains) -> Flags:
    """[chain, point]: is the expert idle there?"""
    idle = np.ones((len(chains), posts.points), dtype=np.bool_)
    for number, chain in enumerate(chains.values()):
        for row in chain.tolist():
            idle[number, posts.first[row] : posts.last[row]] = False
    return idle


def _left(posts: Posts, chains: Chains, given: list[int]) -> Left:
    kept = {expert: chain for expert, chain in chains.items() if expert not in given}
    need = posts.need.copy()
    for chain in kept.values():
        need[chain] -= 1
    free = [expert for expert in range(posts.able.shape[1]) if expert not in kept]
    return Left(need, free, len(given) - 1, kept)
