"""Numbers that pages link to lists, and how long those lists are: as a reader would count."""

from html.parser import HTMLParser

from tests.web.conftest import Browser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})


class _Page(HTMLParser):
    """Collects count links, the rows of lists by the ids around them, and the next page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, int]] = []
        self.rows: dict[str, int] = {}
        self.following: str | None = None
        self._open: list[tuple[str, str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element says of numbers, and where we are."""
        known = {name: value or "" for name, value in attrs}
        if "data-count" in known:
            self.links.append((known["href"], int(known["data-count"])))
        if known.get("rel") == "next":
            self.following = known["href"]
        if self._open and self._open[-1][2]:
            for name in {"", *(each[1] for each in self._open)}:
                self.rows[name] = self.rows.get(name, 0) + int(known.get("data-counts", 1))
        if tag not in VOID:
            self._open.append((tag, known.get("id", ""), "data-list" in known))

    def handle_endtag(self, tag: str) -> None:
        """Leave the element, and whatever in it was left open."""
        while self._open and tag in {each[0] for each in self._open}:
            if self._open.pop()[0] == tag:
                break


def count_links(browser: Browser, path: str) -> list[tuple[str, int]]:
    """The numbers of a page that lead somewhere, with their addresses."""
    return _Page(browser.get(path).text).links


def listed(browser: Browser, path: str, address: str) -> int:
    """How many rows the list at an address has, on all its pages."""
    whole, _, part = address.partition("#")
    at, total = whole or path, 0
    while True:
        answer = browser.get(at)
        assert answer.status_code == 200, at
        page = _Page(answer.text)
        total += page.rows.get(part, 0)
        if page.following is None:
            return total
        at = page.following
