"""What is looked at when a page is visited once: on a phone, on a desk, on paper."""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Page, ViewportSize

from tests.web.browser.site import Visitor, faults

SHUT = (403, 404)
"""How a page answers whom it does not let in, or does not show what it shows to others."""
NARROW, PHONE, WIDE = (
    ViewportSize(width=320, height=640),
    ViewportSize(width=390, height=900),
    ViewportSize(width=1280, height=900),
)
LATE_SECONDS = 20
"""No measure of speed: what a page takes on a busy machine unless something waits for ever."""


@dataclass(frozen=True)
class Looks:
    """What a page looks like; without a word, one that is sound.

    `pressed` is what could be pressed on paper, `touching` what stands in touch with what is below
    it on a phone or a desk, `heads_apart` columns whose head stands elsewhere than its cells,
    `foreign_edges` colours of buttons that are none of the house.
    """

    status: int = 200
    heads: int = 1
    is_in_language: bool = True
    width: int = NARROW["width"]
    faults: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)
    touching: list[str] = field(default_factory=list)
    heads_apart: list[str] = field(default_factory=list)
    foreign_edges: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    is_late: bool = False


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
    page.set_viewport_size(PHONE)
    touching = page.evaluate(_TOUCHING)
    page.set_viewport_size(WIDE)
    return Looks(
        status=answer.status,
        heads=page.locator("h1").count(),
        is_in_language=page.locator("html").get_attribute("lang") == language,
        width=width,
        faults=faults(page),
        pressed=_on_paper(page) if is_signed_in else [],
        touching=touching + page.evaluate(_TOUCHING),
        heads_apart=page.evaluate(_HEADS_APART),
        foreign_edges=page.evaluate(_FOREIGN_EDGES),
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


_PRESSED = """() => {
  const seen = it => it.getClientRects().length && getComputedStyle(it).visibility !== "hidden";
  const pressed = "button, select, textarea, input:not([type=hidden]), summary, label, .btn";
  return [...document.querySelectorAll(pressed)]
    .filter(it => seen(it) && !(it.matches("summary") && it.parentElement.open))
    .map(it => it.outerHTML.slice(0, 200));
}"""
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
_HEADS_APART = """() => [...document.querySelectorAll("main table")].flatMap(table => {
  const heads = [...table.querySelectorAll("thead th, thead td")];
  const cells = [...(table.tBodies[0].rows[0]?.cells ?? [])];
  const side = cell => cell.matches(".number") ? "end" : "start";
  return cells.filter((cell, at) => heads[at].textContent.trim() && side(cell) !== side(heads[at]))
    .map(cell => cell.dataset.label);
})"""
_FOREIGN_EDGES = """() => {
  const house = ["--navy", "--burgundy", "--ink-soft"].map(name => {
    const sample = document.body.appendChild(document.createElement("i"));
    sample.style.color = `var(${name})`;
    const colour = getComputedStyle(sample).color;
    sample.remove();
    return colour;
  });
  return [...document.querySelectorAll("main .btn:not(.btn-link)")]
    .map(button => getComputedStyle(button).borderTopColor)
    .filter(colour => !house.includes(colour));
}"""
