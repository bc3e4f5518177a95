"""The table of pages: what a coordinator waits for, quiet and beside a search."""

from collections.abc import Sequence

from benchmarks.results import Row
from benchmarks.tables.markdown import number, table

HEAD = ("page", "first, ms", "quiet, ms", "beside a search, ms", "rounds", "load before")


def pages(rows: Sequence[Row]) -> str:
    """A line for each page: medians of its rounds, the first request apart."""
    return table(HEAD, map(line, rows))


def line(row: Row) -> Sequence[str]:
    """One page."""
    return (
        f"`{row['page']}`",
        number(round(row["first_ms"])),
        number(round(row["quiet_ms"])),
        number(round(row["search_ms"])),
        number(row["rounds"]),
        f"{row['machine']['load']:g}",
    )
