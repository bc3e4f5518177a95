"""The table of polls: what a feed costs beside a page that says hello."""

from collections.abc import Sequence

from benchmarks.results import Row
from benchmarks.tables.markdown import number, table

HEAD = (
    "entries",
    "hello, ms",
    "304, ms",
    "200, ms",
    "304 : hello",
    "200 : hello",
    "built, ms CPU",
    "rounds",
    "load before",
)


def feeds(rows: Sequence[Row]) -> str:
    """A line for each measurement: the latest is not truer than the others."""
    return table(HEAD, map(line, rows))


def line(row: Row) -> Sequence[str]:
    """Medians of the rounds; ratios of speeds, so that more is faster."""
    return (
        number(row["events"]),
        f"{row['hello_ms']:.3f}",
        f"{row['unchanged_ms']:.3f}",
        f"{row['cached_ms']:.3f}",
        f"{row['ratio_304']:.2f}",
        f"{row['ratio_200']:.2f}",
        f"{row['build_cpu_ms']:.1f}",
        f"{row['rounds']} × {row['requests']}",
        f"{row['machine']['load']:g}",
    )
