"""Where the browser of the tests is; `python -m tests.chromium` finds or installs one.

The order: HEMICYCLE_CHROMIUM, a Chromium on the PATH, Playwright's own (installed where it can
be), Debian's as root with CI=true. Otherwise the one command to type is named.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REMEDY = "apt-get install --yes chromium"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank")


def found() -> Path | None:
    """The first browser that starts, without installing anything."""
    return next((path for path in _present() if starts(path)), None)


def starts(path: Path) -> bool:
    """Does this browser open an empty page? A missing system library shows only then."""
    try:
        done = subprocess.run([path, *FLAGS], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"<html>" in done.stdout


def main() -> int:
    """Print the path of a browser that starts, installing one where that is allowed."""
    path = found()
    if path is None and os.environ.get("HEMICYCLE_CHROMIUM"):
        print(
            f"HEMICYCLE_CHROMIUM does not start: {os.environ['HEMICYCLE_CHROMIUM']}",
            file=sys.stderr,
        )
        return 1
    for install in (_install_from_playwright, _install_from_debian):
        if path is None and install():
            path = found()
    if path is None:
        remedy = REMEDY if os.geteuid() == 0 else f"sudo {REMEDY}"
        print(f"The browser tests need Chromium. Type: {remedy}", file=sys.stderr)
        print("(or name one that is there: HEMICYCLE_CHROMIUM=/path/to/chromium)", file=sys.stderr)
        return 1
    print(path)
    return 0


def _present() -> Iterator[Path]:
    named = os.environ.get("HEMICYCLE_CHROMIUM")
    if named:
        yield Path(named)
        return
    for name in NAMES:
        on_path = shutil.which(name)
        if on_path:
            yield Path(on_path)
    yield from _from_playwright()


def _from_playwright() -> Iterator[Path]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    if path.exists():
        yield path


def _install_from_playwright() -> bool:
    return _run(sys.executable, "-m", "playwright", "install", "chromium", seconds=240)


def _install_from_debian() -> bool:
    if os.geteuid() != 0 or os.environ.get("CI") != "true" or not shutil.which("apt-get"):
        return False
    install = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
    return _run("apt-get", "update", seconds=300) and _run(*install, seconds=600)


def _run(*command: str, seconds: int) -> bool:
    """Run an installer, its words on standard error; True where it said it went well."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
