"""The table of calendar programs: what they agree on, and whether a poll was spared."""

from collections.abc import Sequence

from benchmarks.results import Row
from benchmarks.tables.markdown import number, table

HEAD = (
    "program",
    "version",
    "compared",
    "entries",
    "agree",
    "by a known limit",
    "otherwise",
    "304",
    "zone data",
)
NAMES = {"uid": "UID", "start": "start", "end": "end", "status": "status", "summary": "summary"}


def clients(rows: Sequence[Row]) -> str:
    """A line for each program, and what libical complained of."""
    return "\n\n".join((table(HEAD, map(line, rows)), *limits(rows), complaints(rows)))


def limits(rows: Sequence[Row]) -> list[str]:
    """The limits that were met, with their reasons."""
    met = [(row["instance"], reason) for row in rows for reason in row.get("reasons", ())]
    return ["\n".join(f"- {name}: {reason}." for name, reason in met)] if met else []


def complaints(rows: Sequence[Row]) -> str:
    """What libical complained of."""
    remarks = [remark for row in rows for remark in row.get("remarks", ())]
    return f"Complaints of libical’s iTIP checks: {'; '.join(remarks) if remarks else 'none'}."


def line(row: Row) -> Sequence[str]:
    """Both versions of the feed, together."""
    name, version = row["instance"], row["version"]
    if "trouble" in row:
        return (name, version, row["trouble"], *["–"] * 5, row["zones"])
    fields = "all five" if len(row["fields"]) == len(NAMES) else ", ".join(named(row))
    return (
        name,
        version,
        fields,
        number(row["entries"]),
        number(row["agree"]),
        number(row["known"]),
        number(len(row["differences"]) - row["known"]),
        {None: "keeps no feed", True: "yes", False: "no"}[row["unchanged"]],
        row["zones"],
    )


def named(row: Row) -> Sequence[str]:
    """What of an entry was compared, in words."""
    return [NAMES[field] for field in row["fields"]]
