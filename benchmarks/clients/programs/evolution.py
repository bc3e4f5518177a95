"""Evolution's backend (`evolution-data-server`) in a session bus and a home of its own."""

import json
import subprocess
from pathlib import Path
from typing import IO

from benchmarks.clients.program import Program, Seen, Unreadable
from benchmarks.clients.programs.commands import environment, first_line
from benchmarks.clients.site import Site
from benchmarks.clients.told import Told

CLIENT = Path(__file__).parents[1] / "evolution.py"
PYTHON = "/usr/bin/python3"
"""The one that the system's `gi` belongs to."""


def watch(site: Site, folder: Path) -> Seen:
    """Subscribe; two polls of the first version, then one of the second."""
    command = ["dbus-run-session", "--", PYTHON, str(CLIENT), site.address]
    with (folder / "evolution.err").open("w+") as errors:
        program = subprocess.Popen(
            command,
            env=environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        assert program.stdin and program.stdout
        try:
            first = _told(program.stdout, errors)
            site.turn()
            program.stdin.write("\n")
            program.stdin.flush()
            return Seen(first, _told(program.stdout, errors))
        finally:
            program.terminate()
            program.wait(timeout=30)


def _told(lines: IO[str], errors: IO[str]) -> list[Told]:
    line = lines.readline()
    if not line:
        errors.seek(0)
        raise Unreadable(f"Evolution's backend said: {errors.read()[-500:]}")
    return [Told(*each) for each in json.loads(line)]


def version() -> str | None:
    """The version of the package; None where it or its Python is missing."""
    imports = "import gi; gi.require_version('ECal', '2.0'); gi.require_version('ICalGLib', '3.0')"
    known = first_line(PYTHON, "-c", f"{imports}; print('yes')")
    if known != "yes" or first_line("dbus-run-session", "--version") is None:
        return None
    return first_line("dpkg-query", "-W", "-f", "${Version}", "evolution-data-server")


EVOLUTION = Program(
    "Evolution’s backend",
    "apt-get install evolution-data-server gir1.2-ecal-2.0 gir1.2-ical-3.0 python3-gi dbus",
    version,
    watch,
    polls=True,
)
