"""A no to a mission holds against every search and every hand, until somebody lifts it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.errors import Invalid, InvalidState, NotFound, RefusalStands
from db.ids import expert_id, mission_id, role_id
from db.models import AuditRow, BusyRow, MissionRow, RefusalRow
from db.operations import pins, refusals
from db.operations.answers import Given
from db.operations.refusals import Refusing
from db.queries import refusals as known
from matcher.explain.candidates import candidates
from matcher.explain.seat import Seat
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Held
from matcher.solve import solve
from tests import make
from tests.db.answering import LATER, NO, OTHER, YES, World, asked, by_link, by_mail, reply
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
        answer = solve(problem_of(session), time_limit=240.0, workers=1)

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
        answer = solve(problem, time_limit=240.0, workers=1)

    pinned = problem.pins.get(mission_id(world.mission), Held()).experts
    assert anne_of(world) not in pinned
    assert team_of(answer.plan, world) == {expert_id(world.jean), expert_id(3)}


def test_candidates_rank_a_refuser_out(ledger: Ledger, world: World) -> None:
    with ledger.write() as session:
        refusals.refuse(session, Refusing(world.mission, 3), COORDINATOR, LATER)

    with ledger.read() as session:
        problem = problem_of(session)
        role = role_id(session.get_one(MissionRow, world.mission).roles[0].id)
    found = candidates(Tables(problem), Plan(), Seat(mission_id(world.mission), role))

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
        answer = solve(problem, time_limit=240.0, workers=1)

    busy = problem.experts[expert_id(world.anne)].busy
    assert [problem.horizon.moment(span.start) for span in busy] == ["2027-03-01/am"]
    assert problem.missions[mission_id(world.mission)].banned == frozenset()
    assert answer.plan is not None
    held = answer.plan.held(mission_id(world.mission))
    if held.start == problem.horizon.index_of(make.MONDAY):
        assert anne_of(world) not in held.experts


def test_no_noted_twice_is_kept_once(ledger: Ledger, world: World) -> None:
    said = Refusing(world.mission, world.anne, reason="Teaches that week. ")

    with ledger.write() as session:
        first = refusals.refuse(session, said, COORDINATOR, LATER).id
    with ledger.write() as session:
        second = refusals.refuse(session, said, COORDINATOR, LATER + timedelta(minutes=1)).id

    assert first == second
    with ledger.read() as session:
        told = session.scalars(select(AuditRow.what).where(AuditRow.what.like("refusal%"))).all()
        assert told == ["refusal_kept"]
        assert session.scalars(select(RefusalRow.lifted_at)).all() == [None]


def test_later_no_takes_the_place_of_a_no_and_lifts_nothing(ledger: Ledger, world: World) -> None:
    for days in ((8, 9), (9, 12)):
        with ledger.write() as session:
            said = Refusing(world.mission, world.anne, days)
            refusals.refuse(session, said, COORDINATOR, LATER)

    assert standing(ledger) == [(world.mission, world.anne, "dates")]
    with ledger.read() as session:
        told = session.scalars(select(AuditRow.what).where(AuditRow.what.like("refusal%"))).all()
        away = session.scalars(select(BusyRow)).all()
        assert told == ["refusal_kept", "refusal_kept"]
        assert [(each.first, each.last) for each in away] == [(9, 12)]
