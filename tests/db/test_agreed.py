"""What a partner has agreed to changes on somebody's word only, or it is proposed again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import invariants
from db.engine import Ledger
from db.errors import Invalid, NothingToPublish, StaleRow, WordNeeded
from db.models import AuditRow, BookingRow, MissionRow
from db.moments import half_day
from db.operations import mission_states, missions, pins, publish, releases, staffing
from db.operations.bookings import rewrite
from db.operations.mission_facts import mission_facts
from db.operations.staffing import Staffing
from db.queries import plans
from db.queries import releases as published
from db.words import MissionState
from tests import make

LATER = make.AT + timedelta(hours=1)
TUESDAY = make.MONDAY + timedelta(days=1)


@pytest.fixture
def agreed(ledger: Ledger) -> int:
    """Anne goes on an accepted mission; Paul could."""
    with ledger.write() as session:
        home = make.institution(session)
        anne = make.expert(session, home)
        make.expert(session, home, "Paul Deru")
        mission = make.mission(session, home, make.partner(session), travel_before=1)
        make.staffed(session, mission, anne)
        mission.state = "accepted"
        session.flush()
        rewrite(session, plans.live_id(session) or 0, make.AT)
        return mission.id


def restaffed(session: Session, mission: int, wanted: Staffing | None, word: str = "") -> None:
    """Publish the mission otherwise."""
    plan = staffing.restaff(session, mission, wanted, make.BY, LATER)
    publish.publish(session, plan.id, make.BY, LATER, word=word)


def said(session: Session, mission: int) -> list[tuple[str, str | None]]:
    """What the history keeps of the agreement."""
    rows = select(AuditRow.what, AuditRow.reason).where(
        AuditRow.subject == "mission",
        AuditRow.subject_id == mission,
        AuditRow.what.in_(("changed_on_word", "returned", "undated")),
    )
    return [tuple(row) for row in session.execute(rows)]  # type: ignore[misc] # two columns


@pytest.mark.parametrize(("start", "who"), [(TUESDAY, 1), (make.MONDAY, 2)], ids=["date", "team"])
def test_agreed_mission_changed_without_a_word_is_proposed_again_as_a_hold(
    ledger: Ledger, agreed: int, start: date, who: int
) -> None:
    with ledger.write() as session:
        role = session.get_one(MissionRow, agreed).roles[0].id
        wanted = Staffing(half_day(start), {role: (who,)})

        restaffed(session, agreed, wanted)

        assert session.get_one(MissionRow, agreed).state == "proposed"
        assert said(session, agreed) == [("returned", None)]
        states = {row.status for row in session.scalars(select(BookingRow))}
        assert states <= {"hold", "cancelled"}
        assert invariants.check(session) == ()


@pytest.mark.parametrize(("word", "kept"), [("", []), ("The Speaker", ["The Speaker"])])
def test_nothing_is_agreed_of_a_mission_whose_date_is_taken_away(
    ledger: Ledger, agreed: int, word: str, kept: list[str]
) -> None:
    with ledger.write() as session:
        role = session.get_one(MissionRow, agreed).roles[0].id

        restaffed(session, agreed, None, word)

        assert session.get_one(MissionRow, agreed).state == "changes_requested"
        words = [("changed_on_word", each) for each in kept]
        assert said(session, agreed) == [*words, ("undated", None)]
        # What comes next is not agreed by that word.
        restaffed(session, agreed, Staffing(half_day(TUESDAY), {role: (1,)}))
        assert session.get_one(MissionRow, agreed).state == "changes_requested"
        assert session.scalars(select(BookingRow.status)).one() == "hold"


def test_agreed_mission_changed_on_a_word_stays_agreed(ledger: Ledger, agreed: int) -> None:
    with ledger.write() as session:
        role = session.get_one(MissionRow, agreed).roles[0].id

        restaffed(session, agreed, Staffing(half_day(TUESDAY), {role: (1,)}), " The Speaker ")

        assert session.get_one(MissionRow, agreed).state == "accepted"
        assert said(session, agreed) == [("changed_on_word", "The Speaker")]
        assert session.scalars(select(BookingRow.status)).one() == "confirmed"


def test_agreed_mission_asks_for_no_word_where_another_one_changes(
    ledger: Ledger, agreed: int
) -> None:
    with ledger.write() as session:
        first = session.get_one(MissionRow, agreed)
        paul = 2
        other = make.mission(session, first.institution, make.partner(session, "ml"))

        restaffed(session, other.id, Staffing(half_day(TUESDAY), {other.roles[0].id: (paul,)}))

        assert (first.state, said(session, agreed)) == ("accepted", [])


@pytest.mark.parametrize("name", ["length", "venue", "travel_before"])
def test_form_of_an_agreed_mission_asks_on_whose_word(
    ledger: Ledger, agreed: int, name: str
) -> None:
    new: dict[str, object] = {"length": 6, "venue": "remote", "travel_before": 2}
    with ledger.write() as session:
        row = session.get_one(MissionRow, agreed)
        facts = replace(mission_facts(row), **{name: new[name]})  # type: ignore[arg-type] # facts of the test
        if name == "travel_before":
            missions.edit(session, agreed, facts, row.version, make.BY, LATER)
            assert (row.state, said(session, agreed)) == ("accepted", [])
            return
        with pytest.raises(WordNeeded):
            missions.edit(session, agreed, facts, row.version, make.BY, LATER)

        missions.edit(session, agreed, facts, row.version, make.BY, LATER, word="")

        assert (row.state, said(session, agreed)) == ("proposed", [("returned", None)])
        assert session.scalars(select(BookingRow.status)).one() == "hold"


def test_form_is_stale_only_where_what_it_edits_was_touched(ledger: Ledger, agreed: int) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, agreed)
        shown, facts = missions.seen(row), mission_facts(row)
        state_shown = mission_states.seen(row)
        pins.pin_start(session, agreed, half_day(make.MONDAY), make.BY, LATER)
        missions.edit(session, agreed, replace(facts, notes="mine"), shown, make.BY, LATER)

        with pytest.raises(StaleRow):
            missions.edit(session, agreed, replace(facts, notes="his"), shown, make.BY, LATER)
        with pytest.raises(StaleRow):
            mission_states.move(session, agreed, "scheduled", make.BY, LATER, shown=state_shown)


@pytest.mark.parametrize(
    ("at", "is_over"),
    [
        # The mission ends on Tuesday 2 March 2027 in the afternoon, in Port-au-Prince (UTC-5).
        (datetime(2027, 3, 2, 17, 59, tzinfo=UTC), False),
        (datetime(2027, 3, 2, 18, 0, tzinfo=UTC), True),
        (datetime(2027, 3, 9, 9, 0, tzinfo=UTC), True),
    ],
)
def test_mission_is_delivered_from_its_last_half_day_on_by_the_clock_of_its_place(
    ledger: Ledger, agreed: int, at: datetime, is_over: bool
) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, agreed).state = "scheduled"
        if is_over:
            moved = mission_states.move(session, agreed, "delivered", make.BY, at)
            assert moved.state == "delivered"
            return
        with pytest.raises(Invalid) as refused:
            mission_states.move(session, agreed, "delivered", make.BY, at)

        assert [flaw.code for flaw in refused.value.flaws] == ["mission.not_over"]


@pytest.mark.parametrize(
    ("state", "to"),
    [("proposed", "accepted"), ("accepted", "scheduled"), ("scheduled", "delivered")],
)
def test_mission_without_a_date_is_not_agreed_on(
    ledger: Ledger, state: MissionState, to: MissionState
) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        mission = make.mission(session, home, make.partner(session), state=state)

        with pytest.raises(Invalid) as refused:
            mission_states.move(session, mission.id, to, make.BY, LATER)

        assert [flaw.code for flaw in refused.value.flaws] == ["mission.no_date"]


def test_publishing_what_is_published_makes_no_release(ledger: Ledger, agreed: int) -> None:
    with ledger.write() as session:
        live = plans.live_id(session)
    with pytest.raises(NothingToPublish), ledger.write() as session:
        role = session.get_one(MissionRow, agreed).roles[0].id
        restaffed(session, agreed, Staffing(half_day(make.MONDAY), {role: (1,)}))

    with ledger.read() as session:
        assert plans.live_id(session) == live
        assert [row.number for row in published.releases(session)] == [1]


def test_release_brought_back_leaves_what_has_begun_and_what_was_dropped(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        anne, paul = make.expert(session, home), make.expert(session, home, "Paul Deru")
        begun, dropped, ahead = (
            make.mission(session, home, make.partner(session, code), title=code, first=first)
            for code, first in (
                ("ht", make.MONDAY),
                ("ml", make.MONDAY + timedelta(days=14)),
                ("tg", make.MONDAY + timedelta(days=28)),
            )
        )
        for mission in (begun, dropped, ahead):
            make.staffed(session, mission, anne)
        old = plans.live_id(session) or 0
        for mission in (begun, ahead):
            make.staffed(session, mission, paul)
        mission_states.move(session, dropped.id, "cancelled", make.BY, LATER, reason="War")
        at = datetime(2027, 3, 1, 9, tzinfo=UTC)

        base = plans.live_id(session)
        draft = releases.draft_back(session, old, "", make.BY, at)
        publish.publish(session, draft.id, make.BY, at, base_id=base)

        held = select(BookingRow.mission_id, BookingRow.expert_id).where(
            BookingRow.status != "cancelled"
        )
        assert sorted(map(tuple, session.execute(held))) == [
            (begun.id, paul.id),
            (ahead.id, anne.id),
        ]
        live = plans.plan(session, plans.live_id(session) or 0)
        assert plans.restored(session, [live]) == {live.id: 3}
        assert invariants.check(session) == ()
