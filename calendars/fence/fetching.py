"""The child that fetches one calendar: `python -m calendars.fence.fetching`, JSON and bytes out."""

import json
import sys

from calendars.errors import CalendarUnreachable
from calendars.fence.bounds import FETCHING, keep_to


def main() -> None:
    """Read the question from standard input and answer it."""
    keep_to(FETCHING)
    from calendars.fetch.fetch import fetch
    from calendars.fetch.rules import Known, Rules

    question = json.loads(sys.stdin.buffer.read())
    known = Known(question["etag"], question["modified"])
    try:
        found = fetch(question["address"], known, Rules(question["allows_loopback"]))
    except CalendarUnreachable as refusal:
        _say({"unreachable": refusal.code, "facts": refusal.facts}, b"")
        return
    head = {
        "changed": found.body is not None,
        "etag": found.known.etag,
        "modified": found.known.modified,
    }
    _say(head, found.body or b"")


def _say(head: object, body: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
