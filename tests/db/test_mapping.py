"""Rows as values: every fact of the ledger is in the problem that it poses."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.ids import expert_id, mission_id, role_id
from db.mapping import load_problem
from db.mapping.weekdays import weekdays_for
from db.models import (
    ClosureRow,
    ExpertWishRow,
    MissionAfterRow,
    MissionBanRow,
    MissionPartnerRow,
    MissionRow,
    PartnerClosureRow,
    ProgrammeShareRow,
    SittingRow,
)
from db.moments import half_day, to_index
from matcher.files import read_problem, write_problem
from matcher.halfdays import Horizon, Span
from matcher.problem import (
    After,
    Domain,
    DomainId,
    Expert,
    Institution,
    InstitutionId,
    Language,
    Mission,
    Partner,
    PartnerId,
    Problem,
    Programme,
    ProgrammeId,
    Role,
)
from tests import make

FIRST = date(2027, 2, 1)
"""The first day after the freeze zone of `make.TODAY`."""
QC, HT, ML = InstitutionId("qc"), PartnerId("ht"), PartnerId("ml")


def _load(session: Session) -> Problem:
    session.flush()
    return load_problem(session, today=make.TODAY)


def _whole_day(horizon: Horizon, day: date) -> Span:
    return Span(horizon.index_of(day), horizon.index_of(day) + 2)


def test_an_empty_ledger_poses_an_empty_problem(ledger: Ledger) -> None:
    with ledger.read() as session:
        problem = _load(session)

    assert problem == Problem(Horizon(FIRST, FIRST + timedelta(days=365)), {}, {}, {})


def test_places_are_read_with_their_closures(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session, hosts_at_once=2)
        home.closures = [ClosureRow(first=make.MONDAY, last=make.MONDAY)]
        haiti = make.partner(session, at_once=2)
        haiti.closures = [PartnerClosureRow(first=make.MONDAY, last=make.MONDAY)]

        problem = _load(session)

    closed = (_whole_day(problem.horizon, make.MONDAY),)
    zone = "America/Port-au-Prince"
    assert problem.institutions == {
        QC: Institution(QC, "America/Toronto", 2, closed, "Assembly qc")
    }
    assert problem.partners == {
        HT: Partner(HT, "HT", zone, "caribbean", 2, closed, name="Parliament ht")
    }


def test_domains_and_programmes_are_read(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        make.domain(session, "archives", make.domain(session))
        programme = make.programme(session, home, expert_half_days_max=30)
        programme.shares = [ProgrammeShareRow(institution_id=home.id, half_days_max=20)]

        problem = _load(session)

    parent, child = DomainId("library"), DomainId("archives")
    assert problem.domains == {
        parent: Domain(parent, None, "Library"),
        child: Domain(child, parent, "Archives"),
    }
    p1 = ProgrammeId("p1")
    assert problem.programmes == {p1: Programme(p1, 30, {QC: 20}, name="Programme p1")}


def test_an_expert_is_read_whole(ledger: Ledger) -> None:
    with ledger.write() as session:
        anne = make.expert(
            session,
            make.institution(session),
            kind="member",
            political_group="A",
            domains={make.domain(session): 2},
            languages={"fr": "C2"},
            experience=("HT",),
            days_max=20,
            missions_max=3,
            rest=4,
        )
        anne.wishes = [
            ExpertWishRow(partner_id=make.partner(session).id, wish="prefers"),
            ExpertWishRow(partner_id=make.partner(session, "ml").id, wish="excludes"),
        ]

        problem = _load(session)

    assert problem.experts == {
        expert_id(anne.id): Expert(
            id=expert_id(anne.id),
            kind="member",
            institution=QC,
            group="A",
            domains={DomainId("library"): 2},
            languages={Language("fr"): 6},
            experience=frozenset({"HT"}),
            days_max=20,
            missions_max=3,
            rest=4,
            prefers=frozenset({HT}),
            excludes=frozenset({ML}),
            name="Anne Bova",
        )
    }


@pytest.mark.parametrize(("kind", "days"), [("member", 2), ("official", 1)])
def test_holidays_keep_everybody_at_home_and_sittings_the_members(
    ledger: Ledger, kind: str, days: int
) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        home.closures.append(ClosureRow(first=make.MONDAY, last=make.MONDAY))
        later = make.MONDAY + timedelta(days=7)
        home.sittings.append(SittingRow(first=later, last=later))
        anne = make.expert(session, home, kind=kind)

        problem = _load(session)

    busy = problem.experts[expert_id(anne.id)].busy
    assert [span.end - span.start for span in busy] == [2] * days
    assert busy[0].start == to_index(half_day(make.MONDAY), problem.horizon)


def test_a_mission_at_home_names_who_hosts(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = make.mission(session, make.institution(session), None, venue="home")

        problem = _load(session)

    assert problem.horizon == Horizon(FIRST, make.MONDAY + timedelta(days=1))
    assert problem.missions == {
        mission_id(row.id): Mission(
            id=mission_id(row.id),
            venue="home",
            window=_whole_day(problem.horizon, make.MONDAY),
            length=4,
            roles=(Role(role_id(row.roles[0].id)),),
            institution=QC,
            weekdays=frozenset({1, 2, 3, 4}),
            name="Seminar",
        )
    }


def _full_mission(session: Session) -> tuple[MissionRow, MissionRow]:
    """A mission about which everything is said, and the one that it comes after."""
    home = make.institution(session)
    earlier = make.mission(session, home, None, venue="home")
    library = make.domain(session)
    asked = make.role(
        domains={library: 1}, languages={"fr": "B2"}, institutions=(home,), count=2, kind="member"
    )
    row = make.mission(
        session,
        home,
        make.partner(session),
        asked,
        first=date(2027, 4, 5),
        window_last=date(2027, 4, 9),
        preferred=date(2027, 4, 6),
        travel_before=2,
        travel_after=1,
        half_day_starts=True,
        priority=7,
        plural=False,
        programme_id=make.programme(session, home).id,
        languages={"ht": "B1"},
    )
    mali = make.partner(session, "ml")
    mali.closures = [PartnerClosureRow(first=make.MONDAY, last=make.MONDAY)]
    row.further_partners = [MissionPartnerRow(partner_id=mali.id)]
    row.after = [MissionAfterRow(earlier_id=earlier.id, lag=6)]
    row.bans = [MissionBanRow(expert_id=make.expert(session, home).id)]
    return row, earlier


def test_a_mission_is_read_whole(ledger: Ledger) -> None:
    with ledger.write() as session:
        row, earlier = _full_mission(session)

        problem = _load(session)

    april = problem.horizon.index_of(date(2027, 4, 5))
    assert problem.horizon == Horizon(FIRST, date(2027, 4, 11))
    assert problem.missions[mission_id(row.id)] == Mission(
        id=mission_id(row.id),
        venue="abroad",
        window=Span(april, april + 10),
        length=4,
        roles=(
            Role(
                id=role_id(row.roles[0].id),
                count=2,
                kind="member",
                institutions=frozenset({QC}),
                domains={DomainId("library"): 1},
                languages={Language("fr"): 4},
            ),
        ),
        partner=HT,
        half_day_starts=True,
        weekdays=frozenset({1, 2, 3, 4}),
        preferred=april + 2,
        travel_before=2,
        travel_after=1,
        priority=7,
        programme=ProgrammeId("p1"),
        closed=(_whole_day(problem.horizon, make.MONDAY),),
        speaks={Language("ht"): 3},
        plural=False,
        after=(After(mission_id(earlier.id), 6),),
        banned=frozenset({expert_id(1)}),
        name="Seminar",
    )


def test_a_loaded_problem_is_a_problem_file(ledger: Ledger) -> None:
    with ledger.write() as session:
        row, _ = _full_mission(session)
        make.staffed(session, row, make.expert(session, row.institution, "Paul Deru"))

        problem = _load(session)

    assert read_problem(json.dumps(write_problem(problem))) == problem


@pytest.mark.parametrize(
    ("days", "weekend", "expected"),
    [
        (1, "67", {1, 2, 3, 4, 5}),
        (3, "67", {1, 2, 3}),
        (5, "67", {1}),
        (5, "56", {7}),
        (3, "56", {7, 1, 2}),
        (7, "67", {1, 2, 3, 4, 5}),
        (10, "67", {1, 2, 3}),
    ],
)
def test_start_weekdays_follow_from_length_and_weekend(
    days: int, weekend: str, expected: set[int]
) -> None:
    assert weekdays_for(days, frozenset(map(int, weekend))) == expected


def _queries_to_load(ledger: Ledger) -> int:
    asked = []

    def count(*_: object) -> None:
        asked.append(1)

    event.listen(ledger.engine, "before_cursor_execute", count)
    with ledger.read() as session:
        _load(session)
    event.remove(ledger.engine, "before_cursor_execute", count)
    return len(asked)


def _grow(session: Session, first: int, last: int) -> None:
    """One more institution, with as many experts, partners and published missions."""
    home = make.institution(session, f"i{first}")
    library = make.domain(session, f"d{first}")
    for number in range(first, last):
        there = make.partner(session, f"p{number}")
        anne = make.expert(session, home, domains={library: 2}, languages={"fr": "C1"})
        role = make.role(domains={library: 2}, languages={"fr": "C1"})
        make.staffed(session, make.mission(session, home, there, role), anne)


def test_loading_takes_the_same_number_of_queries_for_many_rows(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.write() as session:
        _grow(session, 0, 1)
    one = _queries_to_load(sqlite_ledger)

    with sqlite_ledger.write() as session:
        _grow(session, 1, 12)

    assert _queries_to_load(sqlite_ledger) == one
