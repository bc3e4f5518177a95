"""The table of unlocks: how soon questions are answered, how often completely, how truly."""

from collections.abc import Sequence

from benchmarks.results import Row
from benchmarks.tables.markdown import median, number, seconds, table

HEAD = (
    "problem",
    "vacancies",
    "asked",
    "kept plan, ms",
    "most, ms",
    "solving again, s",
    "most, s",
    "complete",
    "with unlocks",
    "unlocks",
)


def unlocks(rows: Sequence[Row]) -> str:
    """A line for each problem, and what solving every unlock from its document said."""
    return f"{table(HEAD, map(line, rows))}\n\n{checked(rows)}"


def line(row: Row) -> Sequence[str]:
    """The questions of one problem: medians, the longest, how many were answered completely."""
    asked = row["questions"]
    kept = [each["frozen_ms"] for each in asked]
    took = [each["took"] for each in asked]
    return (
        row["instance"],
        number(row["vacancies"]),
        number(len(asked)),
        f"{median(kept) or 0:.1f}",
        f"{max(kept, default=0):.0f}",
        seconds(median(took)),
        seconds(max(took, default=None)),
        number(sum(each["complete"] for each in asked)),
        number(sum(bool(each["unlocks"]) for each in asked)),
        number(sum(len(each["unlocks"]) for each in asked)),
    )


def checked(rows: Sequence[Row]) -> str:
    """How many unlocks gave their tiers when their documents were solved from scratch."""
    asked = [each for row in rows for each in row["questions"]]
    found = sum(len(each["unlocks"]) for each in asked)
    wrong = sum(len(each["differing"]) for each in asked)
    whole = sum(each["complete"] for each in asked)
    loads = [row["machine"]["load"] for row in rows]
    return (
        f"{whole} of {len(asked)} questions answered completely; {found - wrong} of {found} "
        f"unlocks gave their levels when the patched document was read and solved from scratch. "
        f"Load before, from {min(loads):g} to {max(loads):g}."
    )
