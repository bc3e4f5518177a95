"""How far a value is from its proven bound."""

from benchmarks.results import Row


def gap(tier: Row) -> float | None:
    """(value − bound) / value; 0 where proven, 1 where nothing is known, None without a bound."""
    value, bound = tier["value"], tier["bound"]
    if bound is None:
        return None
    return 0.0 if value == bound else (value - bound) / max(1, abs(value))


def gap_at(row: Row, at: float, tier: int) -> float | None:
    """The gap of a tier at a checkpoint; None where there was no plan, or no such checkpoint."""
    for checkpoint in row.get("checkpoints", ()):
        if checkpoint["at"] == at and checkpoint["tiers"]:
            return gap(checkpoint["tiers"][tier])
    return None


def last_gap(row: Row, tier: int) -> float | None:
    """The gap of a tier in the answer; None where there is no answer."""
    tiers = row.get("tiers")
    return gap(tiers[tier]) if tiers else None
