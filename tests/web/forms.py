"""What a browser would send of a page's form: every control with its value."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from werkzeug.test import TestResponse

from tests.web.conftest import Browser


class _Controls(HTMLParser):
    """Collects the controls of the one form that posts to a path (or of the page's own)."""

    def __init__(self, action: str | None) -> None:
        super().__init__()
        self.action = action
        self.inside = False
        self.fields: list[tuple[str, str]] = []
        self.select: str | None = None
        self.options: list[tuple[str, bool]] = []
        self.area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a control where it begins."""
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = known.get("method") == "post" and known.get("action") == self.action
        name = known.get("name", "")
        if not self.inside or not name:
            if tag == "option" and self.select:
                self.options.append((known.get("value", ""), "selected" in known))
            return
        if tag == "input" and (known.get("type") != "checkbox" or "checked" in known):
            self.fields.append((name, known.get("value", "")))
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "textarea":
            self.area = name
            self.fields.append((name, ""))

    def handle_data(self, data: str) -> None:
        """The text of a text area is its value."""
        if self.area:
            self.fields[-1] = (self.area, self.fields[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        """Note a list's choice where it ends."""
        if tag == "select" and self.select:
            chosen = [value for value, is_chosen in self.options if is_chosen]
            first = [value for value, _ in self.options][:1]
            self.fields += [(self.select, value) for value in (chosen or first)[:1]]
            self.select = None
        elif tag == "textarea":
            self.area = None
        elif tag == "form":
            self.inside = False


def filled_in(page: str, action: str | None = None) -> dict[str, str]:
    """The fields of a form as the page shows them, for a test to change and send."""
    controls = _Controls(action)
    controls.feed(page)
    assert controls.fields, "The page has no such form."
    return dict(controls.fields)


def post(browser: Browser, path: str, form: Mapping[str, object] | None = None) -> TestResponse:
    """Send a form as somebody who is signed in."""
    answer: TestResponse = browser.send(path, form, page="/help")
    return answer


def accepted(page: str) -> str:
    """What ticking the box of a page that asks for acceptance sends."""
    found = re.search(r'name="accepted" value="([^"]+)"', page)
    assert found, "There is nothing to accept."
    return found[1]
