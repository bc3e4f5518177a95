"""What questions about a plan take, and whether their answers were borne out."""

from collections.abc import Sequence

from benchmarks.results import Row
from benchmarks.tables.markdown import NOTHING, median, number, percent, table

HEAD = (
    "problem",
    "candidates, ms",
    "why, ms",
    "why not, ms",
    "forced",
    "no plan keeps it",
    "not known",
    "forcing, ms",
    "proven",
    "last level proven",
    "gap of the last level",
    "peak, MB",
)


def questions(rows: Sequence[Row]) -> str:
    """A line for each problem, and what was checked."""
    return f"{table(HEAD, map(line, rows))}\n\n{faults(rows)}"


def line(row: Row) -> Sequence[str]:
    """One problem: medians, with the most that a question took."""
    kept = len(row.get("last_gaps", ()))
    return (
        str(row["instance"]),
        *(spread(row.get(kind)) for kind in ("candidates", "why", "why_not")),
        number(row.get("forced")),
        number(row.get("infeasible")),
        number(row.get("unknown")),
        spread(row.get("forcing")),
        f"{row.get('proven', 0)} of {kept}",
        f"{row.get('last_proven', 0)} of {kept}",
        percent(median(row.get("last_gaps", ()))),
        number(row.get("peak_mb")),
    )


def spread(took: Row | None) -> str:
    """The median and the most."""
    if not took or not took["count"]:
        return NOTHING
    return f"{number(took['median'])} ({number(took['most'])})"


def faults(rows: Sequence[Row]) -> str:
    """What a whole reading of the plan and fresh solves said."""
    failed = [f"{row['instance']} ({row['trouble']})" for row in rows if "trouble" in row]
    wrong = [row["instance"] for row in rows if row.get("wrong") or row.get("differing")]
    if failed or wrong:
        return f"Did not end well: {', '.join(failed) or NOTHING}; wrong: {', '.join(wrong)}."
    return (
        "`review` of the whole plan bore out every candidate that was drawn, and a fresh solve "
        "with the pin every proven level but the last."
    )
