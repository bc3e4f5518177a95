"""The commands `solve` and `check`: files in, files out, exit codes, errors that help."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from matcher.files import read_problem
from matcher.plan import Progress
from web.cli import status
from web.cli.progress import progress_line

Problem = dict[str, Any]  # a problem document, changed by tests at will
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins in English; `--lang` sets the language of the whole process."""
    monkeypatch.setenv("LANGUAGE", "en")


def problem() -> Problem:
    """One mission with one seat, one expert who can take it."""
    return {
        "format": "hemicycle/problem@1",
        "horizon": ["2027-03-01", "2027-03-12"],
        "institutions": [{"id": "qc", "timezone": "America/Toronto"}],
        "partners": [{"id": "bj", "country": "BJ", "timezone": "Africa/Porto-Novo"}],
        "domains": [{"id": "library"}],
        "experts": [
            {
                "id": "ada",
                "kind": "official",
                "institution": "qc",
                "domains": {"library": 2},
                "languages": {"fr": "C1"},
            }
        ],
        "missions": [
            {
                "id": "m",
                "venue": "abroad",
                "partner": "bj",
                "window": ["2027-03-02", "2027-03-03"],
                "length": 4,
                "roles": [{"id": "r", "domains": {"library": 2}, "languages": {"fr": "B2"}}],
            }
        ],
    }


def saved(path: Path, document: Problem) -> str:
    """The document in a file; its path as an argument."""
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def test_solve_writes_a_plan_that_check_passes(tmp_path: Path, capsys: Captured) -> None:
    given = saved(tmp_path / "one.json", problem())

    solved = status(["solve", given])

    plan = json.loads((tmp_path / "one.plan.json").read_text(encoding="utf-8"))
    capsys.readouterr()
    assert solved == 0
    assert plan["status"] == "optimal"
    assert plan["missions"] == {"m": {"start": "2027-03-02/am", "team": {"r": ["ada"]}}}
    assert status(["check", given, str(tmp_path / "one.plan.json")]) == 0
    assert json.loads(capsys.readouterr().out)["breaches"] == []


def test_solve_writes_into_a_folder_and_keeps_going_past_a_bad_file(
    tmp_path: Path, capsys: Captured
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    good = saved(tmp_path / "good.json", problem())

    ended = status(["solve", str(bad), good, "--out-dir", str(tmp_path / "plans")])

    assert ended == 2
    assert [path.name for path in (tmp_path / "plans").iterdir()] == ["good.plan.json"]
    assert f"{bad}: /:" in capsys.readouterr().err


def test_solve_ends_with_1_and_names_the_pins_that_no_plan_keeps(tmp_path: Path) -> None:
    document = problem()
    document["experts"][0]["busy"] = [["2027-03-01", "2027-03-12"]]
    document["pins"] = {"m": {"team": {"r": ["ada"]}}}
    given = saved(tmp_path / "one.json", document)

    ended = status(["solve", given])

    plan = json.loads((tmp_path / "one.plan.json").read_text(encoding="utf-8"))
    assert ended == 1
    assert plan["status"] == "infeasible"
    assert plan["conflict"] == [{"mission": "m", "role": "r", "expert": "ada"}]
    assert status(["check", given, str(tmp_path / "one.plan.json")]) == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "There is no archives in domains; the id of one was expected."),
        ("fr", "«\u00a0archives\u00a0» ne figure pas dans domains"),
    ],
)
def test_solve_says_where_a_file_is_wrong_and_what_was_expected(
    tmp_path: Path, capsys: Captured, language: str, words: str
) -> None:
    document = problem()
    document["missions"][0]["roles"][0]["domains"] = {"archives": 1}
    given = saved(tmp_path / "one.json", document)

    ended = status(["--lang", language, "solve", given])

    said = capsys.readouterr().err
    assert ended == 2
    assert f"{given}: /missions/0/roles/0/domains/archives: {words}" in said
    assert not (tmp_path / "one.plan.json").exists()


def test_solve_refuses_two_plans_for_one_place(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    twins = [saved(tmp_path / folder / "one.json", problem()) for folder in ("a", "b")]

    ended = status(["solve", *twins, "--out-dir", str(tmp_path)])

    assert ended == 2
    assert "would both be written" in capsys.readouterr().err


def test_solve_finds_out_first_that_it_cannot_write(tmp_path: Path, capsys: Captured) -> None:
    given = saved(tmp_path / "one.json", problem())

    ended = [
        status(["solve", given, "-o", str(tmp_path / place)]) for place in (".", "no/one.plan.json")
    ]

    said = capsys.readouterr().err.splitlines()
    assert ended == [2, 2]
    assert [line.split(" cannot be written: ")[-1] for line in said] == [
        "Is a directory.",
        "No such file or directory.",
    ]


@pytest.mark.parametrize("limit", ["--time-limit", "--work-limit"])
@pytest.mark.parametrize("seconds", ["nan", "inf", "0", "-1"])
def test_solve_takes_only_numbers_of_seconds(tmp_path: Path, limit: str, seconds: str) -> None:
    given = saved(tmp_path / "one.json", problem())

    assert status(["solve", given, limit, seconds]) == 2
    assert not (tmp_path / "one.plan.json").exists()


def test_check_ends_with_1_on_a_breach_and_names_it(tmp_path: Path, capsys: Captured) -> None:
    document = problem()
    given = saved(tmp_path / "one.json", document)
    plan = {"m": {"start": "2027-03-08/am", "team": {"r": ["ada"]}}}
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": plan}

    ended = status(["check", given, saved(tmp_path / "plan.json", file)])

    found = json.loads(capsys.readouterr().out)
    assert ended == 1
    assert [breach["code"] for breach in found["breaches"]] == ["start.outside_window"]


def test_check_ends_with_1_on_a_false_claim(tmp_path: Path, capsys: Captured) -> None:
    given = saved(tmp_path / "one.json", problem())
    status(["solve", given])
    plan = json.loads((tmp_path / "one.plan.json").read_text(encoding="utf-8"))
    plan["tiers"][3]["bound"] -= 1
    capsys.readouterr()

    ended = status(["check", given, saved(tmp_path / "one.plan.json", plan)])

    claims = json.loads(capsys.readouterr().out)["claims"]
    assert ended == 1
    assert [claim["code"] for claim in claims] == ["claim.optimal", "claim.status"]


def test_solve_is_the_same_byte_for_byte_under_a_work_limit(tmp_path: Path) -> None:
    given = saved(tmp_path / "one.json", problem())
    plans = []

    for name in ("first", "second"):
        status(["solve", given, "-o", str(tmp_path / name), "--work-limit", "5"])
        plan = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        plans.append(json.dumps({**plan, "seconds": 0}))

    assert plans[0] == plans[1]


def test_solve_keeps_the_best_plan_on_ctrl_c(tmp_path: Path, shared: Path) -> None:
    given, target = tmp_path / "unit.json", tmp_path / "unit.plan.json"
    generator = shared / "tools" / "generate.py"
    subprocess.run([sys.executable, generator, "unit", "9", "-o", given], check=True)
    command = [sys.executable, "-m", "web.cli", "solve", str(given), "--time-limit", "300"]

    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as solving:
        assert solving.stderr is not None
        solving.stderr.readline()
        os.kill(solving.pid, signal.SIGINT)
        asked = time.monotonic()
        rest = solving.stderr.read()

    assert solving.returncode == 0
    assert time.monotonic() - asked < 60
    assert "best plan so far" in rest
    assert json.loads(target.read_text(encoding="utf-8"))["status"] == "feasible"


JARGON = re.compile(
    r"(?i)\b(tiers?|bound|gap|optimal|feasible|criti\w+|borne|écart|niveau)\b|≥|\d/\d"
)
"""Words of whoever writes solvers, in both languages."""


@pytest.mark.parametrize(
    ("language", "proven"),
    [
        ("en", r"no better plan exists: proven in \d+\.\d s\."),
        ("fr", r"il n’existe pas de meilleure planification : c’est prouvé, en \d+,\d s\."),
    ],
)
def test_solve_speaks_as_the_pages_do(
    tmp_path: Path, capsys: Captured, language: str, proven: str
) -> None:
    given = saved(tmp_path / "one.json", problem())

    assert status(["--lang", language, "solve", given]) == 0

    said = capsys.readouterr().err.replace("\xa0", " ")
    assert re.search(proven, said), said
    assert not JARGON.search(said.replace(str(tmp_path), "")), said


def test_solve_tells_in_figures_whoever_asks(tmp_path: Path, capsys: Captured) -> None:
    given = saved(tmp_path / "one.json", problem())

    assert status(["solve", given, "--verbose"]) == 0

    assert "optimal, 0 (proven) · 0 (proven)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("news", "said"),
    [
        (
            Progress(1, None, None, None, 4.25),
            "step 2 of 4 (vacant seats): no plan yet; 4.2 s",
        ),
        (
            Progress(1, 40, 30, 3, 4.0),
            "step 2 of 4 (vacant seats): within 25% of the best possible; vacant seats and unspoken"
            " languages: 3; 4.0 s",
        ),
        (
            Progress(0, 2, 2, 3, 4.0),
            "step 1 of 4 (missions not complete): no better plan exists: proven; vacant seats and"
            " unspoken languages: 3; 4.0 s",
        ),
    ],
)
def test_progress_says_how_far_from_the_best(news: Progress, said: str) -> None:
    objective = read_problem(json.dumps(problem()).encode()).objective

    assert progress_line(news, objective) == said
