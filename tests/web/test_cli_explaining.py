"""The command `explain`: a role, somebody assigned there, somebody who is not, bad input."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.web.test_cli_matching import Captured, Problem, problem, saved
from web.cli import status

Json = dict[str, Any]  # Any: JSON


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins in English; `--lang` sets the language of the whole process."""
    monkeypatch.setenv("LANGUAGE", "en")


def people() -> Problem:
    """Ada can sit there, Bo speaks too little, Cy is a little less suited."""
    document = problem()
    ada = document["experts"][0]
    bo = {**ada, "id": "bo", "languages": {"fr": "B1"}}
    cy = {**ada, "id": "cy", "languages": {"fr": "B2"}}
    return {**document, "experts": [ada, bo, cy]}


def asked(folder: Path, *words: str, team: tuple[str, ...] = ("ada",)) -> int:
    """Ask about role `r` of mission `m`, with this team in the plan."""
    held = {"m": {"start": "2027-03-02/am", "team": {"r": [*team]} if team else {}}}
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": held}
    files = [saved(folder / "problem.json", people()), saved(folder / "plan.json", file)]
    asking = ["explain", *files, "--mission", "m", "--role", "r", "--time-limit", "60"]
    return status([*asking, *words])


def test_explain_of_a_full_role_ranks_candidates(tmp_path: Path, capsys: Captured) -> None:
    ended = asked(tmp_path)

    found: Json = json.loads(capsys.readouterr().out)
    assert ended == 0
    assert (found["sitting"], found["count"], found["start"]) == (["ada"], 1, "2027-03-02/am")
    assert found["funnel"][-1] == {"step": "free_in_plan", "left": 1}
    assert found["candidates"]["instead"] == "ada"
    assert [row["expert"] for row in found["candidates"]["free"]["shown"]] == ["cy"]
    assert found["candidates"]["excluded"]["reasons"] == {"role.language": 1}
    assert "unlocks" not in found


def test_explain_of_a_plan_that_breaks_rules_says_so_beside_the_answer(
    tmp_path: Path, capsys: Captured
) -> None:
    ended = asked(tmp_path, team=("bo",))

    said = capsys.readouterr()
    assert ended == 0
    assert json.loads(said.out)["sitting"] == ["bo"]
    assert said.err == "The plan itself breaks rules: hemicycle check names the places (1).\n"
    asked(tmp_path)
    assert capsys.readouterr().err == ""


def test_explain_of_an_empty_role_looks_for_unlocks(tmp_path: Path, capsys: Captured) -> None:
    asked(tmp_path, team=())

    found: Json = json.loads(capsys.readouterr().out)
    assert found["candidates"]["free"]["count"] == 2
    assert found["candidates"]["instead"] is None
    assert (type(found["unlocks"]), found["unlocks_complete"]) == (list, True)


def test_explain_of_who_sits_there_says_why(tmp_path: Path, capsys: Captured) -> None:
    asked(tmp_path, "--expert", "ada")

    found: Json = json.loads(capsys.readouterr().out)
    assert found["why"]["fit"] == {
        "total": 51,
        "domain": 26,
        "language": 25,
        "field": 0,
        "wish": 0,
    }
    assert found["why"]["skills"][1] == {
        "kind": "language",
        "name": "fr",
        "needed": "B2",
        "held": "C1",
    }
    assert "forcing" not in found


def test_explain_of_who_does_not_says_why_not_and_the_cost(
    tmp_path: Path, capsys: Captured
) -> None:
    asked(tmp_path, "--expert", "bo")

    found: Json = json.loads(capsys.readouterr().out)
    assert found["why_not"]["verdict"] == "barred"
    assert [each["code"] for each in found["why_not"]["reasons"]] == [
        "seat.taken",
        "role.language",
    ]
    assert found["forcing"]["status"] == "optimal"
    assert [tier["difference"] for tier in found["forcing"]["tiers"]] == [0, 0, 0, 100]
    assert [each["code"] for each in found["forcing"]["waived"]] == ["role.language"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["bo cannot be assigned there as the plan stands:", "The role is full: ada."]),
        ("fr", ["bo ne peut pas occuper ce poste dans l’état actuel", "Le rôle est complet"]),
    ],
)
def test_explain_speaks_both_languages(
    tmp_path: Path, capsys: Captured, language: str, words: list[str]
) -> None:
    for question in (["--expert", "bo"], ["--expert", "ada"], []):
        assert asked(tmp_path, "--lang", language, "--text", *question) == 0

    said = capsys.readouterr().out
    assert [each for each in words if each not in said] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--mission", "no"], "--mission: the problem knows no “no”; expected one of: m."),
        (["--role", "no"], "--role: the problem knows no “no”; expected one of: r."),
        (["--expert", "no"], "--expert: the problem knows no “no”; expected one of: ada, bo, cy."),
        (["--time-limit", "nan"], "nan"),
    ],
)
def test_explain_names_what_the_problem_does_not_know(
    tmp_path: Path, capsys: Captured, words: list[str], message: str
) -> None:
    ended = asked(tmp_path, *words)

    assert ended == 2
    assert message in capsys.readouterr().err


def test_explain_needs_a_plan(tmp_path: Path, capsys: Captured) -> None:
    given = saved(tmp_path / "problem.json", people())
    empty = saved(
        tmp_path / "plan.json",
        {
            "format": "hemicycle/plan@1",
            "status": "infeasible",
            "conflict": [{"mission": "m", "start": "2027-03-02"}],
        },
    )

    ended = status(["explain", given, empty, "--mission", "m", "--role", "r"])

    assert ended == 2
    assert "holds no plan" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "0 available on a possible date. For 2 people, the video session would begin",
                "If the mission takes half a day only, in the afternoon there, the hours suit 2",
                "None of these alone would fill it and make the plan better",
                "3 for whom the video session would begin before 7:00",
            ],
        ),
        (
            "fr",
            ["Pour 2 personnes, la visioconférence commencerait avant", "l’après-midi sur place"],
        ),
    ],
)
def test_explain_names_the_hours_of_a_session_at_night(
    tmp_path: Path, capsys: Captured, language: str, words: list[str]
) -> None:
    document = people()
    document["partners"][0]["timezone"] = "Asia/Beirut"
    document["missions"][0] |= {"venue": "remote", "length": 2}
    none = {"format": "hemicycle/plan@1", "status": "feasible", "missions": {}}
    files = [saved(tmp_path / "problem.json", document), saved(tmp_path / "plan.json", none)]
    asking = ["explain", *files, "--mission", "m", "--role", "r", "--time-limit", "60"]

    assert status([*asking, "--lang", language, "--text"]) == 0
    said = capsys.readouterr().out
    status(asking)
    known = json.loads(capsys.readouterr().out)

    assert [each for each in words if each not in said] == []
    assert "not available on any possible date" not in said
    reasons = known["candidates"]["excluded"]["reasons"]
    assert reasons == {"role.language": 1, "expert.never_free": 3}
    assert {"step": "available", "left": 0} in known["funnel"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"weekdays": [7]},
            "There is no possible date: none of the possible starts (1–5 March 2027) is on one of "
            "its days of the week (Sunday).",
        ),
        (
            {"closed": [["2027-03-01", "2027-03-20"]]},
            "There is no possible date (1–5 March 2027). 1 March 2027 is not possible: days ruled "
            "out for this mission, 1–20 March 2027.",
        ),
    ],
)
def test_explain_says_why_there_is_no_date(
    tmp_path: Path, capsys: Captured, changes: Json, words: str
) -> None:
    document = people()
    document["missions"][0] |= {"window": ["2027-03-01", "2027-03-05"], **changes}
    none = {"format": "hemicycle/plan@1", "status": "feasible", "missions": {}}
    files = [saved(tmp_path / "problem.json", document), saved(tmp_path / "plan.json", none)]

    ended = status(["explain", *files, "--mission", "m", "--role", "r", "--text"])

    said = capsys.readouterr().out
    assert ended == 0
    assert words in said
    assert said.count("There is no possible date") == 1
