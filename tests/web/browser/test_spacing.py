"""What stands below something stands apart from it, on every page and at both widths."""

import pytest
from playwright.sync_api import Browser

from tests.web.browser.conftest import Site
from tests.web.browser.pages import told
from tests.web.browser.site import visiting

_TOUCHING = """() => {
  const boxes = ".card-sheet, .table-frame, .year-frame, .facts, .empty, .tally, .actions,"
    + " details:not(.calls)";
  const box = it => it.getBoundingClientRect();
  const seen = it => box(it).height && !it.matches(".visually-hidden");
  const after = it => {
    let next = it.nextElementSibling;
    while (next && !seen(next)) next = next.nextElementSibling;
    return next;
  };
  const padded = it => it.matches(".rows:not(.card-sheet), h1, h2, h3, label, summary");
  return [...document.querySelectorAll("main *")]
    .filter(it => seen(it) && !padded(it) && after(it))
    .filter(it => it.matches(boxes) || after(it).matches(boxes))
    .map(it => [it, after(it), box(after(it)).top - box(it).bottom])
    .filter(([, , gap]) => gap > -2 && gap < 4)
    .map(([one, next]) => `${one.outerHTML.slice(0, 60)} ${next.outerHTML.slice(0, 60)}`);
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_touches_what_stands_below_it(chromium: Browser, shown: Site, width: int) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator").page
        page.set_viewport_size({"width": width, "height": 900})

        assert told(visitor, shown.world, _TOUCHING) == {}


def test_what_is_done_to_a_row_stands_at_its_end(chromium: Browser, shown: Site) -> None:
    ends = (
        "parts => [...new Set(parts.map(part => Math.round(part.getBoundingClientRect().right)))]"
    )
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator", "fr").go(f"/missions/{shown.world.mission}")

        assert len(page.locator(".seat > .actions").evaluate_all(ends)) == 1
