"""What was refused is in no plan: not searched, not published, not asked again."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.engine import Ledger
from db.errors import RefusalStands
from db.ids import expert_id, mission_id, role_id
from db.mapping import load_scenario
from db.models import Base, ExpertRow, MissionRow, PlanRow
from db.moments import half_day
from db.operations import publish, refusals, releases, scenarios, staffing
from db.operations.answers import Given
from db.operations.refusals import Refusing
from db.operations.staffing import Staffing
from db.queries import plans
from db.queries import refusals as known
from db.queries.scenarios import scenario
from matcher.plan import Answer, Plan
from matcher.scenario import Change
from matcher.solve import solve
from matcher.trials.fragility import fragility
from matcher.trials.trial import TrialLimits
from tests import make
from tests.db.answering import LATER, NO, OTHER, YES, World, asked, by_mail, made, reply
from tests.db.refusing import (
    COORDINATOR,
    THEN,
    anne_of,
    declined,
    lift,
    made_with_kim,
    problem_of,
    standing,
    team_of,
)


@pytest.fixture
def world(ledger: Ledger) -> World:
    return made_with_kim(ledger)


@pytest.mark.parametrize("given_", [NO, OTHER])
def test_no_publication_asks_again_for_what_was_refused(
    ledger: Ledger, world: World, given_: Given
) -> None:
    """Bring back: the release with Anne was replaced, she said no, it does not come back."""
    declined(ledger, world, given_)
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.mission)
        before = plans.live_id(session)
        wanted = Staffing(half_day(make.MONDAY), {row.roles[0].id: (world.jean, 3)})
        plan = staffing.restaff(session, row.id, wanted, make.BY, LATER)
        publish.publish(session, plan.id, make.BY, LATER)
        assert before is not None

    with pytest.raises(RefusalStands) as refused, ledger.write() as session:
        live = plans.live_id(session)
        draft = releases.draft_back(session, before, "", make.BY, LATER)
        publish.publish(session, draft.id, make.BY, LATER, base_id=live)
    assert refused.value.pairs == ((world.mission, world.anne),)
    with ledger.read() as session:
        assert plans.live_id(session) == live
        assert session.get_one(PlanRow, before).state == "superseded"

    lift(ledger)
    with ledger.write() as session:
        draft = releases.draft_back(session, before, "", make.BY, LATER)
        publish.publish(session, draft.id, make.BY, LATER, base_id=live)


def test_plan_found_before_a_refusal_is_not_published_after_it(
    ledger: Ledger, world: World
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.mission)
        wanted = Staffing(half_day(make.MONDAY), {row.roles[0].id: (world.anne, 3)})
        found = staffing.restaff(session, row.id, wanted, make.BY, LATER).id
        refusals.refuse(session, Refusing(world.mission, 3), COORDINATOR, LATER)

    with pytest.raises(RefusalStands), ledger.write() as session:
        publish.publish(session, found, make.BY, LATER)


def test_refuser_who_is_published_stays_until_they_are_replaced(
    ledger: Ledger, world: World
) -> None:
    """Other missions can be published meanwhile; to move this one asks the refuser again."""
    declined(ledger, world)
    later = make.MONDAY + timedelta(days=7)
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.mission)
        row.window_last = later
        home, haiti = row.institution, make.partner(session, "ml", country="ML")
        other = make.mission(session, home, haiti, title="Other", first=later)
        make.staffed(session, other, session.get_one(ExpertRow, 3), at=LATER)

    with pytest.raises(RefusalStands), ledger.write() as session:
        row = session.get_one(MissionRow, world.mission)
        wanted = Staffing(half_day(later), {row.roles[0].id: (world.anne, world.jean)})
        plan = staffing.restaff(session, row.id, wanted, make.BY, LATER)
        publish.publish(session, plan.id, make.BY, LATER)


def test_scenario_seats_no_refuser(ledger: Ledger, world: World) -> None:
    """A pin made before the refusal applies no more; a new one, or an admission, is refused."""
    pair = {"mission": mission_id(world.mission), "expert": "e3"}
    with ledger.write() as session:
        role = role_id(session.get_one(MissionRow, world.mission).roles[0].id)
        pin = Change("pin.expert", {**pair, "role": role})
        row = scenarios.open_scenario(session, "What if", make.BY, make.AT)
        session.flush()
        scenarios.change(session, row.id, [pin], make.BY, make.AT)
        refusals.refuse(session, Refusing(world.mission, 3), COORDINATOR, LATER)
        number = row.id

    with ledger.read() as session:
        applied = load_scenario(session, scenario(session, number), make.TODAY)
    assert applied.gone == (pin,)
    answer = solve(applied.problem, time_limit=240.0, workers=1)
    assert team_of(answer.plan, world) == {anne_of(world), expert_id(world.jean)}
    for change in (pin, Change("mission.admitted", pair)):
        with pytest.raises(RefusalStands), ledger.write() as session:
            scenarios.change(session, number, [change], make.BY, LATER)


def test_nobody_steps_in_against_their_no(ledger: Ledger, world: World) -> None:
    """Of those who could step in for Jean only Kim and Lou are there, and Kim has declined."""
    with ledger.write() as session:
        home = session.get_one(ExpertRow, world.anne).institution
        make.expert(session, home, "Lou Parry")
        refusals.refuse(session, Refusing(world.mission, 3), COORDINATOR, LATER)

    with ledger.read() as session:
        problem = problem_of(session)
        plan = Plan(problem.published)
    found = fragility(
        problem, Answer("feasible", plan), seconds=240.0, limits=TrialLimits(workers=1)
    )

    reserves = {loss.expert: loss.seats[0].reserves for loss in found.losses}
    assert reserves == {anne_of(world): ("e4",), expert_id(world.jean): ("e4",)}


SAID = st.tuples(st.sampled_from([YES, NO, OTHER, Given("tentative")]), st.integers(0, 600))


@settings(max_examples=15, deadline=None)
@given(said=st.lists(SAID, min_size=1, max_size=5), data=st.data())
def test_mail_read_in_any_order_leaves_the_same_refusals(
    said: list[tuple[Given, int]], data: st.DataObject
) -> None:
    ledger = Ledger("sqlite://")
    Base.metadata.create_all(ledger.engine)
    world = made(ledger)
    sent = [
        reply(world, each, said_at=LATER - timedelta(minutes=minutes, seconds=number))
        for number, (each, minutes) in enumerate(said)
    ]
    for each in data.draw(st.permutations(sent + sent)):
        by_mail(ledger, each)

    that_count = [each for each in sent if each.given.answer != "tentative"]
    last = max(that_count, key=lambda each: each.said_at).given.answer if that_count else "accepted"
    kinds = {"declined": ["outright"], "other_dates": ["dates"], "accepted": []}
    assert [kind for _m, _e, kind in standing(ledger)] == kinds[last]
    ledger.dispose()


def test_answer_to_dates_of_before_is_a_no_to_those_dates(ledger: Ledger, world: World) -> None:
    secret_of_before = asked(ledger, world)
    assert secret_of_before
    later = make.MONDAY + timedelta(days=7)
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.mission)
        row.window_last = later
        wanted = Staffing(half_day(later), {row.roles[0].id: (world.anne, world.jean)})
        plan = staffing.restaff(session, row.id, wanted, make.BY, LATER)
        publish.publish(session, plan.id, make.BY, LATER)

    by_mail(ledger, reply(world, NO))

    with ledger.read() as session:
        (row_,) = known.standing(session)
        assert (row_.kind, row_.first, row_.last) == ("dates", *THEN)
        assert known.against_bookings(session, date(2027, 1, 1)) == []
