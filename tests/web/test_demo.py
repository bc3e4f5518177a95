"""The example: the same for a seed and a day, complete, and made only where it may be."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from db import invariants
from db.engine import Ledger
from db.migrate import upgrade
from db.models import (
    AuditRow,
    BookingRow,
    ExpertRow,
    MessageRow,
    MissionRow,
    PartnerRow,
    PlanRow,
)
from db.moments import half_day
from db.words import ACTIVITY_TYPES
from web.demo.calendar import Calendar
from web.demo.fill import fill
from web.demo.names import FIRST, LAST, MIDDLE
from web.demo.roster import roster
from web.demo.sittings import sitting_days
from web.demo.teams import Sharing
from web.demo.units import FRANCE, NAMED_PARTNERS, QUEBEC, UNITS, Unit
from web.demo.year import FREEZE, YEAR, year
from web.service.public_holidays import holidays_between

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A database with the example written into it and nothing solved yet."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'filled.db'}"
    upgrade(url)
    filled = Ledger(url)
    with filled.write() as session:
        fill(session, QUEBEC, 1, TODAY, AT)
    yield filled
    filled.dispose()


def test_nobody_is_written_to_before_somebody_lets_it_go(ledger: Ledger) -> None:
    with ledger.read() as session:
        rows = session.execute(
            select(MessageRow.state, ExpertRow.email, BookingRow.last)
            .join(MessageRow.booking)
            .join(BookingRow.expert)
        ).all()

    assert rows
    assert {row.state for row in rows} == {"draft"}
    assert [row.email for row in rows if not row.email.endswith(".example")] == []
    assert min(row.last for row in rows) >= half_day(TODAY)


def test_people_are_the_same_for_a_seed_and_a_day() -> None:
    first = roster(QUEBEC, 7, TODAY)

    assert roster(QUEBEC, 7, TODAY) == first
    assert roster(QUEBEC, 8, TODAY) != first


def test_missions_are_the_same_for_a_seed_and_a_day() -> None:
    people = roster(QUEBEC, 1, TODAY)

    assert year(QUEBEC, 1, TODAY, people) == year(QUEBEC, 1, TODAY, people)


@pytest.mark.parametrize(("unit", "members", "officials"), [(QUEBEC, 125, 700), (FRANCE, 577, 723)])
def test_roster_has_the_size_of_its_parliament(unit: Unit, members: int, officials: int) -> None:
    kinds = Counter(person.kind for person in roster(unit, 1, TODAY))

    assert kinds == {"member": members, "official": officials}


def is_invented(family: str) -> bool:
    """Is the family name one that `names` makes?"""
    return any(
        family == first + middle + last
        for first in FIRST
        if family.startswith(first)
        for middle in MIDDLE
        for last in LAST
    )


def test_nobody_in_the_roster_exists() -> None:
    for unit in UNITS.values():
        people = roster(unit, 3, TODAY)

        assert [p.family_name for p in people if not is_invented(p.family_name)] == []
        assert [p.email for p in people if not p.email.endswith(".example")] == []
        assert len({p.email for p in people}) == len(people)


def test_a_name_that_people_have_is_not_taken_for_an_invented_one() -> None:
    assert not is_invented("Tremblay")


def test_quebec_sits_from_the_second_tuesday_of_february_and_the_third_of_september() -> None:
    weeks = sitting_days(QUEBEC, date(2027, 1, 1), date(2027, 12, 31))

    assert len(weeks) == 16 + 10
    assert weeks[0] == (date(2027, 2, 9), date(2027, 2, 11))
    assert weeks[16] == (date(2027, 9, 21), date(2027, 9, 23))


def test_estimated_holidays_are_marked_and_the_others_are_not() -> None:
    known = {c.day: c for c in holidays_between("MA", None, date(2027, 1, 1), date(2027, 12, 31))}

    assert known[date(2027, 7, 30)].is_estimated is False
    assert known[date(2027, 5, 16)].is_estimated is True
    assert "estim" not in known[date(2027, 5, 16)].name


def test_the_thirteen_named_countries_are_partners(ledger: Ledger) -> None:
    with ledger.read() as session:
        countries = set(session.scalars(select(PartnerRow.country)))

    assert len(NAMED_PARTNERS) == 13
    assert set(NAMED_PARTNERS) <= countries


def test_every_activity_happens_and_the_year_is_full(ledger: Ledger) -> None:
    with ledger.read() as session:
        missions = session.scalars(select(MissionRow)).all()

    ahead = [m for m in missions if m.state == "planned"]
    assert {m.activity_type for m in missions} == set(ACTIVITY_TYPES)
    assert 40 <= len(ahead) <= 60
    assert all(m.window_first > TODAY + FREEZE for m in ahead)
    assert {"requested", "assessed", "declined", "delivered", "closed"} <= {
        m.state for m in missions
    }


def test_the_same_seed_writes_the_same_rows_on_both_databases(
    ledger: Ledger, database_url: str
) -> None:
    upgrade(database_url)
    again = Ledger(database_url)
    with again.write() as session:
        fill(session, QUEBEC, 1, TODAY, AT)

    hashes = _audit_hashes(again)
    again.dispose()
    assert hashes == _audit_hashes(ledger)


def _audit_hashes(ledger: Ledger) -> list[str]:
    """Hash-chained: equal ends mean that all lines before them are equal."""
    with ledger.read() as session:
        return list(session.scalars(select(AuditRow.hash).order_by(AuditRow.id)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_teams_of_settled_missions_are_full(seed: int) -> None:
    people = roster(QUEBEC, seed, TODAY)
    settled = year(QUEBEC, seed, TODAY, people).settled
    sharing = Sharing(Calendar(QUEBEC, TODAY - YEAR, TODAY + YEAR), people)

    empty = [
        mission.title
        for mission in settled
        for need, team in zip(mission.needs, sharing.team(mission), strict=True)
        if len(team) < need.count
    ]

    assert settled
    assert empty == []


def test_what_is_settled_is_published_without_a_breach(ledger: Ledger) -> None:
    with ledger.read() as session:
        live = session.scalars(select(PlanRow).where(PlanRow.state == "live")).one()
        wrong = invariants.check(session)

    assert live.number == 1
    assert wrong == ()
