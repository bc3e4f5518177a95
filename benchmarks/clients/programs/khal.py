"""vdirsyncer fetches the feed into a folder, khal reads the folder."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from benchmarks.clients.program import Program, Seen
from benchmarks.clients.programs.commands import environment, first_line, run
from benchmarks.clients.site import Site
from benchmarks.clients.told import Told

FROM, TO = "2027-01-01", "2037-12-31"
KHAL = """[calendars]
[[missions]]
path = {folder}/calendar/
readonly = True
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
VDIRSYNCER = """[general]
status_path = "{folder}/status/"
[pair missions]
a = "feed"
b = "local"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{address}"
[storage local]
type = "filesystem"
path = "{folder}/calendar/"
fileext = ".ics"
"""
ASKED = ("start-long-full", "end-long-full", "all-day", "status", "title")


def watch(site: Site, folder: Path) -> Seen:
    """Synchronise and list; once more with the second version, in the same folder."""
    gaps = {"folder": folder, "address": site.address}
    (folder / "khal.conf").write_text(KHAL.format(**gaps))
    (folder / "vdirsyncer.conf").write_text(VDIRSYNCER.format(**gaps))
    _sync(folder, "discover", feed="y\n" * 8)
    first = _listed(folder)
    site.turn()
    return Seen(first, _listed(folder))


def _sync(folder: Path, word: str, feed: str = "") -> None:
    command = ("vdirsyncer", "-c", folder / "vdirsyncer.conf", word, "missions")
    run(*command, env=environment(folder), feed=feed)


def _listed(folder: Path) -> list[Told]:
    _sync(folder, "sync")
    words = [word for name in ASKED for word in ("--json", name)]
    command = ("khal", "-c", folder / "khal.conf", "list", "--once", FROM, TO, *words)
    days = run(*command, env=environment(folder)).splitlines()
    return sorted(_told(each) for day in days for each in json.loads(day))


def _told(each: Mapping[str, str]) -> Told:
    start, end = each["start-long-full"], each["end-long-full"]
    if each["all-day"] == "True":
        # khal shows the last day, which is one before DTEND.
        last = date.fromisoformat(end[:10]) + timedelta(days=1)
        times: tuple[str, str] = (start[:10], str(last))
    else:
        times = (f"{start.replace(' ', 'T')}:00Z", f"{end.replace(' ', 'T')}:00Z")
    return Told("", *times, each["status"], each["title"])


def version() -> str | None:
    """Both versions; None where one is missing."""
    known = list(_versions())
    return ", ".join(known) if len(known) == 2 else None


def _versions() -> Iterator[str]:
    for name in ("vdirsyncer", "khal"):
        if shutil.which(name) and (line := first_line(name, "--version")):
            yield f"{name} {line.split()[-1]}"


KHAL_AND_VDIRSYNCER = Program(
    "khal + vdirsyncer",
    "pip install khal vdirsyncer, in an environment of its own that is on the PATH",
    version,
    watch,
    # What vdirsyncer fetches over HTTP gets UIDs of its own, made of the contents.
    fields=("start", "end", "status", "summary"),
)
