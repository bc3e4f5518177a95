"""The negative control: the same reading with every guard taken away, in a child to be killed."""

import contextlib
import json
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from calendars.errors import CalendarUnreadable
from calendars.reading.limits import Limits
from calendars.reading.read import Asked, read
from calendars.reading.spans import Stretch

NONE = Limits(
    bytes=2**40,
    components=2**40,
    depth=2**40,
    occurrences=2**40,
    rule_seconds=2.0**20,
    rules_seconds=2.0**20,
    refuses_frequent=False,
)
"""No limit that anybody would notice."""
WINDOW = Stretch(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 7, 1, tzinfo=UTC))


def passes_the_bounds(body: bytes, seconds: float, megabytes: int) -> bool:
    """Does reading without guards take longer, or more memory, than with them it may?"""
    root = Path(__file__).parents[3]
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.calendars.hostile.unguarded"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
    )
    try:
        said, _ = child.communicate(body, timeout=seconds)
    except subprocess.TimeoutExpired:
        return True
    finally:
        child.kill()
        child.communicate()
    return bool(json.loads(said)["megabytes"] > megabytes)


def main() -> None:
    """Read standard input with no guard; say how long it took and what memory."""
    began = time.monotonic()
    with contextlib.suppress(CalendarUnreadable):
        read(sys.stdin.buffer.read(), Asked(WINDOW, UTC, limits=NONE))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({"seconds": time.monotonic() - began, "megabytes": most}))


if __name__ == "__main__":
    main()
