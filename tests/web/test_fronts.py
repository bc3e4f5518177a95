"""Fronts: asked on the page of comparisons, kept by their job, drawn, and taken on as scenarios."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import InstitutionRow
from db.operations import scenarios
from db.operations.publish import publish
from db.queries import jobs as known
from db.queries import scenarios as known_scenarios
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.test_trials import carry_out, go_on
from tests.web.test_worker import next_monday
from tests.worlds import migrated
from web.pages.compare.frontier import SIDE, panels
from web.service.trials.found import FoundPoint, read_front
from web.service.trials.kinds import FRONT


@pytest.fixture
def both(database_url: str) -> Iterator[Ledger]:
    """Something to trade, on each database."""
    migrated(database_url)
    opened = Ledger(database_url)
    with opened.write() as session:
        make.institution(session)
    fill(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def filled(ledger: Ledger, institution: int) -> Ledger:
    """The same in the app's own database."""
    fill(ledger)
    return ledger


def fill(ledger: Ledger) -> None:
    """Who suits better has been away more; a published plan, and a scenario with a plan."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        make.expert(session, home, "Anne Bova", languages={"fr": "C2", "es": "C2"})
        make.expert(session, home, "Luc Dorval", languages={"fr": "C2", "es": "B2"})
        partner = make.partner(session)
        for number in range(4):
            first = next_monday() + timedelta(days=21 * number)
            role = make.role(languages={"es": "B2"})
            make.mission(session, home, partner, role, title=f"Visit {number}", first=first)
    carry_out(ledger, "solve", {"time_limit": 5})
    with ledger.write() as session:
        plan_id = known.job(session, 1).plan_id
        assert plan_id is not None
        publish(session, plan_id, make.BY, NOW)
        row = scenarios.open_scenario(session, "Spring", make.BY, NOW)
    carry_out(ledger, "solve", {"time_limit": 5, "scenario": row.id})


def test_front_is_kept_with_plans_that_trade(both: Ledger) -> None:
    job_id = carry_out(both, FRONT, {"seconds": 20, "scenario": None})

    with both.read() as session:
        job = known.job(session, job_id)
    found = read_front(job.best or {})
    assert (job.state, job.base_plan_id) == ("done", 1)
    assert found.measures == ("misfit", "burden", "delay")
    assert len(found.points) > 1
    assert all(point.vacancies == 0 and point.plan["missions"] for point in found.points)
    misfits = [point.measures["misfit"] for point in found.points]
    burdens = [point.measures["burden"] for point in found.points]
    assert misfits == sorted(misfits)
    assert burdens == sorted(burdens, reverse=True)


def test_front_of_a_scenario_that_is_gone_fails_with_a_reason(both: Ledger) -> None:
    job_id = carry_out(both, FRONT, {"seconds": 20, "scenario": 999})

    with both.read() as session:
        job = known.job(session, job_id)
        assert (job.state, job.error_code) == ("failed", "question.gone")


def test_page_asks_draws_and_makes_a_scenario_of_a_point(
    filled: Ledger, coordinator: Browser
) -> None:
    page = "/compare?plan=live&plan=1"
    form = {"seconds": 30, "scenario": 1, "plan": ["live", "1"]}

    asked = coordinator.send("/trials/front", form, page=page)
    go_on(filled)
    shown = coordinator.get(asked.location).location
    text = coordinator.get(page).text

    with filled.read() as session:
        job = known.latest(session, FRONT)
    assert job is not None
    found = read_front(job.best or {})
    assert shown == "/compare?plan=live&plan=1#front"
    drawn = re.findall(r'<text class="front-number"[^>]*>(\d+)</text>', text)
    assert [int(number) for number in drawn] == [*range(1, len(found.points) + 1)] * 2
    table = text[text.index('aria-label="Figures of the compromises"') :]
    rows = re.findall(r'<th scope="row">\d+</th>((?:<td class="number"[^>]*>\d+</td>)+)', table)
    said = [[int(n) for n in re.findall(r">(\d+)<", row)] for row in rows]
    assert said == [list(point.measures.values()) for point in found.points]

    taken = coordinator.send(f"/trials/{job.id}/points/1", page=page)

    assert taken.status_code == 303
    with filled.read() as session:
        row = known_scenarios.scenario(session, 2)
        assert (row.name, row.solved_gesture) == ("Compromise 1", row.gesture)
        assert row.plan_id is not None
        [change] = known_scenarios.changes(row)
        assert (change.code, dict(change.facts)) == (
            "objective.weights",
            dict(found.points[0].weights),
        )


def test_points_that_are_not_there_are_not_found(filled: Ledger, coordinator: Browser) -> None:
    page = "/compare?plan=live&plan=1"
    job_id = carry_out(filled, FRONT, {"seconds": 10, "scenario": None})

    answers = [
        coordinator.send(f"/trials/{job}/points/{number}", page=page).status_code
        for job, number in ((job_id, 0), (job_id, 99), (1, 1), (999, 1))
    ]

    assert answers == [404] * 4


def test_panels_have_the_best_of_both_at_the_bottom_left() -> None:
    facts = ({"misfit": 5, "burden": 90, "delay": 7}, {"misfit": 20, "burden": 10, "delay": 7})
    points = [FoundPoint(dict(each), {}, 0, 0, True, {}) for each in facts]  # type: ignore[arg-type]  # measures by their names

    burden, delay = panels(("misfit", "burden", "delay"), points)

    one, other = burden.marks
    assert one.x < other.x
    assert one.y < other.y <= SIDE
    assert [mark.y for mark in delay.marks] == [SIDE / 2] * 2
