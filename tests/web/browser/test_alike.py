"""What is the same looks the same on every page: columns of numbers, names, buttons."""

import pytest
from playwright.sync_api import Browser, Locator

from tests.web.browser.conftest import Site
from tests.web.browser.pages import SIGNED_IN, address, told
from tests.web.browser.site import visiting

_HEADS_APART = """() => [...document.querySelectorAll("main table")].flatMap(table => {
  const heads = [...table.querySelectorAll("thead th, thead td")];
  const cells = [...(table.tBodies[0].rows[0]?.cells ?? [])];
  const side = cell => cell.matches(".number") ? "end" : "start";
  return cells.filter((cell, at) => heads[at].textContent.trim() && side(cell) !== side(heads[at]))
    .map(cell => cell.dataset.label);
})"""
_BROKEN_NAMES = """links => links.filter(link => link.getClientRects().length > 1)
  .map(link => link.textContent)"""
_EDGES = """() => [...document.querySelectorAll("main .btn:not(.btn-link)")]
  .map(button => getComputedStyle(button).borderTopColor)"""
_HOUSE = """() => ["--navy", "--burgundy", "--ink-soft"].map(name => {
  const sample = document.body.appendChild(document.createElement("i"));
  sample.style.color = `var(${name})`;
  const colour = getComputedStyle(sample).color;
  sample.remove();
  return colour;
})"""


def test_head_of_a_column_stands_over_its_cells(chromium: Browser, shown: Site) -> None:
    with visiting(chromium, shown.address) as visitor:
        visitor.sign_in("coordinator")

        assert told(visitor, shown.world, _HEADS_APART) == {}


def test_buttons_have_the_colours_of_the_house(chromium: Browser, shown: Site) -> None:
    # Without motion: what is measured does not change colour just then.
    with visiting(chromium, shown.address, reduced_motion="reduce") as visitor:
        house = visitor.sign_in("coordinator").page.evaluate(_HOUSE)

        edges = told(visitor, shown.world, _EDGES)

    foreign = {name: {*found} - {*house} for name, found in edges.items()}
    assert {name: found for name, found in foreign.items() if found} == {}


@pytest.mark.parametrize("name", ["board-people", "plan-people", "experts"])
def test_names_of_people_are_not_broken_on_a_desk(
    chromium: Browser, shown: Site, name: str
) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator", "fr").go(address(SIGNED_IN[name], shown.world))

        names = page.locator("table th[scope=row] a")
        assert names.evaluate_all(_BROKEN_NAMES) == []


@pytest.mark.parametrize("name", ["coverage-need", "expert"])
def test_headings_begin_with_a_capital_in_french(chromium: Browser, shown: Site, name: str) -> None:
    # What is drawn, not what is written: names of languages and months are small within a sentence.
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator", "fr").go(address(SIGNED_IN[name], shown.world))
        heads = page.locator("main h1, main h2").all()

        small = [head.inner_text() for head in heads if not _has_capital(head)]

    assert small == []


def _has_capital(head: Locator) -> bool:
    raised = head.evaluate("it => getComputedStyle(it, '::first-letter').textTransform")
    return raised == "uppercase" or not head.inner_text()[0].islower()
