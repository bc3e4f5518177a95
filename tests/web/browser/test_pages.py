"""Every page, once a role: accessible, quiet, narrow, spaced, nothing from outside."""

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browser.conftest import Site
from tests.web.browser.looks import SHUT, Looks, look
from tests.web.browser.pages import PUBLIC, SIGNED_IN, address
from tests.web.browser.site import faults, visiting

LANGUAGES = ("en", "fr")
VISITS = (
    ("coordinator", "en"),
    ("coordinator", "fr"),
    ("planner", "en"),
    ("expert", "fr"),
    ("reader", "fr"),
)
"""Roles and languages; who sees some of a coordinator's pages, or parts of them, in one."""
ENTERED = {
    "coordinator": {*SIGNED_IN},
    "planner": {"home", "missions", "plan", "scenario", "board", "release", "solve", "search"},
    "expert": {"home", "expert", "calendar", "answer-own"},
    "reader": {"home", "missions", "mission", "experts", "plan"},
}
"""Pages that a role is certain to see; which it may not enter, the tests of the policy hold."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_everybody_are_sound(chromium: Browser, shown: Site, language: str) -> None:
    with visiting(chromium, shown.address, reduced_motion="reduce") as visitor:
        found = {
            name: look(visitor, f"{path}?lang={language}", language)
            for name, path in PUBLIC.items()
        }

    assert found == dict.fromkeys(PUBLIC, Looks()) | {"missing": Looks(status=404)}


@pytest.mark.parametrize(("role", "language"), VISITS)
def test_pages_of_a_role_are_sound(
    chromium: Browser, shown: Site, role: str, language: str
) -> None:
    # Without motion: what is measured does not change colour just then.
    with visiting(chromium, shown.address, reduced_motion="reduce") as visitor:
        visitor.sign_in(role, language)
        found = {
            name: look(visitor, address(path, shown.world), language, is_signed_in=True)
            for name, path in SIGNED_IN.items()
        }

    shut = {name: each for name, each in found.items() if each.status in SHUT}
    assert found == dict.fromkeys(SIGNED_IN, Looks()) | shut
    assert ENTERED[role] <= found.keys() - shut.keys()


def test_refused_login_is_sound_and_leads_to_its_field(chromium: Browser, shown: Site) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.go("/login?lang=en")
        page.fill("#login", "nobody")
        page.fill("#password", "not-the-password")
        page.press("#password", "Enter")

        page.get_by_role("alert").get_by_role("link").click()

        expect(page.locator("#login")).to_be_focused()
        assert faults(page) == []
        assert (visitor.complaints, visitor.outside) == ([], [])


def test_first_tab_skips_to_the_content(chromium: Browser, shown: Site) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.go("/help?lang=en")

        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")

        expect(page.locator("#main")).to_be_focused()


def test_focus_is_visible_on_every_stop(chromium: Browser, shown: Site) -> None:
    # Without motion, so that what is measured is there at once.
    with visiting(chromium, shown.address, reduced_motion="reduce") as visitor:
        page = visitor.sign_in("coordinator").go("/plan")
        unseen = []
        for _ in range(25):
            page.keyboard.press("Tab")
            seen = page.evaluate(_IS_FOCUS_SEEN)
            if not seen["is_seen"]:
                unseen.append(seen["what"])

        assert unseen == []


def test_browser_would_notice_what_is_inline_or_from_outside(
    chromium: Browser, shown: Site
) -> None:
    # The control of this file: the same watch does see an inline script and a foreign picture.
    with visiting(chromium, shown.address) as visitor:
        page = visitor.go("/help?lang=en")
        with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
            page.evaluate(
                "const s = document.createElement('script'); s.textContent = 'document.title = 1';"
                "document.head.append(s); const i = new Image(); i.src = 'https://foreign.example/x.png';"
                "document.body.append(i);"
            )

        assert any("Content Security Policy" in text for text in visitor.complaints)
        assert page.title() != "1"
        assert any(fault.startswith("image-alt") for fault in faults(page))


_IS_FOCUS_SEEN = """() => {
  const at = document.activeElement;
  const inside = at instanceof SVGElement ? [...at.querySelectorAll("rect, text")] : [];
  const marked = [at, ...inside].some((each) => {
    const style = getComputedStyle(each);
    const outlined = style.outlineStyle !== "none" && style.outlineColor !== "rgba(0, 0, 0, 0)";
    const stroked = each !== at && style.stroke === "rgb(179, 89, 26)";
    const underlined = each !== at && style.textDecorationLine === "underline";
    return outlined || style.boxShadow !== "none" || stroked || underlined;
  });
  return { is_seen: marked || at === document.body, what: at.outerHTML.slice(0, 120) };
}"""
