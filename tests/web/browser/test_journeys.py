"""A whole walk in the browser: from the search to the published plan, with and without script."""

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from db.models import AssignmentRow, BookingRow, JobRow
from db.operations import pins
from tests import make
from tests.web.browser.conftest import Site
from tests.web.browser.site import PATIENCE, faults, look_again, visiting
from tests.web.browser.working import working
from tests.web.browser.world import solved


def test_search_is_watched_and_published(chromium: Browser, site: Site) -> None:
    with working(site.ledger), visiting(chromium, site.address) as visitor:
        page = visitor.sign_in("planner").go("/solve")
        page.get_by_role("button", name="Start the search").click()
        ready = page.get_by_role("heading", name="A plan is ready")
        expect(ready).to_be_visible(timeout=PATIENCE)

        page.get_by_role("button", name="Publish this plan").click()

        expect(page.get_by_role("heading", name="Plan", exact=False).first).to_be_visible()
        expect(page.get_by_role("status").filter(has_text="Published.")).to_be_visible()
        assert (visitor.complaints, visitor.outside) == ([], [])
    assert _booked(site) == 5


def test_search_is_published_without_script(chromium: Browser, site: Site) -> None:
    with (
        working(site.ledger),
        visiting(chromium, site.address, java_script_enabled=False) as visitor,
    ):
        page = visitor.sign_in("planner").go("/solve")
        page.get_by_role("button", name="Start the search").click()
        publish = page.get_by_role("button", name="Publish this plan")
        look_again(page, page.get_by_role("link", name="Look again"), publish)

        publish.click()

        expect(page.get_by_role("status").filter(has_text="Published.")).to_be_visible()
    assert _booked(site) == 5


def test_stale_plan_offers_to_solve_again(chromium: Browser, site: Site) -> None:
    with visiting(chromium, site.address) as first, visiting(chromium, site.address) as second:
        for visitor in (first, second):
            visitor.sign_in("planner").go(f"/solve/{site.world.job}")
        _keep_out_of_the_plan(site)
        second.go(f"/solve/{solved(site.ledger)}")

        second.page.get_by_role("button", name="Publish this plan").click()
        expect(second.page.get_by_role("status").filter(has_text="Published.")).to_be_visible()
        first.page.get_by_role("button", name="Publish this plan").click()

        heading = first.page.get_by_role("heading", level=1)
        expect(heading).to_have_text("Not published: the plan has changed meanwhile")
        expect(first.page.get_by_role("button", name="Look for a plan again")).to_be_visible()
        assert faults(first.page) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_plan_is_printed_without_its_menus(chromium: Browser, shown: Site, language: str) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("reader", language).go("/plan?zoom=quarter")

        page.emulate_media(media="print")

        expect(page.locator(".site-header")).not_to_be_visible()
        expect(page.locator(".plan-bar")).not_to_be_visible()
        expect(page.locator("table").first).to_be_visible()


def _keep_out_of_the_plan(site: Site) -> None:
    """Somebody whom the first search sends may not go there any more: the next sends another."""
    with site.ledger.write() as session:
        plan = session.get_one(JobRow, site.world.job).plan_id
        seats = select(AssignmentRow).where(
            AssignmentRow.plan_id == plan, AssignmentRow.mission_id == site.world.planned
        )
        seat = session.scalars(seats).first()
        assert seat is not None
        pins.ban(session, site.world.planned, seat.expert_id, make.BY, make.AT)


def _booked(site: Site) -> int:
    with site.ledger.read() as session:
        rows = session.scalars(select(BookingRow).where(BookingRow.status != "cancelled"))
        return len(rows.all())
