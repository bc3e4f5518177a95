"""A place with guests from elsewhere has room for so many missions fewer, whoever searches."""

import json
from dataclasses import replace

import pytest

from matcher.files import read_problem, write_problem
from matcher.halfdays import Span
from matcher.problem import Problem
from matcher.solve import solve
from matcher.solve.construct.agenda import Agenda
from matcher.solve.construct.date_model import DateModel
from matcher.solve.limits import Settings
from tests.matcher import exhaustive, make
from tests.matcher.exhaustive import Json
from tests.matcher.make import MONDAY, TUESDAY, WEDNESDAY
from tests.matcher.test_strategies import WAYS, expect_sound

STAYS = {
    "always": Span(0, len(make.HORIZON)),
    "comes later": Span(TUESDAY, WEDNESDAY + 2),
    "leaves": Span(MONDAY, TUESDAY),
}


def shared(kind: str, *guests: Span) -> Problem:
    """Three missions of two days, on Monday or Tuesday, at a place that takes two at once."""
    make_one = make.mission if kind == "partner" else make.home
    window = Span(MONDAY, TUESDAY + 1)
    missions = [
        make_one(name, window=window, length=4, priority=n) for n, name in enumerate("abc", 1)
    ]
    return make.problem(
        missions,
        [make.expert(name) for name in ("anna", "ben", "chloe")],
        partners=[make.partner(at_once=2, guests=guests if kind == "partner" else ())],
        institutions=[
            make.institution("qc", hosts_at_once=2, guests=guests if kind != "partner" else ())
        ],
        objective=({"vacancies": 1},),
    )


def document(problem: Problem) -> Json:
    """The problem as the exhaustive search reads it: with the guests, that files do not have."""
    found: Json = write_problem(problem)
    for section in ("partners", "institutions"):
        for item, place in zip(found[section], getattr(problem, section).values(), strict=True):
            item["guests"] = [
                [problem.horizon.moment(stay.start), problem.horizon.moment(stay.end - 1)]
                for stay in place.guests
            ]
    return found


@pytest.mark.parametrize("kind", ["partner", "institution"])
@pytest.mark.parametrize(
    ("guests", "vacant"),
    [
        ((), 1),
        ((STAYS["comes later"],), 3),
        ((STAYS["leaves"],), 1),
        ((STAYS["always"], STAYS["leaves"]), 3),
        ((STAYS["always"], STAYS["always"]), 6),
    ],
)
def test_every_strategy_leaves_the_room_that_guests_take(
    kind: str, guests: tuple[Span, ...], vacant: int
) -> None:
    """What is left out is what matters least: `a` before `b` before `c`."""
    problem = shared(kind, *guests)
    found = document(problem)

    assert exhaustive.best(found).best == (vacant,)
    for strategies in WAYS:
        answer = solve(problem, time_limit=240.0, workers=1, strategies=strategies)
        expect_sound(found, answer)


@pytest.mark.parametrize("kind", ["partner", "institution"])
def test_best_plan_beside_a_guest_is_proven(kind: str) -> None:
    answer = solve(shared(kind, STAYS["comes later"]), time_limit=240.0, workers=1)

    assert answer.status == "optimal"
    assert [(tier.bound, tier.value) for tier in answer.tiers] == [(3, 3)]


@pytest.mark.parametrize("kind", ["partner", "institution"])
def test_dates_leave_the_room_that_guests_take(kind: str) -> None:
    problem = shared(kind, STAYS["comes later"])
    one, other, _third = problem.missions.values()
    agenda = Agenda(problem, {one.id: MONDAY})
    allowed = {each.id: [MONDAY, TUESDAY] for each in (one, other)}

    assert not agenda.admits(other, MONDAY)
    assert agenda.admits(replace(other, length=2), MONDAY)
    assert DateModel(problem, allowed).solve(Settings(workers=1), 60.0, None).impossible


def test_files_of_problems_know_no_guests() -> None:
    """The format is one that other programs read; only a database has units beside each other."""
    written = json.dumps(write_problem(shared("partner", *STAYS.values())))

    assert "guests" not in written
    assert read_problem(written) == shared("partner")
