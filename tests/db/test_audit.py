"""The audit: every line stays, and a changed one shows."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from db import invariants, migrate
from db.actors import Actor
from db.engine import Ledger
from db.errors import Flaw
from db.models import AuditRow, Base
from db.operations.audit import audit
from db.queries.audit import broken_links, history
from tests import make

CHANGES = (
    "UPDATE audit SET what = 'other' WHERE id = 2",
    "DELETE FROM audit WHERE id = 2",
)
REPLACE = "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 2"


def _write(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        for what in ("opened", "sat", "closed"):
            by = Actor(7, "Anne", acting_for="Paul")
            facts = {"at": make.MONDAY, "seats": 3}
            audit(session, home, what, by, make.AT, before={}, after=facts, reason="So be it.")


def test_a_line_says_who_when_what_before_and_after(ledger: Ledger) -> None:
    _write(ledger)

    with ledger.read() as session:
        line = history(session, "institution", 1)[-1]
        assert (line.by, line.account_id, line.at) == ("Anne for Paul", 7, make.AT)
        assert (line.what, line.reason, line.before) == ("opened", "So be it.", {})
        assert line.after == {"at": "2027-03-01", "seats": 3}
        assert [each.what for each in history(session, "institution", 1)] == [
            "closed",
            "sat",
            "opened",
        ]
        assert broken_links(session) == ()


@pytest.mark.parametrize("made_by", ["create_all", "migrations"])
@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_a_line(
    database_url: str, change: str, made_by: str
) -> None:
    ledger = Ledger(database_url)
    if made_by == "migrations":
        migrate.upgrade(database_url)
    else:
        Base.metadata.create_all(ledger.engine)
    _write(ledger)

    with pytest.raises(DatabaseError, match="append-only"), ledger.write() as session:
        session.execute(text(change))
    ledger.dispose()


def test_sqlite_refuses_to_replace_a_line(sqlite_ledger: Ledger) -> None:
    _write(sqlite_ledger)

    with pytest.raises(DatabaseError, match="append-only"), sqlite_ledger.write() as session:
        session.execute(text(REPLACE))


def test_postgresql_refuses_to_empty_the_audit(postgres_url: str) -> None:
    ledger = Ledger(postgres_url)
    Base.metadata.create_all(ledger.engine)

    with pytest.raises(DatabaseError, match="append-only"), ledger.write() as session:
        session.execute(text("TRUNCATE audit"))
    ledger.dispose()


@pytest.mark.parametrize(
    ("change", "broken"), [(CHANGES[0], (2,)), (CHANGES[1], (3,))], ids=["changed", "deleted"]
)
def test_a_line_changed_behind_the_triggers_breaks_the_chain(
    sqlite_ledger: Ledger, change: str, broken: tuple[int, ...]
) -> None:
    _write(sqlite_ledger)
    with sqlite_ledger.write() as session:
        for trigger in ("audit_no_update", "audit_no_delete"):
            session.execute(text(f"DROP TRIGGER {trigger}"))
        session.execute(text(change))

    with sqlite_ledger.read() as session:
        assert broken_links(session) == broken
        assert invariants.check(session) == (Flaw("audit.broken", "audit", {"line": broken[0]}),)


def test_operations_of_two_writers_make_one_chain(ledger: Ledger) -> None:
    _write(ledger)
    with ledger.write() as session:
        audit(session, make.institution(session, "fr"), "opened", make.BY, make.AT)

    with ledger.read() as session:
        assert broken_links(session) == ()
        assert len(session.scalars(select(AuditRow)).all()) == 4
