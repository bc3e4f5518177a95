"""libical's own reading, and its tables of what iTIP wants of each property (RFC 5546 §3)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clients.program import Program, Seen, fetched
from benchmarks.clients.programs.commands import environment, first_line, run
from benchmarks.clients.site import Site
from benchmarks.clients.told import Told

SOURCE = Path(__file__).parents[1] / "icalcheck.c"


def watch(site: Site, folder: Path) -> Seen:
    """Check every kind of feed and every invitation of both versions; read the expert's feed."""
    program = folder / "icalcheck"
    run("gcc", SOURCE, "-o", program, "-lical", env=environment(folder))
    first, *remarks = _checked(site, program, folder)
    site.turn()
    second, *more = _checked(site, program, folder)
    return Seen(read(first), read(second), tuple(map(str, (*remarks, *more))))


def _checked(site: Site, program: Path, folder: Path) -> Iterator[str]:
    """What is said of the expert's feed, then each complaint about any feed or invitation."""
    env = environment(folder)
    feeds = {kind: fetched(address) for kind, address in site.all_feeds().items()}
    said = [(kind, run(program, env=env, feed=body)) for kind, body in feeds.items()]
    yield dict(said)["expert"]
    said += [(method, run(program, env=env, feed=body)) for method, body in site.invitations()]
    yield from sorted({f"{kind}: {flaw}" for kind, text in said for flaw in flaws(text)})


def flaws(said: str) -> Iterator[str]:
    """What the check complains of, in its own words."""
    head, *lines = said.splitlines()
    _, errors, passes = map(int, head.split())
    if errors or not passes:
        yield f"{errors} parse errors, iTIP check {'passed' if passes else 'failed'}"
    yield from (line for line in lines if line.startswith("X-LIC-ERROR"))


def read(said: str) -> list[Told]:
    """The entries that the check printed."""
    lines = [line.split("\t") for line in said.splitlines()[1:] if "\t" in line]
    return sorted(Told(*line) for line in lines)


def version() -> str | None:
    """The version of the library; None where it or a compiler is missing."""
    if shutil.which("gcc") is None:
        return None
    return first_line("dpkg-query", "-W", "-f", "${Version}", "libical-dev")


LIBICAL = Program(
    "libical",
    "apt-get install libical-dev gcc",
    version,
    watch,
)
