"""Trials are measured as they are, and their tables say what the rows say."""

import argparse
import json
from pathlib import Path

import pytest

from benchmarks import trial_campaign
from benchmarks.instances import Instance
from benchmarks.results import read_rows
from benchmarks.tables import trials as tables
from benchmarks.trials import differing, losses, swept
from matcher.solve import solve
from matcher.trials.fragility import fragility
from matcher.trials.trial import TrialLimits
from tests.benchmarks.measured import row
from tests.matcher import make
from tests.matcher.exhaustive import Json
from tests.matcher.sound import SOUND


def asked(**changes: object) -> argparse.Namespace:
    return argparse.Namespace(**{"seconds": 5.0, "workers": 1, "seed": 1, **changes})


def point(misfit: int, delay: int, *, proven: bool = True) -> Json:
    return {"measures": {"misfit": misfit, "delay": delay}, "proven": proven}


def test_losses_are_counted_and_checked() -> None:
    only = make.role(languages={"fr": 4})
    problem = make.problem(
        missions=[make.mission("m", roles=(only,)), make.mission("n")],
        experts=[make.expert("anna", languages={"fr": 5}), make.expert("ben"), make.expert("cleo")],
    )

    found = losses(problem, asked())

    assert found["experts"] == 3
    assert (found["seated"], found["proven"], found["critical"]) == (2, 2, 1)
    assert found["without_reserves"] == 1
    assert found["differing"] == []
    assert found["known"] <= found["took"]


def test_a_wrong_loss_is_named() -> None:
    problem = make.problem(missions=[make.mission()], experts=[make.expert("anna")])
    found = fragility(problem, solve(problem, workers=1), limits=TrialLimits(workers=1))

    assert differing(problem, found) == []
    easier = make.problem(
        missions=[make.mission()], experts=[make.expert("anna"), make.expert("ben")]
    )
    assert differing(easier, found) == ["anna"]


def test_a_front_is_measured_with_its_points() -> None:
    problem = make.problem(missions=[make.mission(preferred=4)], experts=[make.expert()])

    found = swept(problem, asked())

    assert found["status"] == "complete"
    assert found["measures"] == ["misfit", "burden", "delay"]
    assert [each["proven"] for each in found["points"]] == [True]
    assert (found["breaches"], found["agrees"]) == (0, True)


def test_a_campaign_measures_each_problem_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tiny(size: str, seed: int, tight: bool) -> Instance:
        return Instance(f"{size}-{seed}{'-tight' if tight else ''}", write)

    def write(to: Path) -> None:
        to.write_text(json.dumps(SOUND))

    monkeypatch.setattr(trial_campaign, "generated", tiny)
    monkeypatch.setattr("benchmarks.instances.MADE", tmp_path)
    words = asked(seeds=(1, 1), memory=4000.0, again=False, output=tmp_path / "rows.jsonl")

    trial_campaign.measure_trial("losses", words)
    trial_campaign.measure_trial("losses", words)

    rows = list(read_rows([words.output]))
    assert [(each["instance"], each["command"]) for each in rows] == [
        ("unit-1", "losses"),
        ("unit-1-tight", "losses"),
    ]
    assert all("trouble" not in each and each["seated"] == 1 for each in rows)


def test_tables_say_what_the_rows_say() -> None:
    lost = row("losses", experts=825, seated=170, critical=2, known=None, seconds=30.0, proven=169)
    traded = row("front", points=[point(3, 9), point(5, 4, proven=False)], solves=4, five=None)

    said = tables.losses([lost]).splitlines()
    front = tables.front([traded]).splitlines()

    assert said[2].startswith("| unit-1 | 825 | 170 | 169 | 2 | – | > 30 |")
    assert said[-1].startswith("Fresh solves")
    assert front[2].startswith("| unit-1 | 2 | 1 | – | 9.9 | 4 | 3 to 5 | – | 4 to 9 |")
    assert "unit-1" in tables.front([{**traded, "agrees": False}]).splitlines()[-1]
    assert "unit-1" in tables.losses([{**lost, "differing": ["e0"]}]).splitlines()[-1]
