"""What a measurement ran on: machine, versions, the code's last change, how busy it was."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.folders import ROOT

Facts = dict[str, str | int | float | None]


def machine() -> Facts:
    """The facts that go with every row: what runs again on the same is worth comparing."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpu": processor(),
        "cores": os.cpu_count(),
        "memory_gb": memory_gb(),
        "python": platform.python_version(),
        **{package: installed(package) for package in ("ortools", "highspy", "numpy")},
        "commit": git("rev-parse", "--short", "HEAD"),
        "load": round(os.getloadavg()[0], 2),
    }


def code_of(*folders: str) -> str:
    """The last commit that touched the folders, with a + where they have changed since."""
    last = git("log", "-1", "--format=%h", "--", *folders)
    changed = git("status", "--porcelain", "--", *folders)
    return (last or "unknown") + ("+" if changed else "")


def git(*words: str) -> str | None:
    """What git says of the checkout; None where there is no git or no checkout."""
    try:
        done = subprocess.run(
            ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def installed(package: str) -> str | None:
    """The version of a package; None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def processor() -> str:
    """The processor's name as Linux knows it, else what Python knows."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def memory_gb() -> float:
    """Memory of the machine, in 2³⁰ bytes."""
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
