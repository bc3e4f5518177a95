"""calcurse imports the feed and is asked day by day."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.clients.program import Program, Seen, fetched
from benchmarks.clients.programs.commands import environment, first_line, run
from benchmarks.clients.site import Site
from benchmarks.clients.told import Told

FROM, DAYS = "2027-01-01", 4018
TIMED = "%(start:epoch)|%(end:epoch)|%m\n"
WHOLE = "day|%m\n"
FORMATS = {
    "apt": TIMED,
    "recur-apt": TIMED,
    "event": WHOLE,
    "recur-event": WHOLE,
}


def watch(site: Site, folder: Path) -> Seen:
    """Import each version into a folder of its own: calcurse keeps no feed."""
    first = _read(fetched(site.address), folder / "first")
    site.turn()
    return Seen(first, _read(fetched(site.address), folder / "second"))


def _read(body: bytes, folder: Path) -> list[Told]:
    folder.mkdir()
    env = environment(folder)
    run("calcurse", "-D", folder, "-q", "-i", "-", env=env, feed=body)
    words = [word for kind, shape in FORMATS.items() for word in (f"--format-{kind}", shape)]
    dates = (
        "--input-datefmt",
        "4",
        "--output-datefmt",
        "%Y-%m-%d",
        "--from",
        FROM,
        "--days",
        str(DAYS),
    )
    return sorted(_told(_listed(run("calcurse", "-D", folder, "-Q", *dates, *words, env=env))))


def _listed(days: str) -> Iterator[tuple[str, str]]:
    """The day and the line of each thing on it."""
    day = ""
    for line in days.splitlines():
        if "|" in line:
            yield day, line
        elif line.endswith(":"):
            day = line[:-1]


def _told(lines: Iterable[tuple[str, str]]) -> Iterator[Told]:
    whole: dict[str, list[str]] = {}
    timed = set()
    for day, line in lines:
        if line.startswith("day|"):
            whole.setdefault(line.split("|", 1)[1], []).append(day)
        else:
            timed.add(tuple(line.split("|", 2)))  # said again on each of its days
    for start, end, summary in timed:
        yield Told("", _utc(start), _utc(end), "", summary)
    for summary, days in whole.items():
        for first, last in _runs(days):
            yield Told("", str(first), str(last + timedelta(days=1)), "", summary)


def _runs(days: Iterable[str]) -> Iterator[tuple[date, date]]:
    """Days in a row are one entry."""
    found: list[list[date]] = []
    for day in sorted(map(date.fromisoformat, days)):
        if found and day == found[-1][1] + timedelta(days=1):
            found[-1][1] = day
        else:
            found.append([day, day])
    yield from ((first, last) for first, last in found)


def _utc(epoch: str) -> str:
    return f"{datetime.fromtimestamp(int(epoch), UTC):%Y-%m-%dT%H:%M:%SZ}"


CALCURSE = Program(
    "calcurse",
    "apt-get install calcurse",
    lambda: first_line("calcurse", "--version"),
    watch,
    # It has neither UIDs nor a status.
    fields=("start", "end", "summary"),
)
