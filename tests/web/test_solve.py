"""Solving: asked for, watched, stopped, compared, published, or refused with the reason."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.models import BookingRow, ExpertRow, InstitutionRow, JobRow, MissionRow, PlanRow
from db.moments import day_of, half_day
from db.operations import attempts, jobs, staffing
from db.operations.attempts import Ticket
from db.operations.staffing import Staffing
from tests import make
from tests.clock import TODAY, now
from tests.web.conftest import Browser
from tests.web.counted import count_links, listed
from web.worker.jobs.solve import perform

AHEAD = TODAY + timedelta(days=60)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
"""A Monday well after the days in which no plan changes anything."""


@pytest.fixture
def mission(ledger: Ledger, institution: int) -> int:
    """A mission with two seats, and two people who could take one each."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        for name in ("Anne Bova", "Luc Dorval"):
            make.expert(session, home, name)
        roles = make.role(count=2)
        return make.mission(session, home, make.partner(session), roles, first=MONDAY).id


@pytest.fixture
def found(ledger: Ledger, mission: int) -> Callable[..., int]:
    """A search that has ended with a plan of this mission's dates and team."""

    def make_job(*names: str, on: date = MONDAY) -> int:
        with ledger.write() as session:
            row = session.get_one(MissionRow, mission)
            team = tuple(_expert(session, name).id for name in names)
            wanted = Staffing(half_day(on), {row.roles[0].id: team})
            plan = staffing.restaff(session, mission, wanted, make.BY, make.AT)
            plan.state, plan.seconds = "solved", 1.5
            plan.tiers = [
                {"value": 0, "bound": 0, "optimal": True},
                {"value": 1, "bound": 0, "optimal": False},
                {"value": 0, "bound": 0, "optimal": True},
                {"value": 400, "bound": 398, "optimal": False},
            ]
            job = jobs.ask(session, "solve", {"time_limit": 30}, make.BY, make.AT)
            attempts.claim(session, make.AT)
            attempts.finish(session, Ticket(job.id, 1), plan.id, make.AT)
            return job.id

    return make_job


def _expert(session: Session, name: str) -> ExpertRow:
    return session.scalars(select(ExpertRow).where(ExpertRow.given_name == name)).one()


def _job(ledger: Ledger) -> JobRow:
    with ledger.read() as session:
        return session.scalars(select(JobRow)).one()


def test_search_is_asked_for_with_its_time(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    answer = coordinator.send("/solve", {"time_limit": 60}, page="/solve")

    job = _job(ledger)
    assert (answer.status_code, answer.location) == (303, f"/solve/{job.id}")
    assert (job.kind, job.state, job.asked) == ("solve", "queued", {"time_limit": 60, "seed": 1})


def test_time_that_is_not_offered_is_refused(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    answer = coordinator.send("/solve", {"time_limit": 86400}, page="/solve")

    assert answer.status_code == 400
    with ledger.read() as session:
        assert session.scalars(select(JobRow)).all() == []


def test_second_search_shows_the_one_under_way(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    for _ in range(2):
        answer = coordinator.send("/solve", {"time_limit": 30}, page="/")

    assert answer.location == f"/solve/{_job(ledger).id}"


def test_nothing_to_solve_says_what_is_missing(coordinator: Browser) -> None:
    page = coordinator.get("/solve?lang=en").text

    assert "There is no mission to plan yet." in page
    assert "Start the search" not in page


def test_search_under_way_shows_how_far_it_is(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    coordinator.send("/solve", {"time_limit": 30}, page="/solve")
    said = {"tier": 1, "value": 8, "bound": 6, "gap": 0.25, "vacancies": 3, "seconds": 4.2}
    with ledger.write() as session:
        ticket = attempts.claim(session, now())
        assert ticket is not None
        attempts.report(session, ticket, said, None, now())

    page = coordinator.get(f"/solve/{ticket.job_id}?lang=en").text

    assert "Step 2: Vacancies" in page
    assert '<progress class="solve-progress" aria-label="Time used" max="30" value="4.2">' in page
    assert "25%" in page
    assert "Stop and keep the best plan" in page


def test_script_gets_the_part_that_it_swaps(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    coordinator.send("/solve", {"time_limit": 30}, page="/solve")

    part = coordinator.get(f"/solve/{_job(ledger).id}", headers={"X-Fragment": "progress"}).text

    assert part.lstrip().startswith('<div id="progress" data-watch="on" data-events=')
    assert "<html" not in part


@pytest.mark.parametrize("order", ["stop", "cancel"])
def test_search_can_be_ended_before_it_begins(
    coordinator: Browser, ledger: Ledger, mission: int, order: str
) -> None:
    coordinator.send("/solve", {"time_limit": 30}, page="/solve")
    job_id = _job(ledger).id

    coordinator.send(f"/solve/{job_id}/{order}", page="/")
    page = coordinator.get(f"/solve/{job_id}?lang=en").text

    assert "The search was cancelled" in page
    assert _job(ledger).state == "cancelled"


def test_ending_what_has_ended_says_so(coordinator: Browser, found: Callable[..., int]) -> None:
    job_id = found("Anne")

    coordinator.send(f"/solve/{job_id}/stop", page="/?lang=en")

    assert "The search had ended already." in coordinator.get(f"/solve/{job_id}").text


def test_result_says_what_is_proven_who_joins_and_what_stays_vacant(
    coordinator: Browser, found: Callable[..., int]
) -> None:
    page = coordinator.get(f"/solve/{found('Anne')}?lang=en").text

    assert page.count("no better plan exists: proven") == 2
    assert "a better plan is still possible" in page
    assert "within 0.5% of the best possible" in page
    assert re.findall(r"<li>(.*?)</li>", page.split('class="tally"')[1])[:7] == [
        "1 person joins",
        "0 people leave",
        "0 people have other dates",
        "0 assignments stay as they are",
        "1 mission gets a date",
        "0 missions lose their date",
        "0 missions have other dates",
    ]
    assert "Bova, Anne</a>" in page
    assert "1 vacant" in page


def test_publishing_makes_bookings_and_shows_the_plan(
    coordinator: Browser, ledger: Ledger, found: Callable[..., int]
) -> None:
    job_id = found("Anne", "Luc")

    answer = coordinator.send(f"/solve/{job_id}/publish", {"base": ""}, page="/?lang=en")

    assert (answer.status_code, answer.location) == (303, f"/plan?day={MONDAY}")
    with ledger.read() as session:
        assert len(session.scalars(select(BookingRow)).all()) == 2
    assert "Published. 3 changes are on their way to calendars." in coordinator.get("/plan").text
    assert "This plan is published" in coordinator.get(f"/solve/{job_id}").text


def test_publishing_twice_changes_nothing_more(
    coordinator: Browser, ledger: Ledger, found: Callable[..., int]
) -> None:
    job_id = found("Anne")
    for _ in range(2):
        answer = coordinator.send(f"/solve/{job_id}/publish", {"base": ""}, page="/?lang=en")

    assert answer.location == f"/solve/{job_id}"
    with ledger.read() as session:
        assert [plan.number for plan in session.scalars(select(PlanRow))] == [1]


def test_stale_plan_is_refused_with_what_has_changed(
    coordinator: Browser, ledger: Ledger, found: Callable[..., int]
) -> None:
    first, second = found("Anne"), found("Luc")
    coordinator.send(f"/solve/{second}/publish", {"base": ""}, page="/?lang=en")

    answer = coordinator.send(f"/solve/{first}/publish", {"base": ""}, page="/")

    assert answer.status_code == 409
    assert "Not published: the plan has changed meanwhile" in answer.text
    assert "Dorval, Luc</a>" in answer.text
    assert "Look for a plan again" in answer.text
    with ledger.read() as session:
        assert [b.expert.given_name for b in session.scalars(select(BookingRow))] == ["Luc"]
    assert "Something else was published" in coordinator.get(f"/solve/{first}").text


def test_double_booking_is_refused_with_who_where_and_when(
    coordinator: Browser, ledger: Ledger, institution: int, found: Callable[..., int]
) -> None:
    job_id = found("Anne")
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        other = make.mission(
            session, home, make.partner(session, "ml"), title="Clash", first=MONDAY
        )
        plan = session.scalars(select(PlanRow)).one()
        staffing.hold(plan, other.id, Staffing(half_day(MONDAY), {other.roles[0].id: (1,)}))

    answer = coordinator.send(f"/solve/{job_id}/publish", {"base": ""}, page="/?lang=en")

    assert (answer.status_code, answer.location) == (303, "/scenarios/1/publish")
    page = coordinator.get(answer.location).text
    assert "This forbids it" in page
    assert "Anne Bova is already booked for “" in page
    assert "Publish this plan" not in page
    with ledger.read() as session:
        assert session.scalars(select(BookingRow)).all() == []


def test_moved_people_are_told_from_those_who_stay(
    coordinator: Browser, ledger: Ledger, found: Callable[..., int]
) -> None:
    coordinator.send(f"/solve/{found('Anne')}/publish", {"base": ""}, page="/?lang=en")
    later = found("Anne", on=MONDAY + timedelta(days=1))

    page = coordinator.get(f"/solve/{later}").text

    assert "1 person has other dates" in page
    assert "1 mission has other dates" in page
    assert "instead of" in page


def test_failed_search_says_why(coordinator: Browser, ledger: Ledger, mission: int) -> None:
    pins = [{"mission": f"m{mission}", "start": "2027-03-01/am"}]
    with ledger.write() as session:
        job = jobs.ask(session, "solve", {}, make.BY, make.AT)
        ticket = attempts.claim(session, make.AT)
        assert ticket is not None
        attempts.fail(session, ticket, "plan.infeasible", {"conflict": pins}, make.AT)
        job_id = job.id

    page = coordinator.get(f"/solve/{job_id}?lang=en").text

    assert "What is decided already clashes." in page
    assert "“Seminar” is pinned to its date" in page
    assert f'href="/missions/{mission}">Open that mission</a>' in page


@pytest.mark.parametrize(
    "address", ["/solve/999", "/solve/9999999999", "/solve/999/publish", "/solve/999/stop"]
)
def test_search_that_is_not_there_is_404(coordinator: Browser, address: str) -> None:
    method = "GET" if address.removeprefix("/solve/").isdecimal() else "POST"
    form = {"csrf_token": coordinator.token("/")}

    assert coordinator.open(address, method=method, data=form).status_code == 404


def test_search_from_asking_to_calendars(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    coordinator.send("/solve", {"time_limit": 10}, page="/solve?lang=en")
    with ledger.write() as session:
        ticket = attempts.claim(session, now())
    assert ticket is not None
    perform(ledger, ticket, now, lambda: False)

    page = coordinator.get(f"/solve/{ticket.job_id}").text
    answer = coordinator.send(
        f"/solve/{ticket.job_id}/publish", {"base": ""}, page=f"/solve/{ticket.job_id}"
    )

    assert ">1 mission with dates</a>" in page
    assert "also those that stay as they are; 2 seats are filled in all)" in page
    assert "None: every seat is filled." in page
    assert answer.location == f"/plan?day={MONDAY}"
    plan = coordinator.get(f"/plan?day={MONDAY.isoformat()}").text
    assert "Bova, Anne; Dorval, Luc" in plan


def test_plan_that_does_not_hold_any_more_goes_by_a_release_page(
    coordinator: Browser, ledger: Ledger, found: Callable[..., int]
) -> None:
    job_id = found("Anne")
    with ledger.write() as session:
        booked = session.get_one(PlanRow, session.get_one(JobRow, job_id).plan_id)
        [seat] = booked.assignments
        start = day_of(booked.missions[0].start)
        make.busy(session, session.get_one(ExpertRow, seat.expert_id), start, start)

    answer = coordinator.send(f"/solve/{job_id}/publish", {"base": ""}, page="/?lang=en")

    assert (answer.status_code, answer.location) == (303, "/scenarios/1/publish")
    page = coordinator.get(answer.location).text
    assert "To be accepted" in page
    assert "is not available" in page
    with ledger.read() as session:
        assert session.scalars(select(BookingRow)).all() == []


def test_missions_with_dates_are_listed_with_their_days_and_filled_seats(
    coordinator: Browser, found: Callable[..., int]
) -> None:
    path = f"/solve/{found('Anne')}"
    page = " ".join(coordinator.get(f"{path}?lang=en").text.split())

    assert next(iter(count_links(coordinator, path))) == ("#dated", 1)
    assert listed(coordinator, path, "#dated") == 1
    assert f'<span class="quiet">{MONDAY.day}' in page
    assert "<br>1 seat is filled.</li>" in page
