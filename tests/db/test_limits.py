"""Nobody fills a list without end: what is one too many is refused, and nothing is added."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import get_args

import pytest
from sqlalchemy.orm import Session

from db import limits
from db.engine import Ledger
from db.facts import BusyFacts
from db.limits import Listed, TooMany
from db.operations import experts, jobs, scenarios, sittings, sources, tokens
from db.operations.sources import Read
from db.operations.tokens import TokenFacts
from matcher.scenario import Change
from tests import make
from tests.worlds import tables


@pytest.fixture
def ledger(sqlite_url: str) -> Ledger:
    opened = Ledger(sqlite_url)
    tables(opened)
    return opened


def subscribe(session: Session, number: int) -> None:
    address = f"https://calendar.example/{number}.ics"
    sources.subscribe(session, 1, str(number), address, True, make.BY, make.AT)


def upload(session: Session, number: int) -> None:
    sources.keep_file(session, 1, str(number), True, Read((), 0), make.BY, make.AT)


def absence(session: Session, number: int) -> None:
    experts.add_busy(
        session, 1, BusyFacts(1_480_000 + number, 1_480_000 + number), make.BY, make.AT
    )


def address(session: Session, number: int) -> None:
    facts = TokenFacts("institution", 1, "phone", "en")
    tokens.create(session, facts, f"{number:064}", make.BY, make.AT)


def scenario(session: Session, number: int) -> None:
    scenarios.open_scenario(session, str(number), make.BY, make.AT)


def change(session: Session, number: int) -> None:
    if number == 0:
        scenario(session, 0)
    each = Change("expert.missions_max", {"expert": "e1", "most": number})
    scenarios.change(session, 1, [each], make.BY, make.AT)


def search(session: Session, number: int) -> None:
    jobs.ask(session, "solve", {"seed": number}, make.BY, make.AT)


def sitting(session: Session, number: int) -> None:
    day = date(2027, 1, 1) + timedelta(days=number)
    sittings.add_sittings(session, 1, "", [(day, day)], make.BY, make.AT)


@pytest.mark.parametrize(
    ("what", "add"),
    [
        ("calendars", subscribe),
        ("calendars", upload),
        ("absences", absence),
        ("addresses", address),
        ("scenarios", scenario),
        ("changes", change),
        ("searches", search),
        ("sittings", sitting),
    ],
)
def test_one_too_many_is_refused(
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    what: Listed,
    add: Callable[[Session, int], None],
) -> None:
    monkeypatch.setitem(limits.MOST, what, 3)
    with ledger.write() as session:
        make.expert(session, make.institution(session))
    for number in range(3):
        with ledger.write() as session:
            add(session, number)

    with ledger.write() as session, pytest.raises(TooMany) as refused:
        add(session, 3)

    assert (refused.value.what, refused.value.most) == (what, 3)
    ledger.dispose()


def test_what_is_ended_makes_room(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.MOST, "searches", 1)
    monkeypatch.setitem(limits.MOST, "addresses", 1)
    monkeypatch.setitem(limits.MOST, "scenarios", 1)
    with ledger.write() as session:
        make.institution(session)
        job = jobs.ask(session, "solve", {}, make.BY, make.AT)
        jobs.cancel(session, job.id, make.BY, make.AT)
        row = scenarios.open_scenario(session, "one", make.BY, make.AT)
        session.flush()
        scenarios.discard(session, row.id, make.BY, make.AT)
        facts = TokenFacts("institution", 1, "phone", "en")
        token = tokens.create(session, facts, "0" * 64, make.BY, make.AT)
        session.flush()
        tokens.renew(session, token.id, "1" * 64, make.BY, make.AT)

        search(session, 1)
        scenario(session, 1)
        for one_more in (search, scenario):
            with pytest.raises(TooMany):
                one_more(session, 2)
    ledger.dispose()


def test_every_limit_is_generous_and_there() -> None:
    assert limits.MOST.keys() == set(get_args(Listed))
    assert all(most >= 20 for most in limits.MOST.values())
