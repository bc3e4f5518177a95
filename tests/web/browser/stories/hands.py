"""Three ways to walk through a page: with a mouse, with keys alone, and without JavaScript.

A story says what is done; a hand knows how. Every page that a hand lands on has one heading, the
language of the story, nothing from outside and no word in the console.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from playwright.sync_api import Locator, Page, expect

from tests.web.browser.site import PATIENCE, Visitor, faults, look_again
from tests.web.browser.stories.words import Words
from tests.web.conftest import PASSWORD

LOOKED: set[tuple[str, str, str]] = set()
"""Pages that axe has been over, in any story: language, path, heading."""


@dataclass
class Hand:
    """Finds things by what a reader sees."""

    visitor: Visitor
    words: Words

    has_script: ClassVar[bool] = True
    has_axe: ClassVar[bool] = False
    options: ClassVar[dict[str, object]] = {}

    @property
    def page(self) -> Page:
        """The page in front of us."""
        return self.visitor.page

    def say(self, sentence: str, **facts: object) -> str:
        """A sentence in the language of the story."""
        return self.words.say(sentence, **facts)

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Come in by the front door."""
        self.visitor.go(f"/?lang={self.words.language}")
        self.follow("Sign in")
        self.write("Login", login)
        self.write("Password", password)
        self.press("Sign in")
        self.lands("Today")

    def follow(self, sentence: str, within: Locator | None = None, **facts: object) -> None:
        """Follow a link that says this."""
        self.open(self._named("link", self.say(sentence, **facts), within))

    def follow_to(self, name: str, within: Locator | None = None) -> None:
        """Follow a link to something by its own name, which nobody translates."""
        self.open(self._named("link", name, within))

    def follow_about(self, sentence: str, about: str) -> None:
        """Follow a link that says this, and of whom or what for those who do not see it."""
        self.follow_to(f"{self.say(sentence)} {about}")

    def press(self, sentence: str, within: Locator | None = None, **facts: object) -> None:
        """Press a button that says this."""
        self.open(self._named("button", self.words.on_button(sentence, **facts), within))

    def unfold(self, line: str) -> None:
        """Open what is folded below a line of the page."""
        self.open(self.page.locator("summary", has_text=line).first)

    def write(self, label: str, text: str, **facts: object) -> None:
        """Write into the field of this label."""
        self.put(self._labelled(label, facts), text)

    def choose(self, label: str, text: str, **facts: object) -> None:
        """Choose what begins with this text from the list of this label."""
        chooser = self._labelled(label, facts)
        texts = [each.strip() for each in chooser.locator("option").all_inner_texts()]
        at = next(at for at, each in enumerate(texts) if each.startswith(text))
        self.pick(chooser, at)
        expect(chooser).to_have_js_property("selectedIndex", at)

    def tick(self, name: str) -> None:
        """Tick the box of this name, if it is not ticked yet."""
        box = self.page.get_by_label(name, exact=True)
        if not box.is_checked():
            self.flip(box)
        expect(box).to_be_checked()

    def lands(self, sentence: str, **facts: object) -> None:
        """The page that we are on now has this heading, and is sound."""
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_contain_text(self.say(sentence, **facts), timeout=PATIENCE)
        self.look()

    def lands_on(self, name: str) -> None:
        """The same, of a page whose heading is somebody's own words."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)
        self.look()

    def hears(self, sentence: str, **facts: object) -> None:
        """The page says this as news."""
        news = self.page.get_by_role("status").filter(has_text=self.say(sentence, **facts))
        expect(news).to_be_visible()

    def look(self) -> None:
        """Is this page, once it is whole, sound?"""
        self.page.wait_for_load_state()
        assert self.page.locator("h1").count() == 1
        assert self.page.locator("html").get_attribute("lang") == self.words.language
        assert (self.visitor.complaints, self.visitor.outside) == ([], [])
        path = re.sub(r"\d+", "1", self.page.url.removeprefix(self.visitor.address))
        seen = (self.words.language, path.partition("?")[0], self.page.inner_text("h1"))
        if self.has_axe and seen not in LOOKED:
            LOOKED.add(seen)
            assert (path, faults(self.page)) == (path, [])

    def open(self, what: Locator) -> None:
        """Activate a link, a button, a summary."""
        what.click()

    def flip(self, box: Locator) -> None:
        """Tick a box, or clear it."""
        box.click()

    def put(self, where: Locator, text: str) -> None:
        """Replace what a field holds; a date is given as 2027-03-15."""
        where.click()
        where.fill(text)

    def pick(self, chooser: Locator, at: int) -> None:
        """Choose from a list by the place in it."""
        chooser.select_option(index=at)

    def wait_for_plan(self) -> None:
        """Watch a search until it has ended well."""
        self.lands("A plan is ready")

    def shift(self, bar: Locator, to: date) -> None:
        """Drag a mission of the board to another day, and stop before the answer is taken."""
        self.page.wait_for_load_state()
        box = bar.locator("rect.bar").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + self.days_to(bar, to) * self._day_width(), y, steps=5)
        self.page.mouse.up()
        expect(self.page.get_by_role("dialog")).to_be_visible()

    def days_to(self, bar: Locator, to: date) -> int:
        """How many days away from where it is."""
        return (to - date.fromisoformat(bar.get_attribute("data-start") or "")).days

    def _day_width(self) -> float:
        return float(self.page.locator("svg[data-day]").get_attribute("data-day") or 0)

    def _named(self, role: str, name: str, within: Locator | None) -> Locator:
        place = within or self.page
        return place.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]  # one of ARIA's

    def _labelled(self, label: str, facts: Mapping[str, object]) -> Locator:
        return self.page.get_by_label(self.say(label, **facts), exact=True).first


class Mouse(Hand):
    """Points and clicks; axe looks at every page that it comes to."""

    has_axe = True


class WithoutScript(Hand):
    """The same with JavaScript switched off: it asks again by itself."""

    has_script = False
    options = {"java_script_enabled": False}

    def shift(self, bar: Locator, to: date) -> None:
        """Open the mission's own page, and ask there."""
        self.open(bar)
        day = self.page.get_by_label(self.say("Possible starts")).locator(f"option[value='{to}']")
        self.choose("Possible starts", day.inner_text())
        self.press("What would that do?")

    def wait_for_plan(self) -> None:
        """Look again until the search has ended."""
        again = self.page.get_by_role("link", name=self.say("Look again"))
        heading = self.page.get_by_role("heading", level=1)
        ready = heading.filter(has_text=self.say("A plan is ready"))
        look_again(self.page, again, ready)
        super().wait_for_plan()
