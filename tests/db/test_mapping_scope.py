"""What is in the problem and what stands: states, pins, freeze zone, load, busy time."""

from datetime import date, timedelta

import pytest

from db.engine import Ledger
from db.ids import expert_id, mission_id, role_id
from db.mapping import load_problem
from db.models import MissionAfterRow, MissionPinRow, ProgrammeShareRow, SittingRow
from db.moments import half_day
from matcher.halfdays import Span
from matcher.problem import Held, InstitutionId, PartnerId, ProgrammeId
from tests import make

FIRST = date(2027, 2, 1)
"""The first day after the freeze zone of `make.TODAY`."""
QC, HT = InstitutionId("qc"), PartnerId("ht")


def test_busy_time_has_four_sources(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        home.sittings = [SittingRow(first=date(2027, 2, 9), last=date(2027, 2, 11))]
        facts = {"served_from": date(2027, 2, 2), "served_until": date(2027, 2, 28)}
        member = make.expert(session, home, kind="member", **facts)  # type: ignore[arg-type]
        official = make.expert(session, home, "Paul Deru")
        make.busy(session, official, date(2027, 1, 25), date(2027, 2, 1))
        make.mission(session, home, make.partner(session), length=2)
        session.flush()

        experts = load_problem(session, today=make.TODAY).experts

    # Not yet in office, sitting, and out of office until the last day of the horizon.
    assert experts[expert_id(member.id)].busy == (Span(0, 2), Span(16, 22), Span(56, 58))
    assert experts[expert_id(official.id)].busy == (Span(0, 2),)


def test_people_who_have_left_are_not_in_the_problem(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        make.expert(session, home, served_until=FIRST - timedelta(days=1))
        make.expert(session, home, served_until=FIRST)

        experts = load_problem(session, today=make.TODAY).experts

    assert list(experts) == [expert_id(2)]


@pytest.mark.parametrize(
    ("state", "is_in"),
    [
        ("requested", False),
        ("assessed", False),
        ("planned", True),
        ("approved", True),
        ("proposed", True),
        ("changes_requested", True),
        ("accepted", True),
        ("scheduled", True),
        ("delivered", False),
        ("reported", False),
        ("closed", False),
        ("declined", False),
        ("refused", False),
        ("cancelled", False),
    ],
)
def test_the_state_of_a_mission_says_whether_it_is_in_the_problem(
    sqlite_ledger: Ledger, state: str, is_in: bool
) -> None:
    with sqlite_ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there, state=state)

        assert (
            list(load_problem(session, today=make.TODAY).missions)
            == [mission_id(mission.id)] * is_in
        )


@pytest.mark.parametrize(
    ("state", "pins_date", "pins_team"),
    [
        ("planned", False, False),
        ("proposed", True, False),
        ("changes_requested", False, False),
        ("accepted", True, True),
        ("scheduled", True, True),
    ],
)
def test_the_state_of_a_mission_says_what_is_pinned(
    sqlite_ledger: Ledger, state: str, pins_date: bool, pins_team: bool
) -> None:
    with sqlite_ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        mission = make.mission(session, home, there, state=state)
        make.staffed(session, mission, anne)

        problem = load_problem(session, today=make.TODAY)

        start = problem.horizon.index_of(make.MONDAY)
        team = {role_id(mission.roles[0].id): (expert_id(anne.id),)}
        pinned = Held(start if pins_date else None, team if pins_team else {})
        assert problem.pins == ({mission_id(mission.id): pinned} if pins_date else {})
        assert problem.published == {mission_id(mission.id): Held(start, team)}


def test_the_coordinators_pins_are_pins(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        mission = make.mission(session, home, there)
        mission.pinned_start = half_day(make.MONDAY)
        mission.pins = [MissionPinRow(expert_id=anne.id, role_id=mission.roles[0].id)]
        session.flush()

        problem = load_problem(session, today=make.TODAY)

        team = {role_id(mission.roles[0].id): (expert_id(anne.id),)}
        start = problem.horizon.index_of(make.MONDAY)
        assert problem.pins == {mission_id(mission.id): Held(start, team)}


def test_a_mission_in_the_freeze_zone_is_busy_time_and_load(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        eve = FIRST - timedelta(days=1)
        frozen = make.mission(session, home, there, first=eve, state="planned")
        make.staffed(session, frozen, anne)
        make.mission(session, home, there)

        problem = load_problem(session, today=make.TODAY)

        assert mission_id(frozen.id) not in problem.missions
        known = problem.experts[expert_id(anne.id)]
        assert (known.busy, known.load) == ((Span(0, 2),), 4)
        assert problem.partners[HT].closed == (Span(0, 2),)


def test_load_forgets_what_is_over_a_year_ago(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        first = make.TODAY - timedelta(days=366)
        make.staffed(session, make.mission(session, home, there, first=first), anne)
        mission = make.mission(session, home, there, first=date(2026, 6, 1), state="closed")
        make.staffed(session, mission, anne)

        problem = load_problem(session, today=make.TODAY)

    # Of the first mission, only the second day lies within the year.
    assert problem.experts[expert_id(anne.id)].load == 2 + 4


def test_an_earlier_mission_that_stands_closes_the_days_before_its_end(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        eve = FIRST - timedelta(days=1)
        earlier = make.mission(session, home, there, first=eve)
        make.staffed(session, earlier)
        later = make.mission(session, home, there)
        later.after = [MissionAfterRow(earlier_id=earlier.id, lag=4)]
        session.flush()

        known = load_problem(session, today=make.TODAY).missions[mission_id(later.id)]

    assert (known.after, known.closed) == ((), (Span(0, 6),))


def test_a_programme_has_left_what_standing_missions_have_not_taken(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        programme = make.programme(session, home, expert_half_days_max=10)
        programme.shares = [ProgrammeShareRow(institution_id=home.id, half_days_max=3)]
        anne = make.expert(session, home)
        facts = {"programme_id": programme.id, "first": date(2026, 6, 1), "state": "closed"}
        done = make.mission(session, home, there, **facts)  # type: ignore[arg-type]
        make.staffed(session, done, anne)
        make.mission(session, home, there, programme_id=programme.id)

        problem = load_problem(session, today=make.TODAY)

        left = problem.programmes[ProgrammeId("p1")]
        assert (left.expert_half_days_max, left.by_institution) == (6, {QC: 0})
        assert problem.experts[expert_id(anne.id)].prefers == {HT}
