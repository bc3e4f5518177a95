"""A no to a mission holds against every search and every hand, until somebody lifts it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.engine import Ledger
from db.errors import Invalid, InvalidState, NotFound, RefusalStands
from db.mapping import load_problem, load_scenario
from db.mapping.ids import expert_id, mission_id, role_id
from db.models import AuditRow, Base, BusyRow, ExpertRow, MissionRow, PlanRow, RefusalRow
from db.moments import half_day, last_half_day
from db.operations import answers, pins, publish, refusals, releases, scenarios, staffing
from db.operations.answers import Given
from db.operations.refusals import Refusing
from db.operations.staffing import Staffing
from db.queries import plans
from db.queries import refusals as known
from db.queries.scenarios import scenario
from matcher.explain.candidates import candidates
from matcher.explain.seat import Seat
from matcher.plan import Answer, Plan
from matcher.problem import Held, Problem
from matcher.scenario import Change
from matcher.solve import solve
from matcher.trials.fragility import fragility
from matcher.trials.trial import Limits
from tests import make
from tests.db.answering import LATER, NO, OTHER, YES, World, asked, by_link, by_mail, made, reply

THEN = (half_day(make.MONDAY), last_half_day(make.MONDAY + timedelta(days=1)))
"""The days of the mission, which has no travel."""
COORDINATOR = Actor(None, "Ines")


@pytest.fixture
def world(ledger: Ledger) -> World:
    """Anne and Jean are published on a mission of two seats; Kim could go too."""
    found = made(ledger)
    with ledger.write() as session:
        make.expert(session, session.get_one(ExpertRow, found.anne).institution, "Kim Lao")
    return found


def declined(ledger: Ledger, world: World, given: Given = NO) -> None:
    with ledger.write() as session:
        answers.record(session, world.booking, given, "account", COORDINATOR, LATER)


def standing(ledger: Ledger) -> list[tuple[int, int, str]]:
    with ledger.read() as session:
        return [(row.mission_id, row.expert_id, row.kind) for row in known.standing(session)]


def problem_of(session: Session) -> Problem:
    return load_problem(session, today=make.TODAY)


def anne_of(world: World) -> str:
    return expert_id(world.anne)


def team_of(plan: Plan | None, world: World) -> set[str]:
    assert plan is not None
    return set(plan.held(mission_id(world.mission)).experts)


@pytest.mark.parametrize("way", ["link", "mail", "page"])
@pytest.mark.parametrize(("given_", "kind"), [(NO, "outright"), (OTHER, "dates")])
def test_answer_by_any_way_is_kept_as_a_refusal(
    ledger: Ledger, world: World, way: str, given_: Given, kind: str
) -> None:
    if way == "link":
        by_link(ledger, asked(ledger, world), given_)
    elif way == "mail":
        by_mail(ledger, reply(world, given_))
    else:
        declined(ledger, world, given_)

    with ledger.read() as session:
        (row,) = known.standing(session)
        away = session.scalars(select(BusyRow)).all()
        assert (row.mission_id, row.expert_id, row.kind) == (world.mission, world.anne, kind)
        assert row.recorded_name == ("Ines" if way == "page" else "Anne Bova")
        assert (row.reason, row.said_at) == (given_.note, LATER)
        assert [(each.source, each.first, each.last) for each in away] == (
            [("refusal", *THEN)] if kind == "dates" else []
        )


def test_noted_refusal_needs_no_booking(ledger: Ledger, world: World) -> None:
    with ledger.write() as session:
        said = Refusing(world.mission, 3, None, "By telephone.")
        refusals.refuse(session, said, COORDINATOR, LATER)

    assert standing(ledger) == [(world.mission, 3, "outright")]
    with ledger.read() as session:
        assert mission_id(world.mission) in problem_of(session).missions
        banned = problem_of(session).missions[mission_id(world.mission)].banned
        assert banned == {expert_id(3)}
        line = session.scalars(select(AuditRow).where(AuditRow.what == "refusal_kept")).one()
        assert (line.subject, line.by) == ("mission", "Ines")
        assert "telephone" not in str(line.after)


def test_search_seats_no_refuser_and_takes_out_the_published_one(
    ledger: Ledger, world: World
) -> None:
    declined(ledger, world)

    with ledger.read() as session:
        answer = solve(problem_of(session), time_limit=10.0, workers=1)

    assert team_of(answer.plan, world) == {expert_id(world.jean), expert_id(3)}


@pytest.mark.parametrize("state", ["planned", "accepted", "scheduled"])
@pytest.mark.parametrize("given_", [NO, OTHER])
def test_promise_and_pin_of_a_refuser_bind_no_search(
    ledger: Ledger, world: World, state: str, given_: Given
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.mission)
        row.state = state
        if given_ is NO:
            pins.pin_expert(session, row.id, row.roles[0].id, world.anne, make.BY, make.AT)
    declined(ledger, world, given_)

    with ledger.read() as session:
        problem = problem_of(session)
        answer = solve(problem, time_limit=10.0, workers=1)

    pinned = problem.pins.get(mission_id(world.mission), Held()).experts
    assert anne_of(world) not in pinned
    assert team_of(answer.plan, world) == {expert_id(world.jean), expert_id(3)}


def test_candidates_rank_a_refuser_out(ledger: Ledger, world: World) -> None:
    with ledger.write() as session:
        refusals.refuse(session, Refusing(world.mission, 3), COORDINATOR, LATER)

    with ledger.read() as session:
        problem = problem_of(session)
        role = role_id(session.get_one(MissionRow, world.mission).roles[0].id)
    found = candidates(problem, Plan(), Seat(mission_id(world.mission), role))

    assert [each.expert for each in found.free.shown] == [anne_of(world), expert_id(world.jean)]
    assert found.breaking.count == 0
    (out,) = found.excluded.shown
    assert (out.expert, [reason.code for reason in out.reasons]) == ("e3", ["expert.banned"])


def test_refuser_cannot_be_pinned_until_it_is_lifted(ledger: Ledger, world: World) -> None:
    declined(ledger, world)

    with pytest.raises(RefusalStands) as refused, ledger.write() as session:
        role = session.get_one(MissionRow, world.mission).roles[0].id
        pins.pin_expert(session, world.mission, role, world.anne, make.BY, LATER)

    assert refused.value.pairs == ((world.mission, world.anne),)
    lift(ledger)
    with ledger.write() as session:
        pins.pin_expert(session, world.mission, role, world.anne, make.BY, LATER)


def lift(ledger: Ledger, reason: str = "She can after all.") -> None:
    with ledger.write() as session:
        row = known.standing(session)[0]
        refusals.lift(session, row.id, reason, COORDINATOR, LATER + timedelta(days=1))


@pytest.mark.parametrize("given_", [NO, OTHER])
def test_lifted_refusal_says_who_and_why_and_binds_no_more(
    ledger: Ledger, world: World, given_: Given
) -> None:
    declined(ledger, world, given_)

    lift(ledger)

    with ledger.read() as session:
        row = session.scalars(select(RefusalRow)).one()
        problem = problem_of(session)
        line = session.scalars(select(AuditRow).where(AuditRow.what == "refusal_lifted")).one()
        assert (row.lifted_name, row.lifted_reason, row.lifted_how) == (
            "Ines",
            "She can after all.",
            "hand",
        )
        assert (line.by, line.reason) == ("Ines", "She can after all.")
        assert problem.missions[mission_id(world.mission)].banned == frozenset()
        assert problem.experts[expert_id(world.anne)].busy == ()
        assert session.scalars(select(BusyRow)).all() == []
    with pytest.raises(InvalidState), ledger.write() as session:
        refusals.lift(session, row.id, "Again.", COORDINATOR, LATER)


def test_lifting_says_why(ledger: Ledger, world: World) -> None:
    declined(ledger, world)

    with pytest.raises(Invalid), ledger.write() as session:
        refusals.lift(session, 1, "  ", COORDINATOR, LATER)

    assert standing(ledger) == [(world.mission, world.anne, "outright")]


def test_refusal_of_nobody_or_of_no_mission_is_not_kept(ledger: Ledger, world: World) -> None:
    for said in (Refusing(world.mission, 99), Refusing(99, world.anne)):
        with pytest.raises(NotFound), ledger.write() as session:
            refusals.refuse(session, said, COORDINATOR, LATER)
    backwards = Refusing(world.mission, world.anne, (9, 8))
    with pytest.raises(Invalid), ledger.write() as session:
        refusals.refuse(session, backwards, COORDINATOR, LATER)


def test_later_yes_lifts_and_later_no_takes_its_place(ledger: Ledger, world: World) -> None:
    def said(each: Given, minutes: int) -> None:
        by_mail(ledger, reply(world, each, said_at=LATER + timedelta(minutes=minutes)))

    said(NO, 1)
    said(OTHER, 2)
    assert standing(ledger) == [(world.mission, world.anne, "dates")]
    said(Given("tentative"), 3)
    assert standing(ledger) == [(world.mission, world.anne, "dates")]
    said(YES, 4)

    assert standing(ledger) == []
    with ledger.read() as session:
        lifted = session.scalars(select(RefusalRow)).all()
        assert {row.lifted_how for row in lifted} == {"answer"}
        assert session.scalars(select(BusyRow)).all() == []


def test_who_refuses_dates_is_busy_then_and_free_on_others(ledger: Ledger, world: World) -> None:
    later = make.MONDAY + timedelta(days=7)
    with ledger.write() as session:
        session.get_one(MissionRow, world.mission).window_last = later
    declined(ledger, world, OTHER)

    with ledger.read() as session:
        problem = problem_of(session)
        answer = solve(problem, time_limit=10.0, workers=1)

    busy = problem.experts[expert_id(world.anne)].busy
    assert [problem.horizon.moment(span.start) for span in busy] == ["2027-03-01/am"]
    assert problem.missions[mission_id(world.mission)].banned == frozenset()
    assert answer.plan is not None
    held = answer.plan.held(mission_id(world.mission))
    if held.start == problem.horizon.index_of(make.MONDAY):
        assert anne_of(world) not in held.experts


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
        releases.bring_back(session, before, make.BY, LATER, base_id=live)
    assert refused.value.pairs == ((world.mission, world.anne),)
    with ledger.read() as session:
        assert plans.live_id(session) == live
        assert session.get_one(PlanRow, before).state == "superseded"

    lift(ledger)
    with ledger.write() as session:
        releases.bring_back(session, before, make.BY, LATER, base_id=live)


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
    answer = solve(applied.problem, time_limit=10.0, workers=1)
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
    found = fragility(problem, Answer("feasible", plan), seconds=10.0, limits=Limits(workers=1))

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
