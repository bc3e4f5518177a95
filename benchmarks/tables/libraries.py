"""Tables of public libraries: every instance a line, and what they add up to."""

from collections.abc import Callable, Sequence

from benchmarks.results import Row
from benchmarks.tables.markdown import NOTHING, median, number, percent, seconds, table
from benchmarks.tables.sizes import faults

MOST_LINES = 60
"""A library with more instances is told by its sums alone."""
LAST = -1


def ptsp(rows: Sequence[Row]) -> str:
    """Fewest people: the value beside its bound and the most jobs at once."""
    return library("most at once", "people", rows, lambda row: number(row.get("at_once")))


def mspsp(rows: Sequence[Row]) -> str:
    """Earliest finish: the value beside its bound and the published one."""
    return library("published", "finish", rows, published)


def library(beside: str, value: str, rows: Sequence[Row], known: Callable[[Row], str]) -> str:
    """The lines, where they are few enough, and the sums."""
    if len(rows) > MOST_LINES:
        return f"{summary(rows)} {faults(rows)}"
    head = ("instance", beside, value, "bound", "proven, s", "peak, MB")
    lines = [(*line(row, known(row)),) for row in rows]
    return f"{table(head, lines)}\n\n{summary(rows)} {faults(rows)}"


def line(row: Row, known: str) -> Sequence[str]:
    """An instance: what it came to."""
    name: str = row["instance"].split("/", 1)[1]
    if not row.get("tiers"):
        return (name, known, str(row.get("trouble", row["status"])), *[NOTHING] * 3)
    last = row["tiers"][LAST]
    value = number(last["value"]) if staffed(row) else f"{number(empty(row))} empty"
    proven = proof(row)
    when = f"> {row['seconds']:g}" if proven is None else seconds(proven)
    return (name, known, value, number(last["bound"]), when, number(row.get("peak_mb")))


def published(row: Row) -> str:
    """The published value; ≤ where it was not proven."""
    known = row.get("published")
    if known is None:
        return NOTHING
    return number(known["value"]) + ("" if known["proven"] else " (open)")


def staffed(row: Row) -> bool:
    """Are all seats filled? The measure of the last tier means nothing otherwise."""
    return empty(row) == 0


def empty(row: Row) -> int:
    """The value of the tiers before the last: empty seats, one way or another."""
    return sum(tier["value"] for tier in row["tiers"][:LAST])


def proof(row: Row) -> float | None:
    """When everything was proven; None where it was not."""
    times: list[float | None] = row.get("proven") or []
    return times[LAST] if times else None


def summary(rows: Sequence[Row]) -> str:
    """Proven, median seconds, mean ratio to what is published; time-outs count as such."""
    times = [proof(row) for row in rows]
    middle = median(times)
    limits = sorted({row["seconds"] for row in rows})
    shown = f"more than {limits[-1]:g}" if middle is None else seconds(middle)
    said = [
        f"{sum(time is not None for time in times)} of {len(rows)} proven"
        f" within {', '.join(f'{limit:g}' for limit in limits)} s",
        f"median {shown} s",
    ]
    unstaffed = [row for row in rows if not row.get("tiers") or not staffed(row)]
    if unstaffed:
        said.append(f"{len(unstaffed)} not fully staffed")
    return "; ".join([*said, *against(rows)]) + "."


def against(rows: Sequence[Row]) -> list[str]:
    """How the values compare with the published ones, where there are any."""
    pairs = [
        (row["tiers"][LAST]["value"], row["published"]["value"], row["published"]["proven"])
        for row in rows
        if row.get("published") and row.get("tiers") and staffed(row)
    ]
    if not pairs:
        return []
    mean = sum(value / known for value, known, _ in pairs) / len(pairs)
    optima = [value == known for value, known, proven in pairs if proven]
    return [
        f"{sum(value < known for value, known, _ in pairs)} better, "
        f"{sum(value == known for value, known, _ in pairs)} equal to the published value, "
        f"mean ratio {mean:.3f} ({percent(mean - 1) if mean > 1 else '0 %'} above)",
        f"{sum(optima)} of {len(optima)} published optima reached",
    ]
