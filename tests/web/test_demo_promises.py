"""The example keeps its promises on any day, at any hour: by what is drawn, and as pages see it.

`make campaign` looks at every day of two years; otherwise some days have to do, those among them
on which the example once fell short.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from db.engine import Ledger
from db.models import MissionRow, PlanMissionRow, PlanRow
from db.words import MISSION_STATES
from matcher.plan import Answer
from matcher.problem import Problem
from matcher.solve import solve
from tests.chance import USUAL, examples
from tests.web import promises
from tests.worlds import migrated
from web.app import create_app
from web.demo.calendar import Calendar
from web.demo.fill import fill
from web.demo.make import Made, make
from web.demo.missions import NoRoom, draw_surely
from web.demo.people import dice
from web.demo.roster import roster
from web.demo.units import FRANCE, QUEBEC, Unit
from web.demo.year import YEAR, year
from web.http.ledger import close
from web.service.settings import Settings

FIRST = date(2026, 11, 1)
DAYS = (
    *(date(2026, 11, 29), date(2026, 12, 24), date(2026, 12, 31), date(2027, 1, 1)),
    *(date(2027, 3, 14), date(2027, 7, 20), date(2027, 9, 18), date(2027, 11, 22)),
    *(date(2028, 2, 29), date(2028, 9, 29)),
)
EVERY_DAY = tuple(FIRST + timedelta(days=k) for k in range(731))
IS_CAMPAIGN = settings().max_examples > USUAL
MOMENTS = (
    datetime(2026, 11, 29, 20, tzinfo=UTC),
    datetime(2027, 1, 1, 2, 30, tzinfo=UTC),
    datetime(2027, 3, 14, 23, 45, tzinfo=UTC),
)
"""An evening, the old year in Québec, and the day of a change of clocks there."""


@pytest.mark.parametrize("today", EVERY_DAY if IS_CAMPAIGN else DAYS, ids=str)
def test_drawn_missions_keep_the_promises_on_any_day(today: date) -> None:
    missions = year(QUEBEC, 1, today, roster(QUEBEC, 1, today))

    assert list(promises.unkept_by_year(missions, today)) == []
    assert 40 <= len(missions.open) <= 60


@examples(3)
@given(
    unit=st.sampled_from([QUEBEC, FRANCE]),
    seed=st.integers(0, 2**31 - 1),
    today=st.sampled_from(EVERY_DAY),
)
def test_drawn_missions_keep_the_promises_of_any_example(
    unit: Unit, seed: int, today: date
) -> None:
    missions = year(unit, seed, today, roster(unit, seed, today))

    assert list(promises.unkept_by_year(missions, today)) == []


def test_days_that_leave_no_room_are_said_and_not_passed_over() -> None:
    """New Year's Day is a holiday of the parliament: no visit begins there."""
    day = date(2027, 1, 1)
    calendar = Calendar(QUEBEC, day - YEAR, day + YEAR)

    with pytest.raises(NoRoom, match="No room between 2027-01-01 and 2027-01-01"):
        draw_surely(dice("q", 1, "x"), ("working_visit",), calendar, (), (day, day))


@pytest.fixture(scope="module", params=MOMENTS, ids=str)
def example(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Ledger, Made, datetime]]:
    """The whole example as it is made at a moment, by a search that is bounded by its work."""
    url = f"sqlite:///{tmp_path_factory.mktemp('promises') / 'example.db'}"
    migrated(url)
    ledger = Ledger(url)
    yield ledger, make(ledger, QUEBEC, 1, request.param, "en", quick), request.param
    ledger.dispose()


def quick(problem: Problem) -> Answer:
    """Any fair plan will do: what is promised does not hang on a better one."""
    return solve(
        problem, work_limit=1, time_limit=600, workers=1, strategies=("construct", "counting")
    )


def test_promises_are_kept_once_all_is_published(
    example: tuple[Ledger, Made, datetime],
) -> None:
    """Wherever it is read: the day at the parliament, in Greenwich, and some days after."""
    ledger, made, at = example
    home = at.astimezone(ZoneInfo(made.unit.timezone)).date()

    with ledger.read() as session:
        found = {
            day: promises.unkept(session, day)
            for day in {home, at.date(), home + timedelta(days=1), home + timedelta(days=4)}
        }

    assert [day for day, names in found.items() if names] == [], found
    assert 1 <= made.vacancies <= 0.15 * made.seats


def test_the_nearer_a_mission_the_firmer_it_is(example: tuple[Ledger, Made, datetime]) -> None:
    ledger, _, _ = example
    with ledger.read() as session:
        live = select(PlanRow.id).where(PlanRow.state == "live").scalar_subquery()
        rows = session.execute(
            select(MissionRow.state, func.max(PlanMissionRow.start).label("latest"))
            .join(PlanMissionRow, PlanMissionRow.mission_id == MissionRow.id)
            .where(PlanMissionRow.plan_id == live)
            .group_by(MissionRow.state)
        ).all()

    last = {row.state: row.latest for row in rows}
    firm = ("closed", "reported", "delivered", "scheduled", "accepted", "proposed", "approved")
    assert sorted(firm, key=lambda state: last[state]) == list(firm)


def test_every_address_printed_leads_to_entries(
    example: tuple[Ledger, Made, datetime],
) -> None:
    ledger, made, _ = example
    app = create_app(Settings(database_url=str(ledger.engine.url), secret_key="k" * 64))

    bodies = {each.kind: _read(app, each.path) for each in made.addresses}

    close(app)
    assert set(bodies) == {"expert", "mission", "institution", "programme", "partner"}
    assert [kind for kind, body in bodies.items() if b"BEGIN:VEVENT" not in body] == []


def _read(app: Flask, path: str) -> bytes:
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    return answer.data


def test_a_promise_that_is_not_kept_is_named(sqlite_url: str) -> None:
    """What holds the example to its word sees what is missing where nothing was decided yet."""
    migrated(sqlite_url)
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        fill(session, QUEBEC, 1, DAYS[0], MOMENTS[0])
        session.execute(update(MissionRow).values(state="planned"))

        found = promises.unkept(session, DAYS[0])

    ledger.dispose()
    states = [f"no mission is {state}" for state in MISSION_STATES if state != "planned"]
    assert found == [*states, "nobody to fall ill who can be replaced"]
