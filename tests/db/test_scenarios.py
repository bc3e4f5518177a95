"""Scenarios: steps forward and back, and nothing live is ever touched."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import invariants
from db.engine import Ledger
from db.errors import Invalid, InvalidState, NotFound
from db.ids import expert_id, mission_id
from db.mapping import load_problem, load_scenario, store_plan
from db.models import AuditRow, BookingRow, PlanRow, ScenarioRow
from db.operations import scenarios
from db.queries import scenarios as known
from matcher.plan import Answer, Plan
from matcher.scenario import Change
from tests import make

BUSY = {"first": "2027-03-01", "last": "2027-03-02"}


def busy(expert: int) -> Change:
    return Change("expert.busy", {"expert": f"e{expert}", **BUSY})


def drop(mission: int) -> Change:
    return Change("mission.dropped", {"mission": f"m{mission}"})


def opened(session: Session) -> ScenarioRow:
    """A scenario of a live plan with one mission that Anne (1) is sent on."""
    home, there = make.institution(session), make.partner(session)
    anne = make.expert(session, home)
    make.expert(session, home, "Paul Deru")
    make.staffed(session, make.mission(session, home, there), anne)
    return scenarios.open_scenario(session, " Autumn ", make.BY, make.AT)


def test_scenario_opens_on_the_live_plan(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)

        assert (row.name, row.state, row.gesture, row.plan_id) == ("Autumn", "open", 0, None)
        assert row.base_plan_id is not None
        assert known.changes(row) == []


def test_scenario_needs_a_name(ledger: Ledger) -> None:
    with ledger.write() as session, pytest.raises(Invalid):
        scenarios.open_scenario(session, "  ", make.BY, make.AT)


def test_open_scenarios_never_bear_one_name_twice(ledger: Ledger) -> None:
    with ledger.write() as session:
        first = opened(session)
        second = scenarios.open_scenario(session, "Autumn", make.BY, make.AT)
        third = scenarios.fork(session, first.id, "Autumn (2)", make.BY, make.AT)
        scenarios.rename(session, first.id, "Autumn", make.BY, make.AT)
        assert [first.name, second.name, third.name] == ["Autumn", "Autumn (2)", "Autumn (3)"]

        scenarios.discard(session, second.id, make.BY, make.AT)
        scenarios.rename(session, third.id, "Autumn (2)", make.BY, make.AT)
        long = scenarios.rename(session, first.id, "é" * 130, make.BY, make.AT).name
        again = scenarios.open_scenario(session, "é" * 130, make.BY, make.AT)
        assert (third.name, long, again.name) == ("Autumn (2)", "é" * 120, "é" * 116 + " (2)")


def test_step_of_many_changes_is_undone_as_one(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        scenarios.change(session, row.id, [busy(1)], make.BY, make.AT)
        scenarios.change(session, row.id, [busy(2), drop(1)], make.BY, make.AT)

        scenarios.undo(session, row.id, make.BY, make.AT)

        assert known.changes(row) == [busy(1)]
        assert known.steps(row) == known.Steps(back=1, forward=1)
        scenarios.redo(session, row.id, make.BY, make.AT)
        assert known.changes(row) == [busy(1), busy(2), drop(1)]


def test_twenty_steps_and_more_can_be_undone(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        for _ in range(25):
            scenarios.change(session, row.id, [busy(1)], make.BY, make.AT)

        for _ in range(25):
            scenarios.undo(session, row.id, make.BY, make.AT)

        assert known.changes(row) == []
        with pytest.raises(InvalidState):
            scenarios.undo(session, row.id, make.BY, make.AT)


def test_new_step_forgets_the_undone_ones(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        scenarios.change(session, row.id, [busy(1)], make.BY, make.AT)
        scenarios.undo(session, row.id, make.BY, make.AT)

        scenarios.change(session, row.id, [busy(2)], make.BY, make.AT)

        assert known.changes(row) == [busy(2)]
        assert known.steps(row).forward == 0


def test_change_is_removed_and_the_removal_undone(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        scenarios.change(session, row.id, [busy(1)], make.BY, make.AT)
        scenarios.change(session, row.id, [busy(2)], make.BY, make.AT)
        first = known.holding(row)[0]

        scenarios.remove(session, row.id, [first.id], make.BY, make.AT)

        assert known.changes(row) == [busy(2)]
        with pytest.raises(NotFound):
            scenarios.remove(session, row.id, [first.id], make.BY, make.AT)
        scenarios.undo(session, row.id, make.BY, make.AT)
        assert known.changes(row) == [busy(1), busy(2)]


def test_fork_copies_what_holds_and_lives_alone(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        scenarios.change(session, row.id, [busy(1), drop(1)], make.BY, make.AT)
        scenarios.remove(session, row.id, [known.holding(row)[1].id], make.BY, make.AT)

        child = scenarios.fork(session, row.id, "Other", make.BY, make.AT)
        scenarios.change(session, child.id, [busy(2)], make.BY, make.AT)

        assert known.changes(row) == [busy(1)]
        assert known.changes(child) == [busy(1), busy(2)]
        assert (child.origin_id, child.base_plan_id) == (row.id, row.base_plan_id)


def test_discarded_scenario_is_not_altered_any_more(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        scenarios.discard(session, row.id, make.BY, make.AT)

        with pytest.raises(InvalidState):
            scenarios.change(session, row.id, [busy(1)], make.BY, make.AT)
        assert list(known.scenarios(session, "open")) == []
        assert [each.id for each in known.scenarios(session, "discarded")] == [row.id]


def test_freeze_zone_is_kept_within_a_year(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)

        scenarios.freeze(session, row.id, 0, make.BY, make.AT)

        assert row.freeze_days == 0
        with pytest.raises(Invalid):
            scenarios.freeze(session, row.id, 366, make.BY, make.AT)


def test_every_step_leaves_an_audit_line(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        scenarios.change(session, row.id, [busy(1)], make.BY, make.AT)
        scenarios.undo(session, row.id, make.BY, make.AT)
        scenarios.redo(session, row.id, make.BY, make.AT)
        scenarios.rename(session, row.id, "Winter", make.BY, make.AT)
        scenarios.discard(session, row.id, make.BY, make.AT)

        lines = select(AuditRow.what).where(AuditRow.subject == "scenario").order_by(AuditRow.id)

        said = session.scalars(lines).all()
        assert said == ["opened", "changed", "undone", "redone", "renamed", "discarded"]


def test_problem_of_a_scenario_has_its_changes_and_the_live_one_has_not(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        before = load_problem(session, today=make.TODAY)
        gone = Change("expert.busy", {"expert": "e77", **BUSY})
        scenarios.change(session, row.id, [busy(1), gone], make.BY, make.AT)

        asked = load_scenario(session, row, make.TODAY)

        assert load_problem(session, today=make.TODAY) == before
        assert asked.gone == (gone,)
        anne = expert_id(1)
        assert len(asked.problem.experts[anne].busy) == len(before.experts[anne].busy) + 1


def test_scenario_places_a_mission_that_is_only_asked_for(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        home, there = make.institution(session, "fr"), make.partner(session, "mg")
        later = date(2027, 9, 6)
        asked_for = make.mission(session, home, there, first=later, state="requested")
        add = Change("mission.added", {"mission": mission_id(asked_for.id)})
        scenarios.change(session, row.id, [add], make.BY, make.AT)

        asked = load_scenario(session, row, make.TODAY)

        assert mission_id(asked_for.id) in asked.problem.missions
        assert mission_id(asked_for.id) not in load_problem(session, today=make.TODAY).missions
        assert asked.problem.horizon.last >= later
        assert asked.gone == ()


def test_plan_of_a_scenario_leaves_out_what_it_drops(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        scenarios.change(session, row.id, [drop(1)], make.BY, make.AT)
        asked = load_scenario(session, row, make.TODAY)
        bookings = session.scalars(select(BookingRow)).all()

        plan = store_plan(
            session,
            asked.problem,
            Answer("optimal", Plan()),
            base_id=row.base_plan_id,
            by=make.BY,
            at=make.AT + timedelta(hours=1),
            dropped=known.dropped(row),
        )
        scenarios.solved(session, row.id, plan, row.gesture, make.AT)

        assert list(plan.missions) == []
        assert (row.plan_id, row.solved_gesture) == (plan.id, 1)
        assert session.scalars(select(BookingRow)).all() == bookings
        assert invariants.check(session) == ()


def test_plan_of_another_question_is_not_fresh(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        scenarios.change(session, row.id, [busy(1)], make.BY, make.AT)
        asked = scenarios.asked_at(row, row.gesture)
        live = session.get_one(PlanRow, row.base_plan_id)

        scenarios.undo(session, row.id, make.BY, make.AT)
        scenarios.change(session, row.id, [busy(2)], make.BY, make.AT)
        scenarios.solved(session, row.id, live, 1, make.AT, asked=asked)
        other = row.solved_gesture
        scenarios.undo(session, row.id, make.BY, make.AT)
        scenarios.change(session, row.id, [busy(1)], make.BY, make.AT)
        scenarios.solved(session, row.id, live, 1, make.AT, asked=asked)
        same = row.solved_gesture
        scenarios.freeze(session, row.id, 3, make.BY, make.AT)
        scenarios.solved(session, row.id, live, 1, make.AT, asked=asked)

        assert (other, same, row.solved_gesture) == (None, 1, None)


def test_closed_scenario_keeps_its_plan(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        live = session.get_one(PlanRow, row.base_plan_id)
        scenarios.discard(session, row.id, make.BY, make.AT)

        scenarios.solved(session, row.id, live, 0, make.AT)

        assert row.plan_id is None
