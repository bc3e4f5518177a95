"""The revisions of the feeds: whoever changes what they show raises them, without knowing.

Writing sessions are listened to: at their commit a number rises once if a row of its tables was
added, changed or deleted, by object or by statement.
"""

from collections.abc import Mapping

from sqlalchemy import event, func, update
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker
from sqlalchemy.orm.unitofwork import UOWTransaction

from db.models import (
    AgendaItemRow,
    AgendaSpeakerRow,
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ClosureRow,
    ExpertRow,
    FeedRevisionRow,
    InstitutionRow,
    MissionBookingRow,
    MissionPartnerRow,
    MissionRow,
    PartnerRow,
    ProgrammeRow,
    ProposalRow,
    RoleRow,
    ScenarioRow,
    SittingRow,
)
from db.models.feed_revision import PROPOSED, PUBLISHED

SHOWN = (
    AgendaItemRow,
    AgendaSpeakerRow,
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ClosureRow,
    ExpertRow,
    InstitutionRow,
    MissionBookingRow,
    MissionPartnerRow,
    MissionRow,
    PartnerRow,
    ProgrammeRow,
    RoleRow,
    SittingRow,
)
"""The tables that all feeds are made of."""
DRAFTED = (ProposalRow, ScenarioRow)
"""The tables that only feeds of scenarios are made of."""
_CHANGED = "feeds_changed"
_TABLES: Mapping[object, int] = {row.__table__: PUBLISHED for row in SHOWN} | {
    row.__table__: PROPOSED for row in DRAFTED
}
"""The number that counts the changes of a table."""


def watch(sessions: sessionmaker[Session]) -> None:
    """Let the sessions of a factory raise the revision."""
    event.listen(sessions, "after_flush", _flushed)
    event.listen(sessions, "do_orm_execute", _executed)
    event.listen(sessions, "before_commit", _raise)


def _flushed(session: Session, _context: UOWTransaction) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        _note(session, row.__table__)


def _executed(state: ORMExecuteState) -> None:
    # The table of an INSERT, UPDATE or DELETE; reading has none.
    _note(state.session, getattr(state.statement, "table", None))


def _note(session: Session, table: object) -> None:
    number = _TABLES.get(table)
    if number is not None:
        session.info.setdefault(_CHANGED, set()).add(number)


def _raise(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    # In order, so that two who raise both never wait for each other.
    for number in sorted(session.info.pop(_CHANGED, ())):
        raised = update(FeedRevisionRow).where(FeedRevisionRow.id == number)
        now = {"number": FeedRevisionRow.number + 1, "changed_at": func.current_timestamp()}
        session.connection().execute(raised.values(now))
