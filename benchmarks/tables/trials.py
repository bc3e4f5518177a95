"""Tables of trials: what losses cost, and the front between fit, burden and delay."""

from collections.abc import Sequence

from benchmarks.results import Row
from benchmarks.tables.markdown import NOTHING, number, seconds, table

LOSSES = (
    "problem",
    "experts",
    "seated",
    "proven",
    "critical",
    "a seat without reserves",
    "all known, s",
    "s",
    "last level stated",
    "and proven",
    "peak, MB",
)
FRONT = (
    "problem",
    "points",
    "proven",
    "five after, s",
    "s",
    "solves",
    "misfit",
    "burden",
    "delay",
    "peak, MB",
)


def losses(rows: Sequence[Row]) -> str:
    """A line for each problem, and what fresh solves said."""
    return f"{table(LOSSES, map(loss_line, rows))}\n\n{contradicted(rows)}"


def loss_line(row: Row) -> Sequence[str]:
    """The losses of one plan; the tiers but the last were known for all after `known`."""
    counted = ("experts", "seated", "proven", "critical", "without_reserves")
    return (
        row["instance"],
        *(number(row.get(name)) for name in counted),
        f"> {row['seconds']:g}" if row.get("known") is None else seconds(row["known"]),
        seconds(row.get("took")),
        number(row.get("last_stated")),
        number(row.get("last_proven")),
        number(row.get("peak_mb")),
    )


def contradicted(rows: Sequence[Row]) -> str:
    """Did fresh solves find the same tiers, for those asked about?"""
    failed = [f"{row['instance']} ({row['trouble']})" for row in rows if "trouble" in row]
    wrong = [row["instance"] for row in rows if row.get("differing")]
    if failed or wrong:
        return f"Did not end well: {', '.join(failed) or NOTHING}; differ: {', '.join(wrong)}."
    return "Fresh solves of the critical ones and of ten others of each plan found the same."


def front(rows: Sequence[Row]) -> str:
    """A line for each problem with the range of each measure, and what `review` said."""
    return f"{table(FRONT, map(front_line, rows))}\n\n{faults(rows)}"


def front_line(row: Row) -> Sequence[str]:
    """One front: from the least to the most of each measure."""
    points = row.get("points") or []
    return (
        row["instance"],
        number(len(points)),
        number(sum(point["proven"] for point in points)),
        seconds(row.get("five")),
        seconds(row.get("took")),
        number(row.get("solves")),
        *(span(points, measure) for measure in ("misfit", "burden", "delay")),
        number(row.get("peak_mb")),
    )


def span(points: Sequence[Row], measure: str) -> str:
    """The least and the most of a measure among the points."""
    values = [point["measures"][measure] for point in points if measure in point["measures"]]
    return f"{number(min(values))} to {number(max(values))}" if values else NOTHING


def faults(rows: Sequence[Row]) -> str:
    """What was wrong with any point."""
    wrong = [
        row["instance"]
        for row in rows
        if "trouble" in row or row.get("breaches") or not row.get("agrees", True)
    ]
    if wrong:
        return f"Wrong or unfinished: {', '.join(wrong)}."
    points = sum(len(row["points"]) for row in rows)
    return (
        f"`review` found no breach in the {points} plans, every value as claimed, and no point "
        "that beats another."
    )
