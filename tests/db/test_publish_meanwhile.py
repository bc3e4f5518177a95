"""Publishing over what was published meanwhile: only the same missions stand in the way."""

from datetime import timedelta

import pytest

from db import invariants
from db.engine import Ledger
from db.errors import NothingToPublish, StalePlan
from db.moments import half_day
from db.operations import publish, staffing
from db.operations.staffing import Staffing
from db.queries import plans
from tests import make

LATER = make.AT + timedelta(hours=1)


def test_publish_refuses_a_plan_whose_mission_was_changed_meanwhile(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there)
        base = make.staffed(session, mission)
        old = staffing.restaff(session, mission.id, None, make.BY, make.AT)
        live = make.staffed(session, mission, make.expert(session, home))

        with pytest.raises(StalePlan) as refused:
            publish.publish(session, old.id, make.BY, LATER)

        assert (refused.value.base, refused.value.live) == (base.id, live.id)
        assert plans.live_id(session) == live.id


def test_publish_keeps_what_was_published_of_other_missions_meanwhile(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session, at_once=2)
        anne, paul = make.expert(session, home), make.expert(session, home, "Paul Deru")
        first, second = (make.mission(session, home, there) for _ in range(2))
        monday = half_day(make.MONDAY)
        wanted = Staffing(monday, {first.roles[0].id: (anne.id,)})
        mine = staffing.restaff(session, first.id, wanted, make.BY, make.AT)
        live = make.staffed(session, second, paul, on=make.MONDAY)

        release = publish.publish(session, mine.id, make.BY, LATER)

        assert (release.joined, release.left) == (((first.id, anne.id),), ())
        assert (plans.live_id(session), mine.parent_id) == (mine.id, live.id)
        assert plans.starts(session, mine.id) == {first.id: monday, second.id: monday}
        seats = [(row.mission_id, row.expert_id) for row in plans.assignments(session, mine.id)]
        assert seats == [(first.id, anne.id), (second.id, paul.id)]
        assert invariants.check(session) == ()


def test_publish_of_what_somebody_published_alike_changes_nothing(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne, mission = make.expert(session, home), make.mission(session, home, there)
        wanted = Staffing(half_day(make.MONDAY), {mission.roles[0].id: (anne.id,)})
        mine = staffing.restaff(session, mission.id, wanted, make.BY, make.AT)
        live = make.staffed(session, mission, anne, on=make.MONDAY)

        with pytest.raises(NothingToPublish):
            publish.publish(session, mine.id, make.BY, LATER)

        assert plans.live_id(session) == live.id


def test_publish_refuses_what_the_reader_was_not_shown(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there)
        shown = make.staffed(session, mission, make.expert(session, home))
        live = make.staffed(session, mission)
        plan = staffing.restaff(session, mission.id, None, make.BY, LATER)

        with pytest.raises(StalePlan) as refused:
            publish.publish(session, plan.id, make.BY, LATER, base_id=shown.id)

        assert (refused.value.base, refused.value.live) == (shown.id, live.id)
