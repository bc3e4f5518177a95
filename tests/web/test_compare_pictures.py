"""The pictures of a comparison: what is drawn is what its tables and the matcher say."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from flask import Flask

from db.engine import Ledger
from db.mapping import load_plan
from matcher.compare import compare
from matcher.compare.spread import fits, loads
from matcher.plan import Plan
from matcher.problem import Problem
from tests.clock import TODAY
from tests.matcher import make
from tests.web.browser.world import World, build
from tests.web.conftest import Browser
from tests.worlds import copied
from web.http.timeline.canvas import Frame
from web.language.sentences.problem_names import problem_names
from web.pages.compare.bars import SHOWN, drawn, mission_pairs, people_pairs
from web.pages.compare.charts import HEIGHT, WIDTH, fit_chart, load_chart
from web.pages.compare.page import choices
from web.service.problem_cache import problem_to_plan

FRAME = Frame("67", (), (), date(2027, 3, 1))


@pytest.fixture
def world(ledger: Ledger) -> World:
    """A live plan, and a scenario whose plan a search has found."""
    return copied(ledger, build)


@pytest.fixture
def planner(world: World, browser: Browser) -> Browser:
    return browser.sign_in("planner")


def facts(missions: int = 2) -> Problem:
    """Missions `m1`, `m2`… for one of three people each."""
    people = [replace(make.expert(f"e{k}"), name=f"Person {k}") for k in (1, 2, 3)]
    held = [replace(make.mission(f"m{k + 1}"), name=f"Visit {k + 1}") for k in range(missions)]
    return make.problem(held, people)


def test_only_what_differs_is_drawn_before_above_after(app: Flask) -> None:
    problem = facts()
    before = make.plan(m1=make.held(4, "e1"), m2=make.held(14, "e2"))
    after = make.plan(m1=make.held(4, "e3"), m2=make.held(14, "e2"))
    names = problem_names(problem)

    with app.test_request_context("/?lang=en"):
        found = compare(problem, before, after)
        missions = drawn(mission_pairs(problem, names, found, before, after), FRAME, 996)
        people = drawn(people_pairs(problem, names, found, before, after), FRAME, 996)

    assert missions is not None
    assert people is not None
    [row] = missions.rows
    assert (row.pair.name, row.pair.detail) == ("Visit 1", "2 to call")
    assert [stroke.words for stroke in row.before] == ["Person 1"]
    assert [stroke.words for stroke in row.after] == ["Person 3"]
    assert row.before[0].x == row.after[0].x
    assert [each.pair.name for each in people.rows] == ["Person 1", "Person 3"]
    assert [bool(each.before) for each in people.rows] == [True, False]
    assert [bool(each.after) for each in people.rows] == [False, True]


def test_moved_mission_has_its_bars_apart_and_stays_inside_the_picture(app: Flask) -> None:
    problem = facts(1)
    before, after = make.plan(m1=make.held(2, "e1")), make.plan(m1=make.held(16, "e1"))

    with app.test_request_context("/?lang=en"):
        found = compare(problem, before, after)
        pairs = mission_pairs(problem, problem_names(problem), found, before, after)
        picture = drawn(pairs, FRAME, 996)

    assert picture is not None
    [row] = picture.rows
    assert row.before[0].x + row.before[0].width <= row.after[0].x
    assert row.after[0].x + row.after[0].width <= picture.picture.width
    assert row.before[0].words == row.after[0].words == "Person 1"


def test_many_missions_are_counted_that_are_not_drawn(app: Flask) -> None:
    problem = facts(SHOWN + 3)
    after = make.plan(**{f"m{k + 1}": make.held(2, "e1") for k in range(SHOWN + 3)})

    with app.test_request_context("/?lang=en"):
        found = compare(problem, Plan(), after)
        pairs = mission_pairs(problem, problem_names(problem), found, Plan(), after)
        picture = drawn(pairs, FRAME, 996)

    assert picture is not None
    assert (len(picture.rows), picture.more) == (SHOWN, 3)


def test_plans_that_are_equal_have_no_picture() -> None:
    assert drawn([], FRAME, 996) is None


def test_steps_of_a_load_chart_are_the_counts_of_its_table(app: Flask) -> None:
    some = ((12, 8, 8, 3), (10, 8), ())

    with app.test_request_context("/?lang=en"):
        chart = load_chart(some)

    assert [line.letter for line in chart.lines] == ["A", "B"]
    for line, load in zip(chart.lines, some, strict=False):
        assert heights(line.points, len(some[0]), 16) == list(load)
    assert [(row.name, row.counts) for row in chart.rows] == [
        ("6 days", (1, 0, 0)),
        ("5 days", (0, 1, 0)),
        ("4 days", (2, 1, 0)),
        ("1.5 days", (1, 0, 0)),
    ]


def heights(points: str, people: int, top: int) -> list[int]:
    """What the steps of a line say, a person each."""
    places = [tuple(map(float, point.split(","))) for point in points.split()]
    assert max(x for x, _y in places) <= WIDTH
    assert len(places) <= 2 * people
    return [round((HEIGHT - y) * top / HEIGHT) for _x, y in places[::2]]


def test_columns_of_a_fit_chart_are_the_counts_of_its_table() -> None:
    some = ((100, 95, 40, 40), (39,))

    chart = fit_chart(some)

    counted = [[0] * len(chart.rows) for _ in some]
    for column in chart.columns:
        counted[column.plan][int(column.x // (WIDTH / len(chart.rows)))] = column.count
    assert [list(row) for row in zip(*(row.counts for row in chart.rows), strict=True)] == counted
    assert [(row.name, row.counts) for row in chart.rows if any(row.counts)] == [
        ("30–39", (0, 1)),
        ("40–49", (2, 0)),
        ("90–100", (2, 0)),
    ]


def test_page_draws_what_the_matcher_counts(
    app: Flask, planner: Browser, ledger: Ledger, world: World
) -> None:
    page = planner.get(f"/compare?plan=live&plan={world.scenario}").text

    with app.test_request_context("/compare"), ledger.read() as session:
        both = [each.plan_id for each in choices(session)]
        problem = problem_to_plan(session, TODAY)
        plans = [load_plan(session, each, problem) for each in both]
    away, suit = Counter(loads(problem, plans[1])), fits(problem, plans[1])
    columns = re.findall(r'<rect class="column column-1"[^>]* y=[^>]*><title>(\d+)</title>', page)
    assert sum(map(int, columns)) == len(suit) > 0
    rows = re.findall(r'<th scope="row">([^<]+)</th><td class="number">\d+</td>', page)
    assert len([name for name in rows if "day" in unescape(name)]) == len(
        away | Counter(loads(problem, plans[0]))
    )
    assert page.count('class="change-bar change-after"') > 1


def test_releases_and_plans_of_searches_are_compared_by_number(planner: Browser) -> None:
    page = planner.get("/compare?plan=live&plan=p1&plan=p1&plan=p999999&plan=px").text

    assert 'id="plan-p1"' in page
    assert page.count('<h2 id="against-') == 1
    assert 'id="plan-p999999"' not in page
    assert 'id="plan-px"' not in page
