"""Whose time leaves room for one mission more, whatever its team and its roles ask for."""

import numpy as np

from matcher.arrays import Flags
from matcher.feasibility.joining import Joining
from matcher.rules import OF_TIME


def has_room(joining: Joining) -> Flags:
    """[start, expert]: could they go then, their other missions kept? Nobody of the team could."""
    barred = np.broadcast_to(joining.in_team, joining.shape)
    for rule in OF_TIME:
        barred = barred | rule.forbids(joining)
    return ~barred
