"""Running other programs: an environment of their own, their words where they fail."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from benchmarks.clients.program import Unreadable


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Nothing of the reader's own settings: a home in the folder, UTF-8, UTC."""
    folders = {}
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        own = folder / name.lower()
        own.mkdir(mode=0o700, exist_ok=True)
        folders[name] = str(own)
    words = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.environ["PATH"]}
    return words | folders | more


def first_line(command: str, *words: str) -> str | None:
    """The first line of what a program says of its version; None where it is missing."""
    if shutil.which(command) is None:
        return None
    done = subprocess.run(
        [command, *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    return next(iter(done.stdout.splitlines()), "").strip() or None


def run(
    *command: str | Path,
    env: Mapping[str, str],
    feed: bytes | str = b"",
    seconds: float = 120.0,
) -> str:
    """What a program prints.

    Raises: Unreadable where it fails.
    """
    octets = feed.encode() if isinstance(feed, str) else feed
    done = subprocess.run(
        [str(word) for word in command],
        env=dict(env),
        input=octets,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise Unreadable(f"{command[0]} ended with {done.returncode}: {said[-500:]}")
    return done.stdout.decode()
