"""The queue and a refused release in the browser: sound, narrow, in both languages."""

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from db.actors import Actor
from db.models import AccountRow, MissionRow
from db.moments import half_day
from db.operations import attempts, jobs, publish, staffing
from db.operations.staffing import Staffing
from tests.clock import NOW
from tests.web.browser.conftest import Site
from tests.web.browser.site import faults, visiting


@pytest.mark.parametrize("language", ["en", "fr"])
def test_queue_and_refused_release_are_sound_and_narrow(
    chromium: Browser, site: Site, language: str
) -> None:
    fill(site)
    narrow = {"width": 320, "height": 640}
    with visiting(chromium, site.address, viewport=narrow) as visitor:
        visitor.sign_in("planner", language)
        for path, heading in (
            ("/solve", "#queue"),
            (f"/scenarios/{site.world.scenario}", "#queue"),
            (f"/scenarios/{site.world.scenario}/publish", "#meanwhile"),
        ):
            page = visitor.go(path)
            assert page.locator(heading).count() == 1
            assert faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert (visitor.complaints, visitor.outside) == ([], [])


def fill(site: Site) -> None:
    """One search runs and two wait, and somebody publishes a mission of the scenario otherwise."""
    with site.ledger.write() as session:
        planner = session.scalars(select(AccountRow).where(AccountRow.login == "planner")).one()
        by = Actor(planner.id, planner.login)
        for asked in ({"scenario": site.world.scenario}, {}, {"time_limit": 60}):
            jobs.ask(session, "solve", asked, by, NOW)
        attempts.claim(session, NOW)
        mission = session.get_one(MissionRow, site.world.planned)
        alone = Staffing(half_day(mission.window_first), {})
        plan = staffing.restaff(session, mission.id, alone, by, NOW)
        publish.publish(session, plan.id, by, NOW)
