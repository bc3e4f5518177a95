"""What an edit changes of a mission that is published: days in calendars, answers asked again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import flash
from sqlalchemy.orm import Session

from db.models import MissionRow
from db.operations.stays import ENTRY
from db.queries import answers, bookings
from db.queries.missions import dates
from db.queries.people import by_ids
from web.http.outbox_waiting import tell_waiting
from web.language.speech import listed, ngettext
from web.language.stays import booked_words, clocks_of
from web.service.belonging import called
from web.service.gate_sentences import GateLine, Told

_MOVES = tuple(name for name in ENTRY if name != "status")


@dataclass(frozen=True, slots=True)
class Published:
    """How calendars show a mission: its days, and those of each person who is booked.

    `answered` are the people whose answer to these days stands.
    """

    days: str
    entries: Mapping[int, tuple[object, ...]]
    answered: frozenset[int]


@dataclass(frozen=True, slots=True)
class Republished:
    """Whom an edit moves, and of whom an answer is asked for again; by name."""

    before: str
    after: str
    moved: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


class NotAccepted(Exception):
    """People would be moved, and nobody has accepted that yet; nothing of it is to be kept."""

    def __init__(self, found: Republished) -> None:
        self.found = found
        super().__init__(f"{len(found.moved)} people would be moved.")


def published(session: Session, mission: MissionRow) -> Published:
    """What calendars show of a mission now."""
    rows = bookings.of_mission(session, mission.id)
    held = dates(session, mission.id)
    standing = answers.standing(session, rows)
    return Published(
        "" if held is None else booked_words(held, clocks_of(mission, mission.institution)),
        {row.expert_id: tuple(getattr(row, name) for name in _MOVES) for row in rows},
        frozenset(row.expert_id for row in rows if row.id in standing),
    )


def republished(session: Session, mission: MissionRow, before: Published) -> Republished:
    """What has become of it, in the same transaction."""
    after = published(session, mission)
    both = before.entries.keys() & after.entries.keys()
    moved = [key for key in sorted(both) if before.entries[key] != after.entries[key]]
    names = called(by_ids(session, moved))
    return Republished(
        before.days,
        after.days,
        tuple(names[key] for key in moved),
        tuple(names[key] for key in moved if key in before.answered - after.answered),
    )


def to_accept(found: Republished) -> Told:
    """What is to be accepted before an edit moves people who are published."""
    said = sentences(found)
    return Told(serious=tuple(map(GateLine, said)), key=digest(said))


def digest(said: list[str]) -> str:
    """What a tick stands for: another text as soon as anything else is to be accepted."""
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def sentences(found: Republished) -> list[str]:
    """Whose days change, from which to which, and who is asked again."""
    names, count = listed(found.moved), len(found.moved)
    if found.before == found.after:
        moves = ngettext(
            "It is published: another place in the calendar of %(names)s.",
            "It is published: another place in the calendars of these people: %(names)s.",
            count,
            names=names,
        )
    else:
        moves = ngettext(
            "It is published: other days in the calendar of %(names)s, %(after)s instead of "
            "%(before)s.",
            "It is published: other days in the calendars of these people: %(names)s; %(after)s "
            "instead of %(before)s.",
            count,
            names=names,
            before=found.before,
            after=found.after,
        )
    if not found.asked:
        return [moves]
    asks = ngettext(
        "%(names)s has answered for what was published; the answer holds no more, and is asked "
        "for again.",
        "These people have answered for what was published; their answers hold no more, and are "
        "asked for again: %(names)s.",
        len(found.asked),
        names=listed(found.asked),
    )
    return [moves, asks]


def tell(found: Republished, at: datetime) -> None:
    """Say after saving whom it has moved, and what waits in the outbox for them."""
    if found.moved:
        for said in sentences(found):
            flash(said, "info")
        tell_waiting(at)
