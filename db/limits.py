"""How much of each kind one may make: lists that people read, and work that others wait for."""

from typing import Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.errors import LedgerError
from db.models import (
    AgendaItemRow,
    BusyRow,
    BusySourceRow,
    FeedTokenRow,
    JobRow,
    ScenarioChangeRow,
    ScenarioRow,
    SittingRow,
)

Listed = Literal[
    "calendars", "absences", "addresses", "scenarios", "changes", "searches", "sessions", "sittings"
]
MOST: dict[Listed, int] = {
    "calendars": 20,  # of one person
    "absences": 500,  # of one person, typed in
    "addresses": 50,  # of one calendar, in use
    "scenarios": 200,  # open, of one account
    "changes": 2000,  # of one scenario
    "searches": 20,  # of one account, waiting or running
    "sessions": 300,  # of one mission
    "sittings": 2000,  # of one institution
}
_ROWS = {
    "calendars": BusySourceRow,
    "absences": BusyRow,
    "addresses": FeedTokenRow,
    "scenarios": ScenarioRow,
    "changes": ScenarioChangeRow,
    "searches": JobRow,
    "sessions": AgendaItemRow,
    "sittings": SittingRow,
}


class TooMany(LedgerError):
    """There are as many as there may be; nothing was added."""

    def __init__(self, what: Listed) -> None:
        self.what = what
        self.most = MOST[what]
        super().__init__(f"There are {self.most} {what} already.")


def expect_room(session: Session, what: Listed, *of: ColumnElement[bool], more: int = 1) -> None:
    """Refuse to add where there are as many already. Raises: TooMany."""
    asked = select(func.count()).select_from(_ROWS[what]).where(*of)
    if (session.scalar(asked) or 0) + more > MOST[what]:
        raise TooMany(what)
