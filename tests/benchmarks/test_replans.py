"""What happens to a published plan is what its name says, and the same each time."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks import instances, replans
from benchmarks.disturb import DISTURBANCES, disturbed
from benchmarks.generate import problem as generated
from benchmarks.tables import replan
from matcher.files import read_problem, write_plan
from matcher.solve import solve
from tests.benchmarks.measured import row, tier

Json = dict[str, Any]  # Any: JSON values
SEEDS = range(1, 6)


@cache
def unit() -> tuple[str, Json]:
    """A generated unit as text, and the missions of a plan of it."""
    text = json.dumps(generated("unit", 1))  # type: ignore[no-untyped-call]  # the generator has no types
    problem = read_problem(text)
    plan = solve(problem, work_limit=0.01, time_limit=600).plan
    assert plan is not None
    return text, write_plan(plan, problem.horizon)


def after(*names: str, seed: int = 1) -> tuple[Json, Json]:
    """The unit before and after these disturbances; what comes after is a sound problem."""
    text, live = unit()
    before = json.loads(text)
    found = disturbed(before, live, names, seed)
    read_problem(json.dumps(found))
    assert before == json.loads(text)
    return before, found


def seated(problem: Json) -> set[str]:
    teams = (held["team"].values() for held in problem["published"].values())
    return {expert for team in teams for seats in team for expert in seats}


@pytest.mark.parametrize("name", [*DISTURBANCES])
def test_the_same_seed_gives_the_same_change(name: str) -> None:
    assert after(name, seed=4)[1] == after(name, seed=4)[1]
    assert after(name, seed=4)[1] != after(name, seed=5)[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_somebody_seated_drops_out(seed: int) -> None:
    before, found = after("dropout", seed=seed)

    names = [{expert["id"] for expert in each["experts"]} for each in (before, found)]
    (gone,) = names[0] - names[1]
    assert gone in seated(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_somebody_seated_is_busy_when_their_mission_begins(seed: int) -> None:
    before, found = after("busy", seed=seed)

    (one,) = [
        new
        for old, new in zip(before["experts"], found["experts"], strict=True)
        if new["busy"] != old["busy"]
    ]
    first, last = one["busy"][-1]
    starts = [
        held["start"][:10]
        for held in found["published"].values()
        if any(one["id"] in team for team in held["team"].values())
    ]
    assert any(first <= start <= last for start in starts)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_moved_mission_cannot_begin_as_published(seed: int) -> None:
    before, found = after("moved", seed=seed)

    (one,) = [
        new
        for old, new in zip(before["missions"], found["missions"], strict=True)
        if new["window"] != old["window"]
    ]
    start = found["published"][one["id"]]["start"][:10]
    assert start < one["window"][0] < one["window"][1]


@pytest.mark.parametrize("seed", SEEDS)
def test_three_missions_are_new(seed: int) -> None:
    before, found = after("new", seed=seed)

    new = found["missions"][len(before["missions"]) :]
    assert len(new) == 3
    assert not {mission["id"] for mission in new} & found["published"].keys()
    for mission in new:
        first, last = (date.fromisoformat(end) for end in mission["window"])
        begins, ends = (date.fromisoformat(end) for end in found["horizon"])
        assert begins <= first <= last <= ends


def test_an_instance_is_made_from_the_plan_that_was_live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, live = unit()
    monkeypatch.setattr(instances, "MADE", tmp_path)
    monkeypatch.setattr(replans, "MADE", tmp_path)
    (tmp_path / "instances").mkdir()
    (tmp_path / "instances" / "unit-1.json").write_text(text)
    (tmp_path / "instances" / "live-unit-1.json").write_text(json.dumps(live))

    found = list(replans.replans("unit", 1))

    assert [each.name for each in found] == [f"replan/unit-1-{kind}" for kind in replans.KINDS]
    made = json.loads(found[0].file().read_text())
    assert made == after("dropout", seed=1)[1]
    assert found[0].facts["disturbance"] == "dropout"


def test_a_disturbance_is_a_line_of_medians() -> None:
    facts: Json = {"command": "replan", "disturbance": "moved", "proven": [0.1, 0.1, 0.2, None]}
    fast = row(**facts, tiers=[tier(20, 20), tier(46, 46), tier(4, 4), tier(9, 8)])
    late = {**facts, "proven": [0.1, 0.3, None, None], "generator_seed": 2}
    slow = row(**late, tiers=[tier(20, 20), tier(46, 46), tier(7, 5), tier(9, 8)])

    lines = [
        [cell.strip() for cell in replan.replan(rows).splitlines()[2].strip("|").split("|")]
        for rows in ([fast], [slow, fast])
    ]

    assert lines == [
        ["unit (seed 1): moved", "0.40", "0.10 (1 of 1)", "0.20 (1 of 1)", "0.20", "4", NEVER_1],
        ["unit (seeds 1–2): moved", "0.40", "0.30 (2 of 2)", "> 10 (1 of 2)", "> 10", *SLOW],
    ]


NEVER_1 = "> 10 (0 of 1)"
SLOW = ["4, 7 (5)", "> 10 (0 of 2)"]
