"""Replies to invitations, read out of mail (RFC 5546 §3.2.3, RFC 6047) behind the fence."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from calendars.errors import CalendarUnreadable
from calendars.fence.bounds import READING
from calendars.fence.parent import ask
from calendars.letters.letter import Bounce, Letter, Reply


def read_mail(body: bytes) -> Letter:
    """What a mail says to us; one that takes too long or too much says so in its code.

    Raises: CalendarUnreadable with `reading.busy` where too many are being read just now.
    """
    try:
        return _letter(json.loads(ask("calendars.fence.letters", body, READING)))
    except CalendarUnreadable as broken:
        if broken.code == "reading.busy":
            raise
        return Letter(code=broken.code)


def _letter(said: Mapping[str, Any]) -> Letter:  # JSON of the child
    return Letter(
        **{
            **said,
            "answers_to": tuple(said["answers_to"]),
            "replies": tuple(_reply(each) for each in said["replies"]),
            "bounces": tuple(Bounce(**each) for each in said["bounces"]),
            "uids": tuple(said["uids"]),
        }
    )


def _reply(said: Mapping[str, Any]) -> Reply:  # JSON of the child
    at, proposed = said["said_at"], said["proposed"]
    days = (date.fromisoformat(each) for each in proposed) if proposed else None
    hours = said["proposed_at"]
    return Reply(
        **{
            **said,
            "said_at": datetime.fromisoformat(at) if at else None,
            "proposed": tuple(days) if days else None,
            "proposed_at": tuple(map(datetime.fromisoformat, hours)) if hours else None,
        }
    )
