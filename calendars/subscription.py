"""What we subscribe to: a calendar fetched from its address, behind the fence."""

import json

from calendars.errors import CalendarUnreachable, CalendarUnreadable
from calendars.fence.bounds import FETCHING
from calendars.fence.parent import ask
from calendars.fetch.rules import Fetched, Known, Rules
from calendars.fetch.target import target


def check_address(address: str, allows_loopback: bool = False) -> None:
    """Is it an address that we would ask? Nothing is asked. Raises: CalendarUnreachable."""
    target(address, Rules(allows_loopback))


def is_same(address: str, other: str, allows_loopback: bool = False) -> bool:
    """Do two addresses that were typed ask the same of the same server, however each is written?

    Raises: CalendarUnreachable, where one is no address that we would ask.
    """
    rules = Rules(allows_loopback)
    return target(address, rules) == target(other, rules)


def fetched(address: str, known: Known, allows_loopback: bool = False) -> Fetched:
    """The calendar at an address, unless it is the one known.

    Raises: CalendarUnreachable, whatever happens there or on the way.
    """
    check_address(address, allows_loopback)
    question = {
        "address": address,
        "etag": known.etag,
        "modified": known.modified,
        "allows_loopback": allows_loopback,
    }
    try:
        said = ask("calendars.fence.fetching", json.dumps(question).encode(), FETCHING)
    except CalendarUnreadable as broken:
        code = "fetch.failed" if broken.code == "file.not_foreseen" else "fetch.too_slow"
        raise CalendarUnreachable(code) from None
    head, _, body = said.partition(b"\n")
    answer = json.loads(head)
    if "unreachable" in answer:
        raise CalendarUnreachable(answer["unreachable"], **answer["facts"])
    now_known = Known(answer["etag"], answer["modified"])
    return Fetched(body if answer["changed"] else None, now_known)
