"""The revision of the feeds rises with what they show, and with nothing else."""

from datetime import timedelta

from sqlalchemy import update

from db.engine import Ledger
from db.models import FeedTokenRow, MissionRow, SettingRow
from db.operations import scenarios, tokens
from db.operations.tokens import TokenFacts
from tests import make
from tests.clock import machines_now

SHA256 = "a" * 64


def _opened(ledger: Ledger) -> None:
    with ledger.write() as session:
        house = make.institution(session)
        make.mission(session, house, make.partner(session))
        facts = TokenFacts("institution", house.id, "phone", "en")
        tokens.create(session, facts, SHA256, make.BY, make.AT)


def _revision(ledger: Ledger, sha256: str = SHA256) -> int:
    asked = ledger.polls.ask(sha256)
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


def test_revision_says_when_something_was_taken_away(ledger: Ledger) -> None:
    _opened(ledger)
    with ledger.write() as session:
        session.query(MissionRow).delete()

    asked = ledger.polls.ask(SHA256)

    assert asked is not None and asked.changed_at is not None
    assert abs(asked.changed_at - machines_now()) < timedelta(minutes=1)


def test_poll_outlives_connections_that_were_lost(ledger: Ledger) -> None:
    _opened(ledger)
    before = ledger.polls.ask(SHA256)

    ledger.polls._connection().connection.dbapi_connection.close()  # type: ignore[union-attr]

    assert ledger.polls.ask(SHA256) == before
    assert ledger.polls.ask("b" * 64) is None


def test_scenarios_raise_the_revision_of_their_own_feeds_alone(ledger: Ledger) -> None:
    _opened(ledger)
    with ledger.write() as session:
        key = scenarios.open_scenario(session, "Autumn", make.BY, make.AT).id
        tokens.create(
            session, TokenFacts("scenario", key, "phone", "en"), "c" * 64, make.BY, make.AT
        )
    published, proposed = _revision(ledger), _revision(ledger, "c" * 64)

    with ledger.write() as session:
        scenarios.rename(session, key, "Winter", make.BY, make.AT)

    assert (_revision(ledger), _revision(ledger, "c" * 64)) == (published, proposed + 1)
    with ledger.write() as session:
        session.execute(update(MissionRow).values(title="Rules"))
    assert (_revision(ledger), _revision(ledger, "c" * 64)) == (published + 1, proposed + 2)
