"""The child that reads one calendar: `python -m calendars.fence.reading`, bytes in, JSON out."""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO

from calendars.errors import CalendarUnreadable
from calendars.fence.bounds import READING, keep_to

Message = Mapping[str, Any]  # JSON: one shape, which `calendars.busy` reads


def main() -> None:
    """Read the question from standard input and answer it."""
    keep_to(READING)
    try:
        question = json.loads(sys.stdin.buffer.readline())
        answer = json.dumps(_answer(question, sys.stdin.buffer))
    except MemoryError:
        answer = json.dumps({"unreadable": "file.took_too_much", "facts": {}})
    sys.stdout.write(answer)


def _answer(question: Message, body: BinaryIO) -> Message:
    # Imported late: the bounds come first.
    from calendars.reading.limits import USUAL
    from calendars.reading.read import Asked, read
    from calendars.reading.spans import Stretch
    from calendars.reading.zone_names import named

    home = named(question["zone"])
    assert home is not None, "the asker knows the zone"
    window = Stretch(*(datetime.fromisoformat(moment) for moment in question["window"]))
    try:
        reading = read(body, Asked(window, home, question["counts_tentative"], USUAL))
    except CalendarUnreadable as unreadable:
        return {"unreadable": unreadable.code, "facts": unreadable.facts}
    told = reading.occurrences if question["wants_occurrences"] else ()
    return {
        "read": reading.read,
        "is_whole": reading.is_whole,
        "busy": [[each.start.isoformat(), each.end.isoformat()] for each in reading.busy],
        "flaws": [[flaw.code, flaw.line, dict(flaw.facts)] for flaw in reading.flaws.kept],
        "flaw_count": reading.flaws.count,
        "occurrences": [_row(each, question["counts_tentative"]) for each in told],
    }


def _row(each: Any, counts_tentative: bool) -> list[object]:  # an Occurrence, imported late
    if each.start.is_date:
        end = each.end.astimezone(each.start.zone).date().isoformat()
        start = each.start.local.date().isoformat()
    else:
        start = each.start.aware.isoformat()
        end = each.end.astimezone(each.start.zone or UTC).isoformat()
    told = each.told
    busy = told.is_busy(counts_tentative)
    return [told.uid, start, end, each.start.is_date, told.summary, told.status, busy]


if __name__ == "__main__":
    main()
