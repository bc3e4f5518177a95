"""Publishing: bookings become what the plan says, and nobody is in two places."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import invariants
from db.engine import Ledger
from db.errors import (
    Conflict,
    DoubleBooking,
    Flaw,
    Invalid,
    InvalidState,
)
from db.models import BookedHalfDayRow, BookingRow, MissionBookingRow
from db.moments import half_day
from db.operations import mission_states, missions, publish, staffing
from db.operations.bookings import Release
from db.operations.mission_facts import mission_facts
from db.operations.staffing import Staffing
from db.queries import missions as known
from db.queries import plans
from tests import make

LATER = make.AT + timedelta(hours=1)
LATEST = make.AT + timedelta(hours=2)


def _entry(row: BookingRow | MissionBookingRow) -> tuple[int, str, int]:
    return row.sequence, row.status, row.first


def _republish(
    session: Session, mission_id: int, wanted: Staffing | None, at: datetime = LATER
) -> Release:
    plan = staffing.restaff(session, mission_id, wanted, make.BY, at)
    return publish.publish(session, plan.id, make.BY, at)


def test_publish_books_the_team_with_its_travel(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        mission = make.mission(session, home, there, travel_before=2, travel_after=1)

        plan = make.staffed(session, mission, anne)

        booking = session.scalars(select(BookingRow)).one()
        monday = half_day(make.MONDAY)
        dates = (booking.leaves, booking.first, booking.last, booking.returns)
        assert dates == (monday - 2, monday, monday + 3, monday + 4)
        assert (booking.status, booking.sequence) == ("hold", 0)
        taken = select(BookedHalfDayRow.half_day).order_by(BookedHalfDayRow.half_day)
        assert session.scalars(taken).all() == list(range(monday - 2, monday + 5))
        assert (plan.state, plan.number) == ("live", 1)
        assert invariants.check(session) == ()


def test_publish_moves_one_mission_and_touches_no_other(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne, paul = make.expert(session, home), make.expert(session, home, "Paul Deru")
        moved, kept = (make.mission(session, home, there, title=title) for title in "ab")
        make.staffed(session, moved, anne)
        make.staffed(session, kept, paul)
        uid = session.scalars(select(BookingRow.uid).where(BookingRow.expert_id == anne.id)).one()

        friday = half_day(make.MONDAY + timedelta(days=4))
        release = _republish(session, moved.id, Staffing(friday, {moved.roles[0].id: (anne.id,)}))

        rows = {row.expert_id: row for row in session.scalars(select(BookingRow))}
        assert release == Release(moved=((moved.id, anne.id),), kept=((kept.id, paul.id),))
        assert _entry(rows[anne.id]) == (1, "hold", friday)
        assert (rows[anne.id].uid, rows[anne.id].changed_at) == (uid, LATER)
        assert _entry(rows[paul.id]) == (0, "hold", half_day(make.MONDAY))
        assert rows[paul.id].changed_at == make.AT
        assert invariants.check(session) == ()


def test_publish_cancels_who_left_and_restores_them_under_the_same_uid(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne, paul = make.expert(session, home), make.expert(session, home, "Paul Deru")
        mission = make.mission(session, home, there)
        make.staffed(session, mission, anne)
        role, monday = mission.roles[0].id, half_day(make.MONDAY)
        uid = session.scalars(select(BookingRow.uid)).one()

        swapped = _republish(session, mission.id, Staffing(monday, {role: (paul.id,)}))
        left = session.scalars(select(BookingRow).where(BookingRow.expert_id == anne.id)).one()
        after_leaving = _entry(left)
        _republish(session, mission.id, Staffing(monday, {role: (anne.id,)}), LATEST)

        assert swapped == Release(joined=((mission.id, paul.id),), left=((mission.id, anne.id),))
        assert after_leaving == (1, "cancelled", monday)
        assert (_entry(left), left.uid) == ((2, "hold", monday), uid)
        assert invariants.check(session) == ()


def test_publish_cancels_a_mission_that_left_the_plan(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there)
        make.staffed(session, mission, make.expert(session, home))

        _republish(session, mission.id, None)

        row = session.scalars(select(MissionBookingRow)).one()
        assert _entry(row) == (1, "cancelled", half_day(make.MONDAY))
        assert session.scalars(select(BookedHalfDayRow)).all() == []
        assert invariants.check(session) == ()


def test_publish_leaves_sequence_alone_when_only_the_role_changes(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        mission = make.mission(session, home, there, make.role(), make.role())
        make.staffed(session, mission, anne)
        second, monday = mission.roles[1].id, half_day(make.MONDAY)

        release = _republish(session, mission.id, Staffing(monday, {second: (anne.id,)}))

        row = session.scalars(select(BookingRow)).one()
        assert (row.role_id, row.sequence, row.changed_at) == (second, 0, LATER)
        assert release == Release(kept=((mission.id, anne.id),))


def test_publish_refuses_a_plan_that_was_live_already(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        live = make.staffed(session, make.mission(session, home, there))

        with pytest.raises(InvalidState):
            publish.publish(session, live.id, make.BY, LATER)


def test_publish_names_who_would_be_in_two_places_and_changes_nothing(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        here, there = make.partner(session, "ht"), make.partner(session, "ml")
        anne = make.expert(session, home)
        first = make.mission(session, home, here)
        tuesday = make.MONDAY + timedelta(days=1)
        second = make.mission(session, home, there, first=tuesday)
        live = make.staffed(session, first, anne)

    with pytest.raises(DoubleBooking) as refused, ledger.write() as session:
        make.staffed(session, second, anne, at=LATER)

    day = half_day(tuesday)
    assert refused.value.conflicts == (Conflict(anne.id, first.id, second.id, (day, day + 1)),)
    with ledger.read() as session:
        assert plans.live_id(session) == live.id
        assert [row.mission_id for row in session.scalars(select(BookingRow))] == [first.id]
        assert invariants.check(session) == ()


@pytest.mark.parametrize(("day", "is_refused"), [(1, True), (2, False)])
def test_publish_lets_missions_of_one_expert_touch(
    ledger: Ledger, day: int, is_refused: bool
) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        make.staffed(session, make.mission(session, home, there), anne)
        then = make.MONDAY + timedelta(days=day)
        other = make.mission(session, home, there, first=then)

        if is_refused:
            with pytest.raises(DoubleBooking):
                make.staffed(session, other, anne)
        else:
            make.staffed(session, other, anne)
            assert invariants.check(session) == ()


def test_publish_books_a_remote_session_in_the_experts_own_time(ledger: Ledger) -> None:
    with ledger.write() as session:
        paris = make.institution(session, "fr", timezone="Europe/Paris")
        anne = make.expert(session, paris)
        haiti = make.partner(session)
        mission = make.mission(session, paris, haiti, venue="remote", length=1, travel_before=2)

        make.staffed(session, mission, anne)

        # 09:00 to 12:00 in Haiti is 15:00 to 18:00 in Paris, and nobody travels.
        booking = session.scalars(select(BookingRow)).one()
        monday = half_day(make.MONDAY)
        assert (booking.leaves, booking.first, booking.returns) == (monday, monday, monday)
        taken = session.scalars(select(BookedHalfDayRow)).one()
        assert (taken.expert_id, taken.half_day) == (anne.id, monday + 1)
        assert invariants.check(session) == ()


def test_accepting_confirms_the_bookings(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there, state="proposed")
        make.staffed(session, mission, make.expert(session, home))

        mission_states.move(session, mission.id, "accepted", make.BY, LATER)

        row = session.scalars(select(BookingRow)).one()
        assert _entry(row) == (1, "confirmed", half_day(make.MONDAY))
        whole = session.scalars(select(MissionBookingRow)).one()
        assert _entry(whole) == (1, "confirmed", half_day(make.MONDAY))


def test_scheduling_after_accepting_changes_no_booking(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there, state="accepted")
        make.staffed(session, mission, make.expert(session, home))

        mission_states.move(session, mission.id, "scheduled", make.BY, LATER)

        row = session.scalars(select(BookingRow)).one()
        assert (row.sequence, row.changed_at) == (0, make.AT)


def test_cancelling_a_mission_publishes_a_plan_without_it(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there)
        first = make.staffed(session, mission, make.expert(session, home))

        mission_states.move(session, mission.id, "cancelled", make.BY, LATER, reason="No visas.")

        live = plans.live(session)
        assert live is not None
        assert (live.parent_id, live.number, plans.starts(session, live.id)) == (first.id, 2, {})
        row = session.scalars(select(BookingRow)).one()
        assert _entry(row) == (1, "cancelled", half_day(make.MONDAY))
        assert invariants.check(session) == ()


def test_taking_back_publishes_the_release_before(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there)
        anne = make.expert(session, home)
        first = make.staffed(session, mission, anne)
        _republish(session, mission.id, None)

        again = staffing.take_back(session, first.id, make.BY, LATEST)
        release = publish.publish(session, again.id, make.BY, LATEST)

        assert release == Release(joined=((mission.id, anne.id),))
        assert plans.starts(session, again.id) == {mission.id: half_day(make.MONDAY)}


def test_a_longer_mission_takes_more_half_days_at_once(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there)
        make.staffed(session, mission, make.expert(session, home))
        longer = replace(mission_facts(mission), length=6)

        missions.edit(session, mission.id, longer, mission.version, make.BY, LATER)

        row = session.scalars(select(BookingRow)).one()
        assert (row.sequence, row.last) == (1, half_day(make.MONDAY) + 5)
        assert invariants.check(session) == ()


def test_a_new_title_is_a_change_that_raises_no_sequence(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there)
        make.staffed(session, mission, make.expert(session, home))
        renamed = replace(mission_facts(mission), title="Archives, the second part")

        missions.edit(session, mission.id, renamed, mission.version, make.BY, LATER)

        rows = [*session.scalars(select(BookingRow)), *session.scalars(select(MissionBookingRow))]
        assert [(row.sequence, row.changed_at) for row in rows] == [(0, LATER), (0, LATER)]


def test_a_mission_may_not_grow_into_another_one_of_its_team(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        wednesday = make.MONDAY + timedelta(days=2)
        make.staffed(session, make.mission(session, home, there, title="b", first=wednesday), anne)
        mission = make.mission(session, home, there)
        make.staffed(session, mission, anne)
        longer = replace(mission_facts(mission), length=5)

        with pytest.raises(Invalid) as refused:
            missions.edit(session, mission.id, longer, mission.version, make.BY, LATER)

        facts = {"expert": "Anne Bova", "other": "b", "days": ["2027-03-03/am"] * 2}
        assert refused.value.flaws == (Flaw("availability.double", "length", facts),)

    with ledger.read() as session:
        assert mission_facts(known.mission(session, mission.id)).length == 4
        assert invariants.check(session) == ()
