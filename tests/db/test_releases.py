"""Releases: what is found for a scenario is published whole, or not at all."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import invariants
from db.engine import Ledger
from db.errors import InvalidState, StalePlan
from db.ids import expert_id, mission_id, role_id
from db.mapping import load_scenario, store_plan
from db.models import BookingRow, MissionRow, PlanRow, ScenarioRow
from db.operations import publish, releases, scenarios, staffing
from db.operations.staffing import Staffing
from db.queries import plans
from db.queries import releases as published
from db.queries import scenarios as known
from matcher.plan import Answer, Plan
from matcher.problem import Held
from matcher.scenario import Change
from tests import make

LATER = make.AT + timedelta(hours=1)
LATEST = make.AT + timedelta(hours=2)


def opened(session: Session) -> ScenarioRow:
    """A live plan sends Anne (1); a scenario of it sends Paul (2) on both missions there are."""
    home, there = make.institution(session), make.partner(session)
    anne = make.expert(session, home)
    make.expert(session, home, "Paul Deru")
    make.staffed(session, make.mission(session, home, there), anne)
    monday = make.MONDAY + timedelta(days=14)
    make.mission(session, home, there, title="Asked for", first=monday, state="assessed")
    row = scenarios.open_scenario(session, "Paul instead", make.BY, make.AT)
    wanted = [
        Change("expert.withdrawn", {"expert": "e1"}),
        Change("mission.added", {"mission": "m2"}),
    ]
    scenarios.change(session, row.id, wanted, make.BY, make.AT)
    return row


def solve(session: Session, row: ScenarioRow) -> PlanRow:
    """Keep the one plan that there is."""
    problem = load_scenario(session, row, make.TODAY).problem
    missions = session.scalars(select(MissionRow).order_by(MissionRow.id)).all()
    paul = (expert_id(2),)
    held = {
        mission_id(mission.id): Held(
            problem.missions[mission_id(mission.id)].window.start,
            {role_id(mission.roles[0].id): paul},
        )
        for mission in missions
    }
    plan = store_plan(
        session,
        problem,
        Answer("feasible", Plan(held)),
        base_id=plans.live_id(session),
        by=make.BY,
        at=LATER,
    )
    session.flush()
    scenarios.solved(session, row.id, plan, row.gesture, LATER)
    return plan


def test_scenario_is_published_whole_and_closed(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        plan = solve(session, row)

        release = releases.release_scenario(
            session, row.id, " Spring ", make.BY, LATEST, base_id=row.base_plan_id
        )

        assert (release.joined, release.left) == (((1, 2), (2, 2)), ((1, 1),))
        assert (plan.state, plan.name, row.state) == ("live", "Spring", "published")
        assert session.get_one(MissionRow, 2).state == "planned"
        assert invariants.check(session) == ()


def test_scenario_that_changed_since_is_not_published(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        solve(session, row)
        scenarios.undo(session, row.id, make.BY, make.AT)

        with pytest.raises(InvalidState):
            releases.release_scenario(
                session, row.id, "", make.BY, LATEST, base_id=row.base_plan_id
            )


def test_scenario_on_an_older_plan_is_refused_and_nothing_is_kept(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        solve(session, row)
        first = session.get_one(MissionRow, 1)
        wanted = Staffing(plans.starts(session, plans.live_id(session) or 0)[1], {})
        other = staffing.restaff(session, first.id, wanted, make.BY, LATER)
        publish.publish(session, other.id, make.BY, LATER)
        base, live = row.base_plan_id, other.id

    with pytest.raises(StalePlan), ledger.write() as session:
        releases.release_scenario(session, 1, "", make.BY, LATEST, base_id=base)

    with ledger.read() as session:
        assert plans.live_id(session) == live
        assert known.scenario(session, 1).state == "open"
        assert session.get_one(MissionRow, 2).state == "assessed"


def test_earlier_release_is_brought_back(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = opened(session)
        before = plans.live_id(session)
        assert before is not None
        solve(session, row)
        releases.release_scenario(session, row.id, "", make.BY, LATER, base_id=row.base_plan_id)

        live = plans.live_id(session)
        draft = releases.draft_back(session, before, "", make.BY, LATEST)
        publish.publish(session, draft.id, make.BY, LATEST, base_id=live)

        status = select(BookingRow.mission_id, BookingRow.expert_id, BookingRow.status)
        assert sorted(map(tuple, session.execute(status))) == [
            (1, 1, "hold"),
            (1, 2, "cancelled"),
            (2, 2, "cancelled"),
        ]
        assert [plan.number for plan in published.releases(session)] == [3, 2, 1]
        assert invariants.check(session) == ()


def test_live_release_is_not_brought_back(ledger: Ledger) -> None:
    with ledger.write() as session:
        opened(session)
        live = plans.live_id(session)
        assert live is not None

        with pytest.raises(InvalidState):
            releases.draft_back(session, live, "", make.BY, LATER)


def test_scenario_begins_with_the_plan_of_a_release(ledger: Ledger) -> None:
    with ledger.write() as session:
        opened(session)
        live = plans.live_id(session)
        assert live is not None

        row = releases.scenario_of(session, live, "From it", make.BY, LATER)

        assert (row.plan_id, row.solved_gesture, known.changes(row)) == (live, None, [])
