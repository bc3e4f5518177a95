"""What was answered before there were refusals says no still."""

from datetime import timedelta

from sqlalchemy import select

from db import migrate
from db.engine import Ledger
from db.models import BusyRow, RefusalRow
from db.operations.answers import Given
from tests.db.answering import LATER, NO, OTHER, YES, by_mail, made, reply

BEFORE = "0015"


def _kept(ledger: Ledger) -> list[tuple[object, ...]]:
    names = ("mission_id", "expert_id", "kind", "first", "last", "reason", "recorded_name")
    with ledger.read() as session:
        rows = session.scalars(select(RefusalRow).where(RefusalRow.lifted_at.is_(None)))
        found: list[tuple[object, ...]] = [
            tuple(getattr(row, name) for name in names) for row in rows
        ]
        away = select(BusyRow.first, BusyRow.last).where(BusyRow.source == "refusal")
        return [*found, *((first, last) for first, last in session.execute(away))]


def test_answers_of_before_become_refusals(database_url: str) -> None:
    migrate.upgrade(database_url)
    ledger = Ledger(database_url)
    world = made(ledger)
    cases = {"no": (NO,), "dates": (NO, OTHER), "maybe": (NO, Given("tentative")), "yes": (NO, YES)}
    found = {}
    for minutes, (name, said) in enumerate(cases.items()):
        for seconds, each in enumerate(said):
            at = LATER + timedelta(minutes=minutes, seconds=seconds)
            by_mail(ledger, reply(world, each, said_at=at))
        before = _kept(ledger)
        migrate.downgrade(database_url, BEFORE)
        migrate.upgrade(database_url)
        found[name] = (before, _kept(ledger))
    ledger.dispose()

    assert {name: len(before) for name, (before, _after) in found.items()} == {
        "no": 1,
        "dates": 2,
        "maybe": 1,
        "yes": 0,
    }
    assert {name: after for name, (_before, after) in found.items()} == {
        name: before for name, (before, _after) in found.items()
    }
