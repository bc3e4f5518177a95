"""Every page, for a coordinator and an expert: accessible, quiet, narrow, nothing from outside."""

import time
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.web.browser.conftest import Site
from tests.web.browser.pages import PUBLIC, SIGNED_IN, address
from tests.web.browser.site import Visitor, faults, visiting

LANGUAGES = ("en", "fr")
VISITS = (("coordinator", "en"), ("coordinator", "fr"), ("expert", "fr"))
"""Roles and languages; the others see some of a coordinator's pages, and parts of them."""
SHUT = (403, 404)
ENTERED = {
    "coordinator": {*SIGNED_IN},
    "expert": {"home", "expert", "calendar", "answer-own"},
}
"""Pages that a role is certain to see; which it may not enter, the tests of the policy hold."""
NARROW, WIDE = ViewportSize(width=320, height=640), ViewportSize(width=1280, height=900)
LATE_SECONDS = 20
"""No measure of speed: what a page takes on a busy machine unless something waits for ever."""


@dataclass(frozen=True)
class Looks:
    """What a page looks like; without a word, one that is sound."""

    status: int = 200
    heads: int = 1
    is_in_language: bool = True
    width: int = NARROW["width"]
    faults: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    is_late: bool = False


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_everybody_are_sound(chromium: Browser, shown: Site, language: str) -> None:
    with visiting(chromium, shown.address, viewport=NARROW) as visitor:
        found = {
            name: look(visitor, f"{path}?lang={language}", language)
            for name, path in PUBLIC.items()
        }

    assert found == dict.fromkeys(PUBLIC, Looks()) | {"missing": Looks(status=404)}


@pytest.mark.parametrize(("role", "language"), VISITS)
def test_pages_of_a_role_are_sound(
    chromium: Browser, shown: Site, role: str, language: str
) -> None:
    with visiting(chromium, shown.address, viewport=NARROW) as visitor:
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


_PRESSED = """() => {
  const seen = it => it.getClientRects().length && getComputedStyle(it).visibility !== "hidden";
  const pressed = "button, select, textarea, input:not([type=hidden]), summary, label, .btn";
  return [...document.querySelectorAll(pressed)]
    .filter(it => seen(it) && !(it.matches("summary") && it.parentElement.open))
    .map(it => it.outerHTML.slice(0, 200));
}"""
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


def look(visitor: Visitor, path: str, language: str, is_signed_in: bool = False) -> Looks:
    """One visit: on a phone as the page opens, then on a desk, then on paper.

    Who `is_signed_in` may find it shut, which is all that is looked at then; nobody else prints.
    """
    page = visitor.page
    visitor.complaints.clear()
    page.set_viewport_size(NARROW)
    started = time.monotonic()
    answer = page.goto(f"{visitor.address}{path}")
    taken = time.monotonic() - started
    assert answer is not None
    if answer.status in SHUT and is_signed_in:
        return Looks(status=answer.status)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(WIDE)
    return Looks(
        status=answer.status,
        heads=page.locator("h1").count(),
        is_in_language=page.locator("html").get_attribute("lang") == language,
        width=width,
        faults=faults(page),
        pressed=_on_paper(page) if is_signed_in else [],
        complaints=[*visitor.complaints],
        outside=[*visitor.outside],
        is_late=taken > LATE_SECONDS,
    )


def _on_paper(page: Page) -> list[str]:
    """What could be pressed on a printed page."""
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(_PRESSED)
    page.emulate_media(media="screen")
    return found
