"""The date-bound tests under other clocks: `python -m tests.dates [NAME…] [-- PYTEST ARGUMENTS]`.

Without a name all clocks of the list, and the two of `make test` by the name `two`; as many at
once as JOBS says. A clock is a moment and the zone of the machine (`tests/clock.py`); the tests are
those marked `dates`.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.clock import VARIABLE

ROOT = Path(__file__).resolve().parents[1]
CLOCKS = {
    "a-sunday": "2026-11-29T12:00:00Z UTC",
    "before-the-weekend": "2027-01-22T17:00:00Z Europe/Paris",
    "after-the-weekend": "2027-01-25T08:00:00Z Europe/Paris",
    "late-evening": "2027-02-10T23:40:00Z UTC",
    "end-of-february": "2027-02-28T15:00:00Z UTC",
    "first-of-may": "2027-05-01T09:00:00Z UTC",
    "last-of-the-year": "2026-12-31T15:00:00Z UTC",
    "first-of-the-year": "2027-01-01T15:00:00Z UTC",
    "leap-day": "2028-02-29T12:00:00Z UTC",
    "hour-left-out": "2027-03-14T07:30:00Z America/Toronto",
    "hour-left-out-paris": "2027-03-28T01:15:00Z Europe/Paris",
    "hour-twice": "2027-11-07T06:30:00Z America/Toronto",
    "hour-twice-paris": "2027-10-31T00:30:00Z Europe/Paris",
    "eve-of-a-holiday": "2027-06-23T20:00:00Z America/Toronto",
    "kabul": "2026-11-30T19:50:00Z Asia/Kabul",
    "toronto": "2027-10-01T02:30:00Z America/Toronto",
}
"""In Kabul it is half past midnight of the next day, in Toronto still the evening before."""
TWO = ("kabul", "hour-left-out")
"""The two foreign clocks of `make test`."""
NOTHING_CHOSEN = 5


def main(words: Sequence[str]) -> int:
    """Run them and say how each ended."""
    end = [*words, "--"].index("--")
    chosen, more = words[:end] or [*CLOCKS], words[end + 1 :]
    if chosen == ["two"]:
        chosen = [*TWO]
    unknown = [name for name in chosen if name not in CLOCKS]
    if unknown:
        print(f"No clock is called {unknown[0]}; there are: {', '.join(CLOCKS)}.", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(int(os.environ.get("JOBS", "2"))) as pool:
        ended = [*pool.map(lambda name: run(name, more), chosen)]
    return int(any(ended))


def run(name: str, more: Sequence[str]) -> bool:
    """Whether a date-bound test fails under this clock; says what pytest says."""
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *more, "-m", "dates"]
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | {VARIABLE: CLOCKS[name]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    has_failed = done.returncode not in (0, NOTHING_CHOSEN)
    last = (done.stdout.strip() or "nothing said").splitlines()
    text = done.stdout if has_failed else last[-1] + "\n"
    print(f"{name} ({CLOCKS[name]}): {text}", end="", flush=True)
    return has_failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
