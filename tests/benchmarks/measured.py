"""Rows as a campaign would have written them, for tables and pictures."""

from typing import Any

Row = dict[str, Any]  # Any: JSON values

MACHINE: Row = {
    "date": "2027-03-01T10:00:00+00:00",
    "cpu": "abacus",
    "cores": 2,
    "memory_gb": 4.0,
    "python": "3.11.1",
    "ortools": "9.15",
    "highspy": None,
    "numpy": "2.0",
    "commit": "c0ffee",
    "load": 0.1,
}


def row(command: str = "sizes", **changes: Any) -> Row:  # Any: JSON values
    """A row of a unit whose tiers were proven after 0.5 s, but for the last."""
    return {
        "command": command,
        "instance": "unit-1",
        "code": "abc1234",
        "seconds": 10.0,
        "workers": 2,
        "seed": 1,
        "size": "unit",
        "tight": False,
        "generator_seed": 1,
        "machine": MACHINE,
        "reading": 0.1,
        "eligibility": 0.2,
        "status": "feasible",
        "took": 9.9,
        "over": 0.0,
        "first_plan": 0.4,
        "tiers": [tier(20, 20), tier(46, 46), tier(0, 0), tier(1000, 990)],
        "proven": [0.5, 0.5, 0.5, None],
        "peak_mb": 150.0,
        "breaches": 0,
        "agrees": True,
        "checkpoints": [
            {"at": 1.0, "tiers": [tier(20, 20), tier(46, 46), tier(0, 0), tier(1200, 900)]},
            {"at": 5.0, "tiers": [tier(20, 20), tier(46, 46), tier(0, 0), tier(1000, 990)]},
        ],
        **changes,
    }


def tier(value: int, bound: int | None) -> Row:
    """A tier of a row."""
    return {"value": value, "bound": bound}
