"""Plan and board on paper: A3 across, cut between rows, the days above each page, no menu."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from db.models import InstitutionRow, PartnerRow
from tests import make
from tests.web.browser.conftest import Site
from tests.web.browser.site import visiting
from tests.web.browser.world import TODAY

MANY = 24
ADDRESSES = {
    "plan": "/plan?zoom=month&day={day}",
    "people": "/plan?view=people&zoom=quarter&day={day}",
    "board": "/scenarios/{scenario}/board?zoom=quarter&day={day}",
    "board-people": "/scenarios/{scenario}/board?view=people&zoom=year&day={day}",
}
"""Pages that are printed; all have more rows than one sheet of paper."""


@pytest.fixture
def busy(site: Site) -> Site:
    """A site with a month in which many are away on the same days."""
    with site.ledger.write() as session:
        home = session.get_one(InstitutionRow, site.world.institution)
        partner = session.scalars(select(PartnerRow)).first()
        first = TODAY + timedelta(days=70 - TODAY.weekday())
        for number in range(MANY):
            expert = make.expert(session, home, f"Ada Nom{number:02}")
            title = f"Visit {number:02}"
            mission = make.mission(session, home, partner, title=title, first=first)
            make.staffed(session, mission, expert)
    return site


@pytest.mark.parametrize("name", ADDRESSES)
def test_paper_is_a3_across_with_whole_rows_and_the_days_on_each_page(
    chromium: Browser, busy: Site, name: str
) -> None:
    day = (TODAY + timedelta(days=70)).isoformat()
    with visiting(chromium, busy.address) as visitor:
        path = ADDRESSES[name].format(day=day, scenario=busy.world.scenario)
        page = visitor.sign_in("coordinator").go(path)
        pdf = page.pdf(prefer_css_page_size=True)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 1511, "height": 1047})

        pages = sizes(pdf)
        assert set(pages) == {(1191, 842)}
        assert len(pages) > page.locator(".sheet").count() >= (2 if name == "plan" else 1)
        assert all(box["height"] < 1047 for box in boxes(page, ".sheet"))
        assert rows_cut(page) == []
        assert page.locator(".site-header, .plan-bar").evaluate_all(_ARE_SHOWN) == []
        expect(page.locator(".draft-banner")).to_be_visible(visible=name.startswith("board"))
        expect(page.locator(".legend")).to_be_visible()
        assert page.locator("thead").first.evaluate("e => getComputedStyle(e).display") == (
            "table-header-group"
        )


def test_staffing_on_paper_names_the_roles_and_who_is_in_them(
    chromium: Browser, site: Site
) -> None:
    with visiting(chromium, site.address) as visitor:
        page = visitor.sign_in("coordinator").go(f"/missions/{site.world.mission}/staff?lang=en")
        roles = page.locator(".team-role")
        names = [each.strip() for each in roles.locator("legend").all_inner_texts()]
        said = page.locator(".seat-said:not([hidden])")
        assert said.count() >= 1
        page.emulate_media(media="print")

        for name in names:
            expect(roles.locator("legend", has_text=name).first).to_be_visible()
        for number in range(said.count()):
            expect(said.nth(number)).to_be_visible()
        expect(page.locator("select:visible, button:visible")).to_have_count(0)
        expect(page.get_by_text("Or take date and team away")).not_to_be_visible()


@pytest.mark.parametrize("path", ["/missions/{mission}/refusals", "/scenarios/{scenario}"])
def test_heading_of_a_form_is_on_no_paper_without_it(
    chromium: Browser, site: Site, path: str
) -> None:
    address = path.format(mission=site.world.mission, scenario=site.world.scenario)
    with visiting(chromium, site.address) as visitor:
        page = visitor.sign_in("coordinator").go(f"{address}?lang=en")
        page.emulate_media(media="print")

        for heading in ("Note a refusal", "This scenario"):
            expect(page.get_by_role("heading", name=heading, exact=True)).to_have_count(0)


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """The size of each page, in whole points."""
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in found]


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Where elements are, in CSS pixels."""
    found: list[dict[str, float]] = page.locator(selector).evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().toJSON())"
    )
    return found


def rows_cut(page: Page) -> list[str]:
    """Bars that no page shows from top to bottom."""
    found: list[str] = page.evaluate(_CUT)
    return found


_ARE_SHOWN = "all => all.filter((e) => e.checkVisibility()).map((e) => e.className)"
_CUT = """() => {
  const pages = [...document.querySelectorAll(".sheet-picture svg")]
    .filter((each) => each.querySelector('use[href="#lanes"]'))
    .map((each) => each.viewBox.baseVal);
  return [...document.querySelectorAll("#lanes .bar, #lanes text")]
    .map((each) => each.getBBox())
    .filter((bar) => !pages.some((p) => p.y <= bar.y && bar.y + bar.height <= p.y + p.height))
    .map((bar) => `${bar.y}+${bar.height}`);
}"""
