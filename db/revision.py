"""The revision of the feeds: whoever changes what they show raises it, without knowing.

Writing sessions are listened to: at their commit the number rises once if a row of these tables
was added, changed or deleted, by object or by statement.
"""

from sqlalchemy import event, update
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker
from sqlalchemy.orm.unitofwork import UOWTransaction

from db.models import (
    AgendaItemRow,
    AgendaSpeakerRow,
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ExpertRow,
    FeedRevisionRow,
    InstitutionRow,
    MissionBookingRow,
    MissionPartnerRow,
    MissionRow,
    PartnerRow,
    ProgrammeRow,
    RoleRow,
)

SHOWN = (
    AgendaItemRow,
    AgendaSpeakerRow,
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ExpertRow,
    InstitutionRow,
    MissionBookingRow,
    MissionPartnerRow,
    MissionRow,
    PartnerRow,
    ProgrammeRow,
    RoleRow,
)
"""The tables that feeds are made of."""
_CHANGED = "feeds_changed"
_SHOWN = frozenset(row.__table__ for row in SHOWN)


def watch(sessions: sessionmaker[Session]) -> None:
    """Let the sessions of a factory raise the revision."""
    event.listen(sessions, "after_flush", _flushed)
    event.listen(sessions, "do_orm_execute", _executed)
    event.listen(sessions, "before_commit", _raise)


def _flushed(session: Session, _context: UOWTransaction) -> None:
    touched = (*session.new, *session.dirty, *session.deleted)
    if any(isinstance(row, SHOWN) for row in touched):
        session.info[_CHANGED] = True


def _executed(state: ORMExecuteState) -> None:
    # The table of an INSERT, UPDATE or DELETE; reading has none.
    if getattr(state.statement, "table", None) in _SHOWN:
        state.session.info[_CHANGED] = True


def _raise(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    if session.info.pop(_CHANGED, False):
        raised = update(FeedRevisionRow).values(number=FeedRevisionRow.number + 1)
        session.connection().execute(raised)
