"""Two plans of one problem side by side: what differs, whom to call, which is better."""

from matcher.compare.table import Line, Table, table
from matcher.compare.two_plans import compare
from matcher.compare.values import (
    Comparison,
    ExpertChange,
    MissionChange,
    Replaced,
    RoleChange,
    SeatHolder,
    Side,
    TierChange,
    Unknown,
)

__all__ = [
    "Comparison",
    "ExpertChange",
    "Line",
    "MissionChange",
    "Replaced",
    "RoleChange",
    "SeatHolder",
    "Side",
    "Table",
    "TierChange",
    "Unknown",
    "compare",
    "table",
]
