"""Each search path alone: its plans are right, and no bound of it passes the optimum."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.files import read_problem, write_plan
from matcher.plan import Answer
from matcher.solve import solve
from matcher.solve.desk import Desk
from matcher.solve.paths import PATHS, named
from matcher.solve.seats import scarce
from matcher.solve.tiers import Group
from tests.chance import examples
from tests.matcher import exhaustive
from tests.matcher.exhaustive import Json, World
from tests.matcher.problems import problems

WAYS = [
    *((name,) for name in sorted(PATHS)),
    ("opening", "reseat"),
    ("opening", "neighbours"),
    ("opening", "count", "scarce"),
    ("opening", "calls"),
    ("keep", "count", "calls"),
]
"""Each path alone, and those that better a plan after one that finds it."""
GOLDEN = Path(__file__).parents[1] / "golden" / "bounds"


def answered(
    document: Json, paths: tuple[str, ...], **limits: Any
) -> Answer:  # Any: whatever `solve` takes
    problem = read_problem(json.dumps(document))
    return solve(problem, **{"time_limit": 240.0, "workers": 1, "paths": paths, **limits})


def expect_sound(document: Json, answer: Answer) -> None:
    """The plan is right and measured right; bounds hold as far as the tiers above are best."""
    best = exhaustive.best(document).best
    if best is None or answer.plan is None:
        assert (answer.status == "infeasible") == (best is None)
        return
    horizon = read_problem(json.dumps(document)).horizon
    world, plan = World(document), exhaustive.read(write_plan(answer.plan, horizon))
    assert exhaustive.wrongs(world, plan) == set()
    assert exhaustive.measures(world, plan) == answer.measures
    for tier, value in zip(answer.tiers, best, strict=True):
        assert tier.bound <= value <= tier.value
        if tier.value != value:
            break  # what follows is bounded given a worse value of this tier


@pytest.mark.parametrize("paths", WAYS, ids="+".join)
@examples(8)
@given(document=problems())
def test_path_alone_is_sound(paths: tuple[str, ...], document: Json) -> None:
    expect_sound(document, answered(document, paths))


@pytest.mark.parametrize("paths", WAYS, ids="+".join)
def test_path_alone_keeps_to_the_known_optima(paths: tuple[str, ...]) -> None:
    for file in sorted((GOLDEN.parent / "problems").glob("*.best.json")):
        known = json.loads(file.read_text())
        document = json.loads(file.with_name(file.name.replace(".best", "")).read_text())
        answer = answered(document, paths)

        assert (answer.status == "infeasible") == (known["status"] == "infeasible"), file.name
        for tier, value in zip(answer.tiers, known.get("tiers", ()), strict=True):
            assert tier.bound <= value <= tier.value, file.name
            if tier.value != value:
                break


@pytest.mark.parametrize("paths", WAYS, ids="+".join)
@examples(3)
@given(document=problems(), work=st.sampled_from([0.0, 0.001, 1.0]))
def test_path_alone_depends_on_work_alone(
    paths: tuple[str, ...], document: Json, work: float
) -> None:
    shuffled = dict(document)
    for section in ("experts", "missions"):
        shuffled[section] = Random(7).sample(document[section], len(document[section]))

    one = answered(document, paths, work_limit=work, workers=2)
    other = answered(shuffled, paths, work_limit=work, workers=2)

    assert (other.status, other.tiers, other.plan) == (one.status, one.tiers, one.plan)
    expect_sound(document, one)


def raised(document: Json, paths: tuple[str, ...], first: int) -> list[tuple[Group, int]]:
    """Every bound that is raised on the way, before values hide what passes them."""
    heard: list[tuple[Group, int]] = []
    raise_bound = Desk.raise_bound

    def hear(desk: Desk, total: int) -> None:
        if desk.group.tiers[0] == 0:
            heard.append((desk.group, total))
        raise_bound(desk, total)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "raise_bound", hear)
        patch.setattr(scarce, "_FIRST", first)
        solve(read_problem(json.dumps(document)), time_limit=240.0, workers=1, paths=paths)
    return heard


@pytest.mark.parametrize("name", ["programme-outside", "place-outside"])
@pytest.mark.parametrize("paths", [("scarce",), ("count", "scarce"), tuple(PATHS)])
def test_missions_outside_a_part_may_cost_more(name: str, paths: tuple[str, ...]) -> None:
    """The first took a programme for two, the second a bound for a value."""
    document = json.loads((GOLDEN / f"{name}.json").read_text())
    best = exhaustive.best(document).best

    heard = raised(document, paths, first=4)

    assert best is not None
    assert [total for group, total in heard if total > group.total(best)] == []


@examples(12)
@given(document=problems(), first=st.sampled_from([0, 1, 2]))
def test_bounds_of_seats_hold_on_the_way(document: Json, first: int) -> None:
    best = exhaustive.best(document).best
    if best is None:
        return

    heard = raised(document, ("count", "scarce"), first)

    assert [total for group, total in heard if total > group.total(best)] == []


def test_unknown_path_is_refused() -> None:
    with pytest.raises(KeyError):
        named(["no such path"])
