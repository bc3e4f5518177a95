"""Two plans of one problem side by side: what differs, whom to call, which is better."""

from matcher.compare.comparing import compare
from matcher.compare.values import (
    Comparison,
    ExpertChange,
    MissionChange,
    Replaced,
    RoleChange,
    Seat,
    Side,
    TierChange,
    Unknown,
)

__all__ = [
    "Comparison",
    "ExpertChange",
    "MissionChange",
    "Replaced",
    "RoleChange",
    "Seat",
    "Side",
    "TierChange",
    "Unknown",
    "compare",
]
