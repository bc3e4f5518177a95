"""What differs between two plans, in sentences of both languages and by the command."""

import gettext
import json
from dataclasses import replace
from pathlib import Path

import pytest
from babel import Locale

from matcher.compare import compare
from tests.matcher import make
from tests.web.test_cli_matching import problem, saved
from web.cli import status
from web.cli.speech import CATALOGUES
from web.wording.comparing import Speech, sentences


def said(language: str) -> list[str]:
    """One replaced, one joined, on 4 March instead of 2 March."""
    voice = gettext.translation("messages", CATALOGUES, [language], fallback=True)
    team = (make.role("r"), make.role("chair"))
    people = [replace(make.expert(name), name=name.title()) for name in ("anna", "ben", "chloe")]
    facts = make.problem(replace(make.mission("m", roles=team), name="Cotonou"), people)
    before = make.plan(m=make.held(2, "anna"))
    after = make.plan(m=make.held(6, "ben", chair=["chloe"]))
    speech = Speech(voice.gettext, voice.ngettext, Locale(language))
    return list(sentences(facts, compare(facts, before, after), speech))


def test_differences_are_said_in_english() -> None:
    lines = said("en")

    assert lines[0] == "1 mission differs; 1 seat filled; 3 people to call."
    assert "Level 2, empty seats: 1 point of priority fewer (not proven)." in lines
    assert lines[-1] == (
        "Cotonou, 4 March: moved from 2 March; Ben replaces Anna; Chloe joins; "
        "1 seat filled; 3 people to call."
    )


def test_differences_are_said_in_french() -> None:
    lines = said("fr")

    assert lines[0] == "1 mission diffère; 1 poste pourvu; 3 personnes à prévenir."
    assert lines[-1] == (
        "Cotonou, 4 mars\u00a0: déplacée (auparavant 2 mars); Ben remplace Anna; "
        "Chloe se joint à l’équipe; 1 poste pourvu; 3 personnes à prévenir."
    )


def test_command_compares_files_and_says_what_is_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    file = {"format": "hemicycle/plan@1", "status": "feasible"}
    facts = saved(tmp_path / "p.json", problem())
    none = saved(tmp_path / "a.json", {**file, "missions": {}})
    team = {"m": {"start": "2027-03-02/am", "team": {"r": ["ada"]}}}
    full = saved(tmp_path / "b.json", {**file, "missions": team})

    assert status(["compare", facts, none, full]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["seats"], found["calls"], found["missions"][0]["moved"]) == (1, 1, "held")
    assert status(["compare", facts, none, str(tmp_path / "missing.json")]) == 2
    assert "missing.json" in capsys.readouterr().err
