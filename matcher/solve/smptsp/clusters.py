"""Clusters of experts: those who can do about the same shifts, together.

Ward's clustering of their rows (J. H. Ward, Hierarchical grouping to optimize an objective
function, 1963; distances updated as Lance and Williams, 1967).
"""

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Flags

Distances = NDArray[np.float64]


def clusters(able: Flags, most: int) -> list[list[int]]:
    """The experts, as so many clusters at most."""
    count = able.shape[1]
    members = [[expert] for expert in range(count)]
    size = np.ones(count)
    apart = _apart(able)
    for _ in range(count - most):
        one, other = sorted(divmod(int(apart.argmin()), count))
        _merge(apart, size, one, other)
        members[one] += members[other]
        members[other] = []
    return [sorted(cluster) for cluster in members if cluster]


def _apart(able: Flags) -> Distances:
    """Half the squared distance of every two experts; infinite to themselves."""
    rows = able.T.astype(np.float64)
    own = rows.sum(axis=1)
    apart: Distances = (own[:, None] + own[None, :]) / 2 - rows @ rows.T
    np.fill_diagonal(apart, np.inf)
    return apart


def _merge(apart: Distances, size: NDArray[np.float64], one: int, other: int) -> None:
    """Let one cluster take in the other, whose distances become infinite."""
    total = size[one] + size[other] + size
    near = (size[one] + size) * apart[one] + (size[other] + size) * apart[other]
    merged = (near - size * apart[one, other]) / total
    merged[[one, other]] = np.inf
    apart[one], apart[:, one] = merged, merged
    apart[other], apart[:, other] = np.inf, np.inf
    size[one] += size[other]
