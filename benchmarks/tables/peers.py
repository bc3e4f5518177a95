"""The table of peers: the same problem, who reached what, with which bound, how soon."""

from collections.abc import Sequence

from benchmarks.peers.roster import PEERS
from benchmarks.results import Row
from benchmarks.tables.markdown import NOTHING, number, seconds, table

HEAD = ("problem", "who", "values of the tiers", "bounds", "s", "peak, MB", "remarks")
ABOUT = {"ours": "**Hemicycle**", **{peer.name: peer.about for peer in PEERS}}
_SHORT = 80


def peers(rows: Sequence[Row]) -> str:
    """A line for each problem and peer, problems together, ours first."""
    order = {name: place for place, name in enumerate(ABOUT)}
    problems = list(dict.fromkeys(row["instance"] for row in rows))
    ranked = sorted(rows, key=lambda r: (problems.index(r["instance"]), order[r["peer"]]))
    return table(HEAD, map(line, ranked))


def line(row: Row) -> Sequence[str]:
    """What one peer came to on one problem."""
    tiers = row.get("tiers") or []
    return (
        row["instance"].rsplit("/", 1)[-1],
        ABOUT[row["peer"]],
        " / ".join(number(tier["value"]) for tier in tiers) or NOTHING,
        " / ".join(bound(tier) for tier in tiers) or NOTHING,
        seconds(row.get("took")),
        number(row.get("peak_mb")),
        remarks(row),
    )


def bound(tier: Row) -> str:
    """A bound; = where it proves the value."""
    return "=" if tier["value"] == tier["bound"] else number(tier["bound"])


def remarks(row: Row) -> str:
    """What else there is to say, in one line."""
    said = [*row.get("remarks", ())]
    if row.get("breaches"):
        said.insert(0, f"breaks {row['breaches']} rules")
    if "trouble" in row:
        said.insert(0, row["trouble"][:_SHORT])
    if not row.get("tiers") and "trouble" not in row:
        said.insert(0, row["status"])
    return "; ".join(said).replace("|", "¦") or NOTHING
