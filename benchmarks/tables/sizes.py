"""Tables of generated problems: medians over seeds, time-outs kept, nothing left out."""

from collections.abc import Iterable, Sequence

from benchmarks.instances import SIZES
from benchmarks.results import Row
from benchmarks.tables.gaps import gap_at, last_gap
from benchmarks.tables.markdown import NOTHING, median, number, percent, seconds, table, within

FIRST_TWO = (0, 1)
LAST = -1
HEAD = (
    "problems",
    "limit, s",
    "reading, s",
    "eligibility, s",
    "first plan, s",
    "tiers 1–2 proven, s",
    "gap of tiers 1, 2",
    "all proven, s",
    "gap of the last tier",
    "peak, MB",
    "past the limit, s",
)


def groups(rows: Iterable[Row]) -> dict[tuple[str, bool], list[Row]]:
    """The rows of each size, loose before tight, in the order of the sizes."""
    found: dict[tuple[str, bool], list[Row]] = {}
    order = {size: place for place, size in enumerate(SIZES)}
    for row in sorted(rows, key=lambda r: (order[r["size"]], r["tight"], r["generator_seed"])):
        found.setdefault((row["size"], row["tight"]), []).append(row)
    return found


def sizes(rows: Sequence[Row]) -> str:
    """A line for each size: how soon, how near, how much memory."""
    return table(HEAD, (line(name, of_size) for name, of_size in groups(rows).items()))


def line(name: tuple[str, bool], rows: list[Row]) -> Sequence[str]:
    """One size in the first table; where rows differ in their limit the longest stands."""
    limit = max(row["seconds"] for row in rows)
    overs = [row["over"] for row in rows if "over" in row]
    return (
        title(name, rows),
        f"{limit:g}",
        *(seconds(median(row.get(key) for row in rows)) for key in ("reading", "eligibility")),
        seconds(median(row.get("first_plan") for row in rows)),
        within([proven(row, 1) for row in rows], limit),
        " / ".join(percent(median(last_gap(row, tier) for row in rows)) for tier in FIRST_TWO),
        within([proven(row, LAST) for row in rows], limit),
        percent(median(last_gap(row, LAST) for row in rows)),
        number(max((row["peak_mb"] for row in rows if "peak_mb" in row), default=None)),
        seconds(max(overs)) if overs else NOTHING,
    )


def title(name: tuple[str, bool], rows: list[Row]) -> str:
    """A size in words, with its seeds."""
    seeds = [row["generator_seed"] for row in rows]
    shown = f"{min(seeds)}–{max(seeds)}" if len(seeds) > 1 else f"{seeds[0]}"
    return f"{name[0]}{', tight' if name[1] else ''} (seeds {shown})".replace("seeds 1)", "seed 1)")


def proven(row: Row, tier: int) -> float | None:
    """When a tier was proven with all above it; None where it was not."""
    times: list[float | None] = row.get("proven") or []
    return times[tier] if times else None


def checkpoints(rows: Sequence[Row]) -> str:
    """A line for each size: the gaps of the first, second and last tier as time goes on."""
    at = sorted({point["at"] for row in rows for point in row.get("checkpoints", ())})
    head = ("problems", *(f"{moment:g} s" for moment in at))
    return table(
        head,
        (
            (title(name, of_size), *(gaps(of_size, moment) for moment in at))
            for name, of_size in groups(rows).items()
        ),
    )


def gaps(rows: list[Row], at: float) -> str:
    """Median gaps of three tiers at a checkpoint; nothing where the limit was before it."""
    if not any(point["at"] == at for row in rows for point in row.get("checkpoints", ())):
        return NOTHING
    middle = (median(gap_at(row, at, tier) for row in rows) for tier in (*FIRST_TWO, LAST))
    return " / ".join(map(percent, middle))


def instances(rows: Sequence[Row]) -> str:
    """A line for each problem: the value of every tier, with its bound where that is another."""
    head = ("problem", "limit, s", "tiers", "first plan, s", "tiers 1–2 proven, s", "s", "peak, MB")
    ranked = [row for of_size in groups(rows).values() for row in of_size]
    return table(head, map(instance, ranked))


def instance(row: Row) -> Sequence[str]:
    """One problem by itself."""
    reached = " / ".join(map(valued, row.get("tiers") or ()))
    return (
        str(row["instance"]),
        f"{row['seconds']:g}",
        reached or str(row.get("trouble", row["status"])),
        seconds(row.get("first_plan")),
        seconds(proven(row, 1)),
        seconds(row.get("took")),
        number(row.get("peak_mb")),
    )


def valued(tier: Row) -> str:
    """A value, and its bound in brackets where it is not proven."""
    value, bound = number(tier["value"]), number(tier["bound"])
    return value if value == bound else f"{value} ({bound})"


def faults(rows: Sequence[Row]) -> str:
    """What went wrong in any measurement; a sentence either way."""
    wrong = [row["instance"] for row in rows if row.get("breaches") or row.get("agrees") is False]
    failed = [f"{row['instance']} ({row['trouble']})" for row in rows if "trouble" in row]
    if not wrong and not failed:
        return f"`review` found no breach in the {len(rows)} plans, and every value as claimed."
    parts = []
    if wrong:
        parts.append(f"`review` does not agree with the plans of {', '.join(wrong)}.")
    if failed:
        parts.append(f"These did not end: {', '.join(failed)}.")
    return " ".join(parts)
