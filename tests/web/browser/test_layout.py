"""What fits where: the header, a year, long names on a phone, and a mission on paper."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browser.conftest import Site
from tests.web.browser.pages import SIGNED_IN, address
from tests.web.browser.site import visiting

_TOPS = "links => [...new Set(links.map(link => Math.round(link.getBoundingClientRect().top)))]"
_CUT = """names => {
  const edge = names.getBoundingClientRect().right;
  return [...names.querySelectorAll("text")]
    .filter(text => text.getClientRects().length && text.getBoundingClientRect().right > edge)
    .map(text => text.textContent);
}"""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [390, 1280])
def test_header_has_the_account_and_one_line_of_places(
    chromium: Browser, shown: Site, language: str, width: int
) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator").page
        page.set_viewport_size({"width": width, "height": 900})
        visitor.go(f"/?lang={language}")

        expect(page.locator(".reader-name")).to_be_visible()
        assert len(page.locator(".site-nav a:visible").evaluate_all(_TOPS)) == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_year_shows_december_without_a_push(chromium: Browser, shown: Site) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator").page
        page.set_viewport_size({"width": 1280, "height": 900})
        visitor.go("/plan?zoom=year")

        frame = page.locator(".timeline").first
        assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") <= 0


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/coverage", ".cover-names"),
        ("/plan?view=people&zoom=month", ".timeline-names"),
        (SIGNED_IN["compare"], ".timeline-names >> nth=0"),
        (SIGNED_IN["compare"], ".timeline-names >> nth=1"),
    ],
)
def test_names_on_a_phone_end_within_their_column(
    chromium: Browser, shown: Site, path: str, names: str
) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator").page
        page.set_viewport_size({"width": 390, "height": 900})
        visitor.go(address(f"{path}{'&' if '?' in path else '?'}lang=fr", shown.world))

        assert page.locator(names).first.evaluate(_CUT) == []


_LETTERS = """() => [...document.querySelectorAll("main svg text")]
  .filter(text => text.getClientRects().length)
  .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""
_SMALLEST = 8
"""Pixels of the letters in a picture: smaller ones are read by nobody on a phone."""


@pytest.mark.parametrize("path", ["compare", "coverage", "expert", "plan-year", "board-people"])
def test_letters_of_pictures_are_readable_on_a_phone(
    chromium: Browser, shown: Site, path: str
) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator").page
        page.set_viewport_size({"width": 390, "height": 900})
        visitor.go(address(SIGNED_IN[path], shown.world))

        assert min(page.evaluate(_LETTERS)) >= _SMALLEST


def test_comparison_on_a_phone_opens_where_something_changes(
    chromium: Browser, shown: Site
) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator").page
        page.set_viewport_size({"width": 390, "height": 900})
        visitor.go(address(SIGNED_IN["compare"], shown.world))

        for frame in page.locator(".timeline").all():
            frame.scroll_into_view_if_needed()
            expect(frame.locator(".change-after").first).to_be_in_viewport()


_IN_SIGHT = """part => {
  const at = part.getBoundingClientRect();
  const seen = document.elementFromPoint((at.left + at.right) / 2, (at.top + at.bottom) / 2);
  return at.left >= 0 && at.right <= innerWidth && (part === seen || part.contains(seen));
}"""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", ["/", "/plan", "/outbox", "/conflicts"])
def test_place_and_conflicts_are_in_sight_on_a_phone(
    chromium: Browser, shown: Site, path: str, language: str
) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator").page
        page.set_viewport_size({"width": 390, "height": 900})
        visitor.go(f"{path}?lang={language}")

        nav = page.locator(".site-nav")
        assert nav.locator("[aria-current]:visible").evaluate(_IN_SIGHT)
        assert nav.locator(".menu-count:visible").evaluate(_IN_SIGHT)


@pytest.mark.parametrize("view", ["missions", "people"])
def test_plan_on_a_phone_opens_where_today_is(chromium: Browser, shown: Site, view: str) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator").page
        page.set_viewport_size({"width": 390, "height": 900})
        visitor.go(f"/plan?view={view}")

        expect(page.locator("#today")).to_be_in_viewport()
        page.locator(".page-head a", has_text="Today").click()
        expect(page).to_have_url(re.compile("#today$"))


def test_printed_mission_has_nothing_to_press(chromium: Browser, shown: Site) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator").go(f"/missions/{shown.world.mission}")
        page.emulate_media(media="print")

        pressed = page.locator("button, select, textarea, input, .btn")
        assert [
            each.evaluate("it => it.outerHTML") for each in pressed.all() if each.is_visible()
        ] == []
        expect(page.get_by_role("heading", level=1)).to_be_visible()


_LINE = 8
"""Pixels by which things on one line may end apart."""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["plan", "board"])
def test_what_a_picture_shows_is_chosen_on_one_line(
    chromium: Browser, shown: Site, name: str, language: str
) -> None:
    bottoms = "parts => parts.map(part => part.getBoundingClientRect().bottom)"
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator", language).page
        page.set_viewport_size({"width": 1280, "height": 900})
        visitor.go(address(SIGNED_IN[name], shown.world))

        ends = page.locator(".plan-bar > *").evaluate_all(bottoms)

    assert max(ends) - min(ends) < _LINE
