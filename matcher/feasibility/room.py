"""Whose time leaves room for one mission more, whatever its team and its roles ask for."""

from matcher.arrays import Flags
from matcher.feasibility.joining import Joining
from matcher.rules.busy import Busy
from matcher.rules.double import Double
from matcher.rules.limits import Limits
from matcher.rules.rest import Rest


def has_room(joining: Joining) -> Flags:
    """[start, expert]: could they go then, their other missions kept? Nobody of the team could."""
    barred = Busy().forbids(joining) | Double().forbids(joining) | Rest().forbids(joining)
    found: Flags = ~(barred | Limits().forbids(joining) | joining.in_team)
    return found
