"""The revision of the feeds rises with what they show, and with nothing else."""

from sqlalchemy import update

from db.engine import Ledger
from db.models import FeedTokenRow, MissionRow, SettingRow
from db.operations import tokens
from db.operations.tokens import TokenFacts
from tests import make

SHA256 = "a" * 64


def _opened(ledger: Ledger) -> None:
    with ledger.write() as session:
        house = make.institution(session)
        make.mission(session, house, make.partner(session))
        facts = TokenFacts("institution", house.id, "phone", "en")
        tokens.create(session, facts, SHA256, make.BY, make.AT)


def _revision(ledger: Ledger) -> int:
    asked = ledger.polls.ask(SHA256)
    assert asked is not None
    return asked.revision


def test_revision_rises_once_a_transaction(ledger: Ledger) -> None:
    _opened(ledger)
    before = _revision(ledger)

    with ledger.write() as session:
        row = session.query(MissionRow).one()
        row.title = "Rules"
        session.flush()
        row.title = "Rules of procedure"

    assert _revision(ledger) == before + 1


def test_revision_sees_a_statement_without_objects(ledger: Ledger) -> None:
    _opened(ledger)
    before = _revision(ledger)

    with ledger.write() as session:
        session.execute(update(MissionRow).values(title="Rules"))

    assert _revision(ledger) == before + 1


def test_revision_stays_where_feeds_show_nothing_of_it(ledger: Ledger) -> None:
    _opened(ledger)
    before = _revision(ledger)

    with ledger.write() as session:
        session.add(SettingRow(name="motto", value="x"))
        session.query(FeedTokenRow).one().last_used_on = make.TODAY

    assert _revision(ledger) == before


def test_poll_outlives_connections_that_were_lost(ledger: Ledger) -> None:
    _opened(ledger)
    before = ledger.polls.ask(SHA256)

    ledger.polls._connection().connection.dbapi_connection.close()  # type: ignore[union-attr]

    assert ledger.polls.ask(SHA256) == before
    assert ledger.polls.ask("b" * 64) is None
