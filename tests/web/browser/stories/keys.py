"""The hand that has no mouse: Tab to get there, Enter, Space and arrows to act."""

from datetime import date
from typing import ClassVar

from playwright.sync_api import Locator, expect

from tests.web.browser.stories.hands import Hand

MOSTSTOPS = 260
"""Tabs from anywhere to anywhere on one page; more, and something holds the focus."""


class Keyboard(Hand):
    """Every stop on the way shows that it has the focus, or the story ends there."""

    # Without motion, so that what is measured is there at once.
    options: ClassVar[dict[str, object]] = {"reduced_motion": "reduce"}

    def open(self, what: Locator) -> None:
        """Reach it and press Enter."""
        self.reach(what)
        self.page.keyboard.press("Enter")

    def flip(self, box: Locator) -> None:
        """Reach it and press the space bar."""
        self.reach(box)
        self.page.keyboard.press("Space")

    def put(self, where: Locator, text: str) -> None:
        """Reach it and type; a date field takes month, day and year in a row."""
        self.reach(where)
        if where.get_attribute("type") == "date":
            year, month, day = text.split("-")
            self.page.keyboard.type(f"{month}{day}{year}")
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        expect(where).to_have_value(text)

    def pick(self, chooser: Locator, at: int) -> None:
        """Reach it, go to its beginning, and down from there."""
        self.reach(chooser)
        self.page.keyboard.press("Home")
        for _ in range(at):
            self.page.keyboard.press("ArrowDown")

    def shift(self, bar: Locator, to: date) -> None:
        """Move it day by day with the arrow keys, and ask."""
        self.page.wait_for_load_state()
        self.reach(bar)
        for _ in range(self.days_to(bar, to)):
            self.page.keyboard.press("ArrowRight")
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("dialog")).to_be_visible()

    def reach(self, what: Locator) -> None:
        """Press Tab until it has the focus."""
        what.wait_for()
        target = what.element_handle()
        for _ in range(MOSTSTOPS):
            stop = self.page.evaluate(STOP, target)
            assert stop["is_seen"], f"The focus does not show on {stop['what']}"
            if stop["is_there"]:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"No number of tabs leads to {what}")


STOP = """(target) => {
  const at = document.activeElement;
  const inside = at instanceof SVGElement ? [...at.querySelectorAll("rect, text")] : [];
  const is_seen = at === document.body || [at, ...inside].some((each) => {
    const style = getComputedStyle(each);
    const outlined = style.outlineStyle !== "none" && style.outlineColor !== "rgba(0, 0, 0, 0)";
    const stroked = each !== at && style.stroke === "rgb(179, 89, 26)";
    const underlined = each !== at && style.textDecorationLine === "underline";
    return outlined || style.boxShadow !== "none" || stroked || underlined;
  });
  const box = at.getBoundingClientRect();
  const [x, y] = [box.x + Math.min(box.width, 20) / 2, box.y + Math.min(box.height, 20) / 2];
  const top = document.elementFromPoint(x, y);
  const is_covered = at !== document.body && top !== null && !at.contains(top) && !top.contains(at);
  const is_body = at === document.body;
  const which = [...document.querySelectorAll("*")].indexOf(at);
  return { is_there: at === target, is_seen, is_covered, is_body, which,
    what: at.outerHTML.slice(0, 160) };
}"""
