"""Which time zone data is read: the newer of the system's and that of the wheel `tzdata`.

Python prefers the system's, however old: a country that changed its clocks since would be an hour
off without a word. What is chosen here holds for the whole process, so it is chosen before any
zone is asked for. Somebody who sets PYTHONTZPATH has chosen already.
"""

import os
import re
import zoneinfo
from collections.abc import Iterable
from pathlib import Path

import tzdata  # type: ignore[import-untyped]  # it has no code to type

_EDITION = re.compile(r"\b\d{4}[a-z]{1,2}\b")


def use_the_newer() -> None:
    """Let zones be read from the wheel where the system's data is older, or of unknown age."""
    if "PYTHONTZPATH" in os.environ:
        return
    system = edition(map(Path, zoneinfo.TZPATH))
    if zoneinfo.TZPATH and (system is None or system < tzdata.IANA_VERSION):
        zoneinfo.reset_tzpath(to=())
        zoneinfo.ZoneInfo.clear_cache()


def edition(folders: Iterable[Path]) -> str | None:
    """The edition, such as `2026f`, of the first folder that holds zones; None where unknown."""
    for folder in folders:
        if (folder / "Europe").is_dir() or (folder / "UTC").is_file():
            return _said(folder / "tzdata.zi") or _said(folder / "+VERSION")
    return None


def _said(file: Path) -> str | None:
    """The edition in the first line of a file."""
    try:
        first = file.read_bytes()[:200].decode("ascii", "replace").partition("\n")[0]
    except OSError:
        return None
    found = _EDITION.search(first)
    return found[0] if found else None
