"""Tables of replanned problems: how soon the fewest calls are proven, and how many they are."""

from collections.abc import Sequence

from benchmarks.results import Row
from benchmarks.tables.markdown import NOTHING, median, number, seconds, table, within
from benchmarks.tables.sizes import proven, title, valued

CALLS = 2
"""The tier of the calls in the default objective."""
HEAD = (
    "what happened",
    "first plan, s",
    "tiers 1–2 proven, s",
    "calls proven, s",
    "latest, s",
    "calls",
    "all proven, s",
)


def replan(rows: Sequence[Row]) -> str:
    """A line for each size and disturbance, medians over seeds."""
    found: dict[tuple[str, bool, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["size"], row["tight"], row["disturbance"]), []).append(row)
    return table(HEAD, (line(name, own) for name, own in found.items()))


def line(name: tuple[str, bool, str], rows: list[Row]) -> Sequence[str]:
    """One disturbance of one size: medians, the latest proof, and the calls of each seed."""
    limit = max(row["seconds"] for row in rows)
    times = [proven(row, CALLS) for row in rows]
    ranked = sorted(rows, key=lambda row: row["generator_seed"])
    latest = [time for time in times if time is not None]
    return (
        f"{title(name[:2], rows)}: {name[2]}",
        seconds(median(row.get("first_plan") for row in rows)),
        within([proven(row, 1) for row in rows], limit),
        within(times, limit),
        seconds(max(latest)) if len(latest) == len(times) else f"> {limit:g}",
        ", ".join(called(row) for row in ranked),
        within([proven(row, -1) for row in rows], limit),
    )


def called(row: Row) -> str:
    """The calls of a plan, with their bound where it is another."""
    tiers = row.get("tiers")
    return valued(tiers[CALLS]) if tiers else NOTHING


def instances(rows: Sequence[Row]) -> str:
    """A line for each problem by itself."""
    head = ("problem", "limit, s", "tiers", "first plan, s", "calls proven, s", "s", "peak, MB")
    return table(head, (instance(row) for row in rows))


def instance(row: Row) -> Sequence[str]:
    """One problem."""
    reached = " / ".join(map(valued, row.get("tiers") or ()))
    return (
        str(row["instance"]).removeprefix("replan/"),
        f"{row['seconds']:g}",
        reached or str(row.get("trouble", row["status"])),
        seconds(row.get("first_plan")),
        seconds(proven(row, CALLS)),
        seconds(row.get("took")),
        number(row.get("peak_mb")),
    )
