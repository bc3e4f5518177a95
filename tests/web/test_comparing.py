"""What differs between two plans, in sentences of both languages and by the command."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from matcher.compare import compare
from matcher.plan import Plan
from matcher.problem import Problem
from tests.matcher import make
from tests.web.test_cli_matching import problem, saved
from web.cli import status
from web.language.sentences.comparing import sentences
from web.language.sentences.problem_names import problem_names
from web.language.speech import speaking


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins in English; `--lang` sets the language of the whole process."""
    monkeypatch.setenv("LANGUAGE", "en")


def facts() -> Problem:
    """Two seats in Cotonou, where somebody should speak French; Ben does."""
    team = (make.role("r"), make.role("chair"))
    people = [
        replace(make.expert(name, languages={"fr": 5 if name == "ben" else 1}), name=name.title())
        for name in ("anna", "ben", "chloe")
    ]
    there = replace(make.mission("m", roles=team, speaks={"fr": 4}), name="Cotonou")
    return make.problem(there, people)


def said(language: str, before: Plan, after: Plan) -> Sequence[str]:
    known = facts()
    with speaking(language):
        return list(sentences(known, compare(known, before, after), problem_names(known)))


BEFORE = make.plan(m=make.held(2, "anna"))
AFTER = make.plan(m=make.held(6, "ben", chair=["chloe"]))


def test_differences_are_said_in_english() -> None:
    lines = said("en", BEFORE, AFTER)

    assert lines == [
        "1 mission differs; 1 more seat is filled; 3 people to call.",
        "Fewer missions are not complete (or less important ones).",
        "Fewer seats are vacant (or less important ones).",
        "All in all worse: how well people suit, how evenly missions are shared and how near to "
        "the wished dates.",
        "“Cotonou”, 4 March 2027: moved from 2 March 2027; Ben replaces Anna; Chloe joins; "
        "1 more seat is filled; somebody now speaks French; 3 people to call.",
    ]


def test_differences_are_said_in_french() -> None:
    lines = said("fr", AFTER, BEFORE)

    assert (
        lines[0]
        == "1 mission diffère\u00a0; 1 poste pourvu de moins\u00a0; 3 personnes à prévenir."
    )
    assert lines[-1] == (
        "«\u00a0Cotonou\u00a0», 2 mars 2027\u00a0: déplacée (auparavant 4 mars 2027)\u00a0; "
        "Anna remplace Ben\u00a0; Chloe quitte l’équipe\u00a0; 1 poste pourvu de moins\u00a0; "
        "langue que plus personne ne parle\u00a0: français\u00a0; 3 personnes à prévenir."
    )


def test_what_is_unknown_and_what_is_broken_is_said() -> None:
    before = make.plan(gone=make.held(0, "anna"))
    after = make.plan(m=make.held(2, "anna", chair=["anna", "zoe"]))

    lines = said("en", before, after)

    assert "The first plan names a mission that the problem lacks: gone." in lines
    assert "The second plan names somebody whom the problem lacks: zoe." in lines
    assert lines[-1] == "The second plan breaks a rule, “Cotonou”: Anna has two seats in this team."


def test_a_plan_does_not_differ_from_itself() -> None:
    assert said("en", AFTER, AFTER) == ["The two plans do not differ."]


def plan_file(path: Path, team: Sequence[str]) -> str:
    held = {"m": {"start": "2027-03-02/am", "team": {"r": [*team]}}} if team else {}
    return saved(path, {"format": "hemicycle/plan@1", "status": "feasible", "missions": held})


def test_command_compares_files_and_says_what_is_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = saved(tmp_path / "p.json", problem())
    none, full = plan_file(tmp_path / "a.json", ()), plan_file(tmp_path / "b.json", ["ada"])

    assert status(["compare", known, none, full]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["seats"], found["calls"], found["missions"][0]["moved"]) == (1, 1, "held")
    assert status(["compare", known, none, str(tmp_path / "missing.json")]) == 2
    assert "missing.json" in capsys.readouterr().err


def test_command_ends_with_one_where_a_plan_breaks_a_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = saved(tmp_path / "p.json", problem())
    none = plan_file(tmp_path / "a.json", ())
    twice = plan_file(tmp_path / "b.json", ["ada", "ada"])

    assert status(["compare", known, none, twice, "--text"]) == 1
    assert "The second plan breaks a rule" in capsys.readouterr().out
