"""Coverage: the map, its table and the lists behind every number say what the matcher reckons."""

import re
from html import unescape

import pytest
from flask import Flask

from db.engine import Ledger
from db.mapping import load_problem
from matcher.explain.thin import Coverage
from matcher.index.tables import Tables
from matcher.plan import Plan
from tests.clock import TODAY
from tests.web.browser.world import World, build
from tests.web.conftest import Browser
from tests.worlds import copied
from web.pages.coverage.picture import heat_map
from web.pages.coverage.places import read_facts, seen

pytestmark = pytest.mark.dates


@pytest.fixture
def world(ledger: Ledger) -> World:
    """A live plan with a vacancy: nobody speaks Haitian Creole."""
    return copied(ledger, build)


@pytest.fixture
def planner(world: World, browser: Browser) -> Browser:
    return browser.sign_in("planner")


def rows(page: str) -> list[list[str]]:
    """The cells of the page's last table, as they are read."""
    table = page[page.rindex("<tbody>") :]
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", table, re.S)
    texts = [unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", each))).strip() for each in cells]
    return [texts[k : k + 8] for k in range(0, len(texts), 8)]


def test_map_and_table_say_what_the_matcher_reckons(
    planner: Browser, ledger: Ledger, world: World
) -> None:
    page = planner.get("/coverage").text

    with ledger.read() as session:
        problem = load_problem(session, today=TODAY, freeze_days=0)
    grid = [place for place in Coverage(Tables(problem), Plan()).grid() if place.seats]
    reckoned = sorted((each.missions, each.seats, each.most, each.people) for each in grid)
    in_table = sorted((int(r[2]), int(r[3]), int(r[4]), int(r[5])) for r in rows(page))
    drawn = re.findall(r'<text class="cover-text[^"]*"[^>]*>(?:✕ |! )?(\d+) / (\d+)</text>', page)
    assert in_table == reckoned
    assert sorted((int(one), int(other)) for one, other in drawn) == sorted(
        (seats, people) for _, seats, _, people in reckoned
    )
    assert len(reckoned) > 2


def test_each_pair_has_a_cell_of_its_own(app: Flask, ledger: Ledger, world: World) -> None:
    with app.test_request_context("/coverage"), ledger.read() as session:
        found = seen(read_facts(session), None)
        picture = heat_map(found)

    places = {(cell.x, cell.y) for cell in picture.cells}
    assert len(places) == len(found) == len(picture.cells)
    assert all(cell.x < picture.width and cell.y < picture.height for cell in picture.cells)


def test_thin_place_and_what_would_help_are_said(planner: Browser) -> None:
    page = planner.get("/coverage").text

    assert (
        "Haitian Creole C1: 1 seat asked for, 0 people. "
        "Vacancies remain in “Library services: training”." in page
    )
    assert (
        "Anne Bova with Haitian Creole C1 would fill vacant seats: “Library services: training”."
        in page
    )
    assert "by priority" not in page


def test_numbers_lead_to_lists_of_that_length(planner: Browser) -> None:
    table = planner.get("/coverage").text
    address, people = re.findall(r'href="(/coverage/need[^"]*)#people-list"[^>]*>(\d+)<', table)[0]

    page = planner.get(unescape(address)).text
    roster = re.findall(r'href="(/experts/?\?[^"]*)"', page)[0]

    assert len(re.findall(r'href="/experts/\d+"', page)) == int(people) == 9
    assert f"{people} entries" in planner.get(unescape(roster)).text


def test_missions_of_a_need_are_listed_with_their_vacancies(planner: Browser) -> None:
    page = planner.get("/coverage/need?language=ht&rank=5").text

    assert page.count('<tr><th scope="row">') == 1
    assert "Library services: training" in page
    assert '<span class="badge-state badge-vacant">1</span>' in page
    assert "Nobody." in page


@pytest.mark.parametrize(
    "wrong", ["domain=nothing", "kind=robot", "language=fr&rank=9", "language=%3Cb%3E", "level=7"]
)
def test_needs_that_cannot_be_are_not_found(planner: Browser, wrong: str) -> None:
    assert planner.get(f"/coverage/need?{wrong}").status_code == 404


def test_kinds_count_only_seats_reserved_for_them(planner: Browser) -> None:
    page = planner.get("/coverage?kind=member").text

    assert "No mission asks for anybody" in page


def test_empty_house_says_what_to_do(coordinator: Browser) -> None:
    page = coordinator.get("/coverage").text

    assert "No mission asks for anybody" in page
    assert "Publish a plan first" in page
