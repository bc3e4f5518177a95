"""What people compare: an average fit, and the days of whoever is away most."""

from flask import Flask

from matcher.compare import table
from tests.matcher import make
from web.pages.compare.lines import lines


def compared(
    app: Flask, suiting: list[list[int]], away: list[list[int]]
) -> dict[str, tuple[str, ...]]:
    problem = make.problem()
    found = table(problem, [make.plan()] * len(suiting))
    with app.test_request_context("/?lang=en"):
        said = list(lines(problem, found, away, suiting))
    return {line.name: (*line.values, *(f"best {k}" for k in sorted(line.best))) for line in said}


def test_empty_seats_do_not_make_a_plan_suit_better(app: Flask) -> None:
    said = compared(app, [[90, 70], [95], []], [[], [], []])

    assert said["average fit, out of 100"] == ("80", "95", "–", "best 1")


def test_person_who_is_away_most_is_compared_in_days(app: Flask) -> None:
    said = compared(app, [[], []], [[20, 4], [9, 9]])

    assert said["days away of the person who is away most"] == ("10 days", "4.5 days", "best 1")


def test_plan_without_missions_ends_neither_first_nor_last(app: Flask) -> None:
    said = compared(app, [[], []], [[], []])

    assert said["end of the last mission"] == ("–", "–")
