"""The problem that the ledger poses, and plans there and back."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.mapping import load_plan, load_problem, store_plan
from db.mapping.ids import expert_id, mission_id, role_id
from db.mapping.weekdays import weekdays_for
from db.models import (
    ClosureRow,
    ExpertWishRow,
    MissionAfterRow,
    MissionBanRow,
    MissionPartnerRow,
    MissionPinRow,
    MissionRow,
    PartnerClosureRow,
    ProgrammeShareRow,
    SittingRow,
)
from db.moments import half_day
from db.operations import mission_states, publish
from db.queries import plans
from matcher.files import read_problem, write_problem
from matcher.halfdays import Horizon, Span
from matcher.plan import Answer, Plan, TierResult
from matcher.problem import (
    After,
    Domain,
    DomainId,
    Expert,
    Held,
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


def _load(session: Session, today: date = make.TODAY) -> Problem:
    return load_problem(session, today=today)


def _day(horizon: Horizon, day: date) -> Span:
    return Span(horizon.index_of(day), horizon.index_of(day) + 2)


def test_an_empty_ledger_poses_an_empty_problem(ledger: Ledger) -> None:
    with ledger.read() as session:
        problem = _load(session)

    assert problem == Problem(Horizon(FIRST, FIRST + timedelta(days=365)), {}, {}, {})


def test_load_problem_reads_every_fact(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session, hosts_at_once=2)
        home.closures = [ClosureRow(first=make.MONDAY, last=make.MONDAY)]
        haiti = make.partner(session, at_once=2)
        mali = make.partner(session, "ml", country="ML", region="west-africa")
        mali.closures = [PartnerClosureRow(first=make.MONDAY, last=make.MONDAY)]
        library = make.domain(session)
        archives = make.domain(session, "archives", library)
        programme = make.programme(session, home, expert_half_days_max=30)
        programme.shares = [ProgrammeShareRow(institution_id=home.id, half_days_max=20)]
        anne = make.expert(
            session,
            home,
            kind="member",
            political_group="A",
            domains={archives: 2},
            languages={"fr": "C2"},
            experience=("HT",),
            days_max=20,
            missions_max=3,
            rest=4,
        )
        anne.wishes = [
            ExpertWishRow(partner_id=haiti.id, wish="prefers"),
            ExpertWishRow(partner_id=mali.id, wish="excludes"),
        ]
        first = make.mission(session, home, None, venue="home")
        asked = make.role(
            title="Trainer",
            count=2,
            kind="member",
            domains={library: 1},
            languages={"fr": "B2"},
            institutions=(home,),
        )
        second = make.mission(
            session,
            home,
            haiti,
            asked,
            first=date(2027, 4, 5),
            window_last=date(2027, 4, 9),
            preferred=date(2027, 4, 6),
            travel_before=2,
            travel_after=1,
            half_day_starts=True,
            priority=7,
            plural=False,
            programme_id=programme.id,
            languages={"ht": "B1"},
        )
        second.further_partners = [MissionPartnerRow(partner_id=mali.id)]
        second.after = [MissionAfterRow(earlier_id=first.id, lag=6)]
        second.bans = [MissionBanRow(expert_id=anne.id)]

        session.flush()
        problem = _load(session)

        horizon = Horizon(FIRST, date(2027, 4, 11))
        closed = (_day(horizon, make.MONDAY),)
        zone = "America/Port-au-Prince"
        library_id, archives_id = DomainId("library"), DomainId("archives")
        april = horizon.index_of(date(2027, 4, 5))
        assert problem == Problem(
            horizon=horizon,
            institutions={
                QC: Institution(QC, "America/Toronto", 2, closed, "Assembly qc"),
            },
            partners={
                HT: Partner(HT, "HT", zone, region="caribbean", at_once=2, name="Parliament ht"),
                ML: Partner(
                    ML, "ML", zone, region="west-africa", closed=closed, name="Parliament ml"
                ),
            },
            domains={
                library_id: Domain(library_id, None, "Library"),
                archives_id: Domain(archives_id, library_id, "Archives"),
            },
            programmes={
                ProgrammeId("p1"): Programme(ProgrammeId("p1"), 30, {QC: 20}, name="Programme p1")
            },
            experts={
                expert_id(anne.id): Expert(
                    id=expert_id(anne.id),
                    kind="member",
                    institution=QC,
                    group="A",
                    domains={archives_id: 2},
                    languages={Language("fr"): 6},
                    experience=frozenset({"HT"}),
                    days_max=20,
                    missions_max=3,
                    rest=4,
                    prefers=frozenset({HT}),
                    excludes=frozenset({ML}),
                    name="Anne Bova",
                )
            },
            missions={
                mission_id(first.id): Mission(
                    id=mission_id(first.id),
                    venue="home",
                    window=_day(horizon, make.MONDAY),
                    length=4,
                    roles=(Role(role_id(first.roles[0].id)),),
                    institution=QC,
                    weekdays=frozenset({1, 2, 3, 4}),
                    name="Seminar",
                ),
                mission_id(second.id): Mission(
                    id=mission_id(second.id),
                    venue="abroad",
                    window=Span(april, april + 10),
                    length=4,
                    roles=(
                        Role(
                            id=role_id(asked.id),
                            count=2,
                            kind="member",
                            institutions=frozenset({QC}),
                            domains={library_id: 1},
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
                    closed=closed,
                    speaks={Language("ht"): 3},
                    plural=False,
                    after=(After(mission_id(first.id), 6),),
                    banned=frozenset({expert_id(anne.id)}),
                    name="Seminar",
                ),
            },
        )


def test_a_loaded_problem_is_a_problem_file(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        anne = make.expert(session, home, domains={make.domain(session): 2})
        mission = make.mission(session, home, make.partner(session), state="accepted")
        make.staffed(session, mission, anne)

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

        experts = _load(session).experts

    # Not yet in office, sitting, and out of office until the last day of the horizon.
    assert experts[expert_id(member.id)].busy == (Span(0, 2), Span(16, 22), Span(56, 58))
    assert experts[expert_id(official.id)].busy == (Span(0, 2),)


def test_people_who_have_left_are_not_in_the_problem(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        make.expert(session, home, served_until=FIRST - timedelta(days=1))
        make.expert(session, home, served_until=FIRST)

        experts = _load(session).experts

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

        assert list(_load(session).missions) == [mission_id(mission.id)] * is_in


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

        problem = _load(session)

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

        problem = _load(session)

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

        problem = _load(session)

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

        problem = _load(session)

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

        known = _load(session).missions[mission_id(later.id)]

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

        problem = _load(session)

        left = problem.programmes[ProgrammeId("p1")]
        assert (left.expert_half_days_max, left.by_institution) == (6, {QC: 0})
        assert problem.experts[expert_id(anne.id)].prefers == {HT}


def _answer(problem: Problem, mission: MissionRow, *experts: int) -> Answer:
    seated = tuple(expert_id(expert) for expert in experts)
    start = problem.horizon.index_of(make.MONDAY)
    held = Held(start, {role_id(mission.roles[0].id): seated})
    return Answer("optimal", Plan({mission_id(mission.id): held}), tiers=(TierResult(0, 0),))


def test_a_stored_plan_is_loaded_as_it_was(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne, paul = make.expert(session, home), make.expert(session, home, "Paul Deru")
        mission = make.mission(session, home, there, make.role(count=2))
        problem = _load(session)
        answer = _answer(problem, mission, anne.id, paul.id)

        row = store_plan(session, problem, answer, base_id=None, by=make.BY, at=make.AT)

        session.expire_all()
        assert load_plan(session, row.id, problem) == answer.plan
        assert (row.state, row.tiers) == ("solved", [{"value": 0, "bound": 0, "optimal": True}])


def test_a_stored_plan_carries_what_the_problem_was_not_about(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        facts = {"first": date(2026, 6, 1), "state": "closed"}
        done = make.mission(session, home, there, **facts)  # type: ignore[arg-type]
        gone = make.mission(session, home, there, first=date(2027, 1, 11))
        mission = make.mission(session, home, there)
        for each in (done, gone):
            make.staffed(session, each, anne)
        problem, base = _load(session), plans.live_id(session)
        row = mission_states.move(
            session, gone.id, "cancelled", make.BY, make.AT, reason="No visas."
        )
        answer = _answer(problem, mission, anne.id)

        plan = store_plan(session, problem, answer, base_id=base, by=make.BY, at=make.AT)

        assert row.state == "cancelled"
        expected = {done.id: half_day(date(2026, 6, 1)), mission.id: half_day(make.MONDAY)}
        assert plans.starts(session, plan.id) == expected
        assert [seat.expert_id for seat in plan.assignments] == [anne.id, anne.id]


def test_a_solved_plan_is_published_and_comes_back_as_published(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne = make.expert(session, home)
        mission = make.mission(session, home, there)
        problem = _load(session)
        answer = _answer(problem, mission, anne.id)
        assert answer.plan is not None
        plan = store_plan(session, problem, answer, base_id=None, by=make.BY, at=make.AT)

        publish.publish(session, plan.id, make.BY, make.AT)

        assert _load(session).published == answer.plan.missions
