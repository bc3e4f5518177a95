"""Small problems whose optimal tiers an exhaustive search has worked out."""

import json
from pathlib import Path
from typing import Any

import pytest

from matcher.files import read_plan, read_problem
from matcher.review import review
from matcher.solve import solve
from tests.matcher import exhaustive

FOLDER = Path(__file__).parents[1] / "golden" / "problems"
NAMES = sorted(path.name.split(".")[0] for path in FOLDER.glob("*.best.json"))


def load(name: str, ending: str) -> Any:  # Any: JSON
    return json.loads((FOLDER / f"{name}.{ending}").read_text())


@pytest.mark.parametrize("name", NAMES)
def test_example_is_solved_to_its_proven_tiers(name: str) -> None:
    document, best = load(name, "json"), load(name, "best.json")

    answer = solve(read_problem(json.dumps(document)), workers=1)

    assert answer.status == best["status"]
    assert [tier.value for tier in answer.tiers] == best.get("tiers", [])
    assert all(tier.optimal for tier in answer.tiers)


@pytest.mark.parametrize("name", NAMES)
def test_exhaustive_search_finds_the_same(name: str) -> None:
    best = load(name, "best.json").get("tiers")

    found = exhaustive.best(load(name, "json")).best

    assert found == (None if best is None else tuple(best))


@pytest.mark.parametrize("name", [n for n in NAMES if "missions" in load(n, "best.json")])
def test_plan_of_the_example_is_right(name: str) -> None:
    problem, best = read_problem(json.dumps(load(name, "json"))), load(name, "best.json")
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": best["missions"]}

    found = review(problem, read_plan(json.dumps(file), problem.horizon))

    assert found.breaches == ()
    assert list(found.tiers) == best["tiers"]


@pytest.mark.parametrize("start", ["0001-01-01", "9999-12-31", "9999-12-31/pm"])
@pytest.mark.parametrize("name", NAMES)
def test_plan_at_the_ends_of_the_calendar_is_read_and_refused(name: str, start: str) -> None:
    problem = read_problem(json.dumps(load(name, "json")))
    who = list(problem.experts)
    assert problem.missions
    for mission in problem.missions.values():
        team = {role.id: who[: role.count] for role in mission.roles}
        held = {mission.id: {"start": start, "team": team}}
        file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": held}

        found = review(problem, read_plan(json.dumps(file), problem.horizon))

        codes = {breach.code for breach in found.breaches}
        assert {"start.outside_window", "start.outside_horizon"} <= codes
