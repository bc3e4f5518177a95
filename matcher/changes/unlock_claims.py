"""Unlocks that a file claims: what of them can be told wrong without solving."""

import json
from collections.abc import Sequence

from matcher.changes.family import ORDER
from matcher.changes.patch import patched
from matcher.files import ProblemUnreadable, read_problem, write_problem
from matcher.plan import Unlock
from matcher.problem import Problem


def is_possible(problem: Problem, unlock: Unlock, tiers: Sequence[int]) -> bool:
    """Could it be an unlock of a plan of these tiers? That they are proven cannot be seen here.

    Its code is known, its patch makes another sound problem, its tiers are better.
    """
    if unlock.code not in ORDER or len(unlock.tiers) != len(tiers) - 1:
        return False
    if unlock.tiers >= tuple(tiers[:-1]):
        return False
    try:
        document = patched(write_problem(problem), unlock.patch)
        return read_problem(json.dumps(document)) != problem
    except (ProblemUnreadable, AttributeError, KeyError, IndexError, TypeError, ValueError):
        return False
