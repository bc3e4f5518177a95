"""The table of faults made on purpose: how often, what came of it, and the control."""

from collections.abc import Callable, Mapping, Sequence

from benchmarks.results import Row
from benchmarks.tables.markdown import NOTHING, number, table

HEAD = ("fault", "database", "times", "what came of it", "without the guard")


def faults(rows: Sequence[Row]) -> str:
    """A line for each fault on each database, and how busy the machine was."""
    lines = [line(row) for row in sorted(rows, key=lambda row: row["instance"])]
    loads = [row["machine"]["load"] for row in rows]
    return f"{table(HEAD, lines)}\n\nLoad before, from {min(loads):g} to {max(loads):g}."


def line(row: Row) -> Sequence[str]:
    """One fault: its name, where, how often, and its two outcomes in words."""
    name, count, database = row["instance"].split("-")
    return (NAMES[name], database, number(int(count)), *OUTCOMES[name](row))


def killed(row: Row) -> tuple[str, str]:
    """How many were killed, and how the jobs ended."""
    jobs = row["done"] + row["failed"] + row["stuck"]
    said = (
        f"{row['workers_killed']} workers and {row['children']} children killed, "
        f"{row['lost']} attempts lost; of {jobs} jobs {row['done']} done, "
        f"{row['failed']} given up after three attempts, {row['stuck']} stuck; "
        f"{row['results'] - row['done'] + row['shared']} results too many"
    )
    control = row.get("control_stuck")
    return said, NOTHING if control is None else f"{control} of 1 stuck"


def published(row: Row) -> tuple[str, str]:
    """How many true conflicts there were, and how many were refused."""
    said = (
        f"{row['conflicts']} true conflicts, {row['refused']} refused, {row['wrong']} wrongly; "
        f"{row['doubles']} half-days booked twice"
    )
    return said, f"{row['control_doubles']} half-days booked twice in {row['control_tries']} tries"


def released(row: Row) -> tuple[str, str]:
    """How often one got through and the other was refused."""
    said = f"one published and one refused in {row['one_each']}"
    return said, f"both published in {row['control_both']} of {row['control_tries']}"


NAMES: Mapping[str, str] = {
    "kills": "the worker or its child killed",
    "carried": "the same with two workers and Procrastinate",
    "publications": "two publications at once, half of them in conflict",
    "releases": "two releases of scenarios at once",
}
OUTCOMES: Mapping[str, Callable[[Row], tuple[str, str]]] = {
    "kills": killed,
    "carried": killed,
    "publications": published,
    "releases": released,
}
