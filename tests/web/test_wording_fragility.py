"""What losses and trades are, in sentences of both languages."""

from dataclasses import replace

import pytest
from flask import Flask

from matcher.plan import Plan, TierResult
from matcher.problem import MEASURES, ExpertId, Measure, MissionId, RoleId
from matcher.trials.fragility_losses import Fragility, Loss, SeatAtRisk
from matcher.trials.front_points import Point
from tests.matcher import make
from web.language.sentences.fragility import fragility_sentence, loss_sentence, reserves_sentence
from web.language.sentences.measures import BETTER, FIGURES, WORSE, step_sentence
from web.language.sentences.measures import MEASURES as LOOKED_AT
from web.language.sentences.names import Names

NAMES = Names(experts={"a": "Anna", "b": "Ben", "c": "Chloé"}, missions={"m": "“Budget”"})
SEAT = SeatAtRisk(MissionId("m"), RoleId("r"), (ExpertId("b"), ExpertId("c")))
UPPER = (TierResult(4, 4), TierResult(2, 2), TierResult(0, 0))
LOSS = Loss(ExpertId("a"), (SEAT,), (0, 1, 0, 900), UPPER)
FRENCH = "/?lang=fr"


def point(seats: int = 20, **measures: int) -> Point:
    traded: dict[Measure, int] = {m: measures[m] for m in MEASURES if m in measures}
    return Point(traded, dict.fromkeys(traded, 1), TierResult(1, 1), (), seats, Plan())


def test_a_critical_loss_says_what_it_costs(app: Flask) -> None:
    problem = make.problem()
    with app.test_request_context("/?lang=en"):
        said = loss_sentence(problem, LOSS, NAMES)
        unproven = replace(LOSS, upper=(TierResult(4, 3), *UPPER[1:]))
        hoped = loss_sentence(problem, unproven, NAMES)
    with app.test_request_context(FRENCH):
        french = loss_sentence(problem, LOSS, NAMES)

    costs = (
        "more missions are not complete (or more important ones) and "
        "more seats are vacant (or more important ones)"
    )
    assert said == f"Without Anna, whatever is done: {costs}."
    assert hoped == f"Without Anna, with the best repair found: {costs}."
    assert french == (
        "En l’absence de cette personne (Anna), quoi que l’on fasse\u00a0: davantage de missions "
        "incomplètes (ou de plus prioritaires) et davantage de postes non pourvus (ou de plus "
        "prioritaires)."
    )


def test_other_losses_are_repaired_or_impossible(app: Flask) -> None:
    mild = replace(LOSS, upper=(TierResult(0, 0), TierResult(1, 1), TierResult(0, 0)))
    gone = replace(LOSS, upper=(), impossible=True)
    with app.test_request_context("/?lang=en"):
        said = [loss_sentence(make.problem(), each, NAMES) for each in (mild, gone)]

    assert said == [
        "Without Anna, the plan can be repaired.",
        "Without Anna, what is decided already cannot be kept.",
    ]


def test_reserves_are_named(app: Flask) -> None:
    one, none = replace(SEAT, reserves=SEAT.reserves[:1]), replace(SEAT, reserves=())
    with app.test_request_context("/?lang=en"):
        said = [reserves_sentence(each, NAMES) for each in (SEAT, one, none)]

    assert said == [
        "“Budget”: Ben and Chloé could each step in.",
        "“Budget”: Ben could step in.",
        "“Budget”: nobody could step in as the plan stands.",
    ]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Fragility((LOSS,), (), True), "1 person is hard to replace"),
        (Fragility((LOSS, LOSS), (), True), "2 people are hard to replace"),
        (Fragility((), (), True), "Nobody is hard to replace"),
        (Fragility((), (), False), "0 people found to be hard to replace so far; not everybody"),
    ],
)
def test_a_plan_says_how_many_are_critical(app: Flask, found: Fragility, said: str) -> None:
    with app.test_request_context("/?lang=en"):
        assert fragility_sentence(found).startswith(said)


def test_every_measure_has_its_words() -> None:
    for words in (WORSE, BETTER, FIGURES, LOOKED_AT):
        assert words.keys() == set(MEASURES)


def test_step_of_several_measures_says_only_which_way(app: Flask) -> None:
    weighed: dict[Measure, int] = {"misfit": 10, "burden": 1}
    with app.test_request_context("/?lang=en"):
        said = [
            step_sentence(weighed, 35811, False),
            step_sentence(weighed, -1, True),
            step_sentence({"calls": 1}, -2, None),
            step_sentence({"vacancies": 3}, 0, True),
        ]

    both = "how well people suit and how evenly missions are shared"
    assert said == [
        f"All in all worse: {both}; a better plan is still possible.",
        f"All in all better: {both}; no better plan exists: proven.",
        "2 fewer people to call (mission by mission).",
        "As now: vacant seats; no better plan exists: proven.",
    ]
