"""Each search strategy alone: its plans are right, and no bound of it passes the optimum."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from matcher.files import read_problem, write_plan
from matcher.halfdays import Horizon
from matcher.plan import Answer
from matcher.solve import solve
from matcher.solve.context import SolveContext
from matcher.solve.counting import partly_named
from matcher.solve.parameters.counting import COUNTING
from matcher.solve.strategies import STRATEGIES, named
from matcher.solve.tiers import Group
from tests.chance import examples, often
from tests.matcher import exhaustive
from tests.matcher.exhaustive import Json, World
from tests.matcher.problems import problems
from tests.matcher.suited import SUITED, crowded

BETTER = ("fewest_calls", "lagrangian", "reassign")
"""Strategies that find nothing to do where nobody has found a plan."""
WAYS = [
    *((name,) for name in sorted(STRATEGIES) if name not in BETTER),
    *(("construct", name) for name in (*BETTER, "lns", "partly_named")),
    ("keep", "counting", "fewest_calls"),
]
"""Each strategy alone, and those that better a plan after one that finds it."""
GOLDEN = Path(__file__).parents[1] / "golden" / "bounds"


def answered(
    document: Json, strategies: tuple[str, ...], **limits: Any
) -> Answer:  # Any: whatever `solve` takes
    problem = read_problem(json.dumps(document))
    return solve(problem, **{"time_limit": 240.0, "workers": 1, "strategies": strategies, **limits})


def expect_sound(document: Json, answer: Answer) -> None:
    """The plan is right and measured right; bounds hold as far as the tiers above are best."""
    best = exhaustive.best(document).best
    if best is None or answer.plan is None:
        assert (answer.status == "infeasible") == (best is None)
        return
    horizon = Horizon(*map(date.fromisoformat, document["horizon"]))
    world, plan = World(document), exhaustive.read(write_plan(answer.plan, horizon))
    assert exhaustive.wrongs(world, plan) == set()
    assert exhaustive.measures(world, plan) == answer.measures
    for tier, value in zip(answer.tiers, best, strict=True):
        assert tier.bound <= value <= tier.value
        if tier.value != value:
            break  # what follows is bounded given a worse value of this tier


def drawn(strategies: tuple[str, ...]) -> SearchStrategy[Json]:
    """Problems for the last of these strategies."""
    return SUITED.get(strategies[-1], problems())


@pytest.mark.parametrize("strategies", WAYS, ids="+".join)
def test_strategy_alone_is_sound(strategies: tuple[str, ...]) -> None:
    heard: list[list[str]] = []

    @examples(8)
    @given(document=drawn(strategies))
    def is_sound(document: Json) -> None:
        heard.append([])
        with listening(strategies[-1], heard[-1]):
            answer = answered(document, strategies)
        expect_sound(document, answer)

    is_sound()
    assert often(["improve" in each for each in heard])
    # What is tiny leaves little for neighbours of what was opened.
    least = 0 if strategies == ("construct", "lns") else 1
    assert sum(len(each) > 1 for each in heard) >= least


@contextmanager
def listening(name: str, heard: list[str]) -> Iterator[None]:
    """Hear that a strategy is asked, each plan that it offers and each bound that it raises."""
    improve = STRATEGIES[name].improve

    def improve_aloud(context: SolveContext) -> None:
        heard.append("improve")
        with pytest.MonkeyPatch.context() as patch:
            for what in ("offer", "raise_bound"):
                patch.setattr(SolveContext, what, aloud(what, getattr(SolveContext, what), heard))
            improve(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(STRATEGIES[name], "improve", improve_aloud)
        yield


def aloud(what: str, act: Callable[..., Any], heard: list[str]) -> Callable[..., Any]:
    """The same act, which says its name."""  # Any: whatever a context is told

    def act_aloud(*told: Any) -> Any:  # Any: whatever a context is told
        heard.append(what)
        return act(*told)

    return act_aloud


@pytest.mark.parametrize("strategies", WAYS, ids="+".join)
def test_strategy_alone_keeps_to_the_known_optima(strategies: tuple[str, ...]) -> None:
    files = sorted((GOLDEN.parent / "problems").glob("*.best.json"))

    assert len(files) > 3
    for file in files:
        known = json.loads(file.read_text())
        document = json.loads(file.with_name(file.name.replace(".best", "")).read_text())
        answer = answered(document, strategies)

        assert (answer.status == "infeasible") == (known["status"] == "infeasible"), file.name
        for tier, value in zip(answer.tiers, known.get("tiers", ()), strict=True):
            assert tier.bound <= value <= tier.value, file.name
            if tier.value != value:
                break


@pytest.mark.parametrize("strategies", WAYS, ids="+".join)
@examples(3)
@given(data=st.data(), work=st.sampled_from([0.0, 0.001, 1.0]))
def test_strategy_alone_depends_on_work_alone(
    strategies: tuple[str, ...], data: st.DataObject, work: float
) -> None:
    document = data.draw(drawn(strategies))
    shuffled = dict(document)
    for section in ("experts", "missions"):
        shuffled[section] = Random(7).sample(document[section], len(document[section]))

    one = answered(document, strategies, work_limit=work, workers=2)
    other = answered(shuffled, strategies, work_limit=work, workers=2)

    assert (other.status, other.tiers, other.plan) == (one.status, one.tiers, one.plan)
    expect_sound(document, one)


def raised(document: Json, strategies: tuple[str, ...], first: int) -> list[tuple[Group, int]]:
    """Every bound that is raised on the way, before values hide what passes them."""
    heard: list[tuple[Group, int]] = []
    raise_bound = SolveContext.raise_bound

    def hear(context: SolveContext, total: int) -> None:
        if context.group.tiers[0] == 0:
            heard.append((context.group, total))
        raise_bound(context, total)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SolveContext, "raise_bound", hear)
        patch.setattr(partly_named, "COUNTING", replace(COUNTING, first_named=first))
        solve(
            read_problem(json.dumps(document)), time_limit=240.0, workers=1, strategies=strategies
        )
    return heard


@pytest.mark.parametrize("name", ["programme-outside", "place-outside"])
@pytest.mark.parametrize(
    "strategies", [("partly_named",), ("counting", "partly_named"), tuple(STRATEGIES)]
)
def test_missions_outside_a_part_may_cost_more(name: str, strategies: tuple[str, ...]) -> None:
    """The first took a programme for two, the second a bound for a value."""
    document = json.loads((GOLDEN / f"{name}.json").read_text())
    best = exhaustive.best(document).best

    heard = raised(document, strategies, first=4)

    assert best is not None
    assert [total for group, total in heard if total > group.total(best)] == []


@pytest.mark.parametrize("strategies", [("counting",), ("partly_named",)], ids="+".join)
@examples(12)
@given(document=crowded(), first=st.sampled_from([0, 1, 2]))
def test_bounds_of_seats_hold_on_the_way(
    strategies: tuple[str, ...], document: Json, first: int
) -> None:
    best = exhaustive.best(document).best
    assume(best is not None and best[0] > 0)

    heard = raised(document, strategies, first)

    assert best is not None
    assert [total for group, total in heard if total > group.total(best)] == []
    assume(heard)


def test_unknown_strategy_is_refused() -> None:
    with pytest.raises(KeyError):
        named(["no such strategy"])
