"""A small published world, its feeds, and what happens to it in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.request import urlopen

from icalendar import Calendar, Event
from sqlalchemy import event

from db.engine import Ledger
from db.models import MissionRow
from db.moments import half_day
from db.operations import publish, staffing, tokens
from db.operations.staffing import Staffing
from db.operations.tokens import TokenFacts
from tests import make
from web.service.tokens import new_secret

LATER = make.AT + timedelta(days=2)
"""When things are done to the world."""
JUNE = date(2027, 6, 7)
"""The day of the mission that is a hold."""


@dataclass(frozen=True, slots=True)
class World:
    """Two published missions in Haiti: one agreed on, one still a hold; and who is there."""

    agreed: int
    hold: int
    expert: int
    mate: int
    institution: int
    partner: int


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of the feeds, and how to make and close more."""

    ledger: Ledger

    def open(self, kind: str, subject_id: int, language: str = "en") -> str:
        """A new address of a feed."""
        secret = new_secret()
        facts = TokenFacts(kind, subject_id, "phone", language)  # type: ignore[arg-type]  # words of the test
        with self.ledger.write() as session:
            tokens.create(session, facts, secret.sha256, make.BY, make.AT)
        return f"/feeds/{secret.text}.ics"


def restaff(ledger: Ledger, mission_id: int, wanted: Staffing | None) -> None:
    with ledger.write() as session:
        plan = staffing.restaff(session, mission_id, wanted, make.BY, LATER)
        publish.publish(session, plan.id, make.BY, LATER)


def move(ledger: Ledger, world: World, to: date) -> None:
    with ledger.read() as session:
        role_id = session.get_one(MissionRow, world.agreed).roles[0].id
    team = {role_id: (world.expert, world.mate)}
    restaff(ledger, world.agreed, Staffing(half_day(to), team))


def events(body: bytes) -> dict[str, Event]:
    calendar = Calendar.from_ical(body)
    assert isinstance(calendar, Calendar)
    return {str(event["SUMMARY"]): event for event in calendar.events}


def fetch(address: str) -> bytes:
    with urlopen(address) as answer:
        body: bytes = answer.read()
        return body


@contextmanager
def statements(ledger: Ledger) -> Iterator[list[str]]:
    """What the database is asked within the block."""
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(ledger.engine, "before_cursor_execute", listen)
    before = ledger.polls.questions
    yield asked
    event.remove(ledger.engine, "before_cursor_execute", listen)
    asked += [ledger.polls.question] * (ledger.polls.questions - before)
