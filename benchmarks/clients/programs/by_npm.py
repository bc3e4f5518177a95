"""The libraries that Node programs read calendars with: ical.js, node-ical."""

import json
import os
import subprocess
from pathlib import Path

from benchmarks.clients.program import Program, Unreadable, of_address
from benchmarks.clients.told import Told
from benchmarks.folders import ROOT

READERS = Path(__file__).parents[1]
PACKAGES = ROOT / ".venv" / "node"
"""Where `make setup` puts them."""
SECONDS = 120


def ical_js(address: str) -> list[Told]:
    """As ical.js has it, with the zones that the file itself explains."""
    return _read("ical_js.mjs", address)


def node_ical(address: str) -> list[Told]:
    """As node-ical has it."""
    return _read("node_ical.mjs", address)


def node() -> Path | None:
    """The Node that `make setup` found or installed."""
    kept = PACKAGES / "node-path"
    return Path(kept.read_text()) if kept.exists() else None


def _read(script: str, address: str) -> list[Told]:
    program = node()
    if program is None:
        raise Unreadable("There is no Node: type make setup.")
    words = [program, READERS / script, PACKAGES / "index.js", address]
    # Whole days must not depend on where the machine stands.
    env = {"PATH": os.environ["PATH"], "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        list(map(str, words)), env=env, capture_output=True, timeout=SECONDS, check=False
    )
    if done.returncode != 0:
        raise Unreadable(f"{script}: {done.stderr.decode(errors='replace')[-500:]}")
    return sorted(Told(*each) for each in json.loads(done.stdout))


def _version(package: str) -> str | None:
    described = PACKAGES / "node_modules" / package / "package.json"
    if node() is None or not described.exists():
        return None
    return str(json.loads(described.read_text())["version"])


ICAL_JS = Program("ical.js", "make setup", lambda: _version("ical.js"), of_address(ical_js))
NODE_ICAL = Program("node-ical", "make setup", lambda: _version("node-ical"), of_address(node_ical))
