"""What Hypothesis draws is the same on every machine, and a find is made smaller in a while."""

import ast
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies
from hypothesis.internal.conjecture import engine

from tests import chance


def drawn(profile: hypothesis.settings) -> list[int]:
    """What a property sees of the numbers."""
    seen = list[int]()

    @profile
    @hypothesis.given(strategies.integers())
    def look(number: int) -> None:
        seen.append(number)

    look()
    return seen


def test_examples_are_the_same_on_every_run() -> None:
    same = hypothesis.settings.get_profile("same")

    assert drawn(same) == drawn(same)
    assert same.database is None


def test_examples_of_a_campaign_are_others_each_time() -> None:
    campaign = hypothesis.settings.get_profile(chance.CAMPAIGN)

    assert drawn(campaign) != drawn(campaign)
    assert campaign.database is None


def test_usual_profile_is_the_same_one_whatever_the_environment_says(
    pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HYPOTHESIS_PROFILE", chance.CAMPAIGN)
    monkeypatch.delenv("CI", raising=False)
    asked = pytestconfig.getoption("--hypothesis-profile") or "same"

    assert hypothesis.settings.get_current_profile_name() == asked


def test_share_of_the_examples_follows_the_profile() -> None:
    assert drawn_many("same", 25) == 25
    assert drawn_many(chance.CAMPAIGN, 25) == chance.MANY // 4


def drawn_many(profile: str, share: int) -> int:
    """How many examples a share is in a profile."""
    before = hypothesis.settings.get_current_profile_name()
    hypothesis.settings.load_profile(profile)
    try:
        return chance.of(share).max_examples
    finally:
        hypothesis.settings.load_profile(before)


def test_a_find_is_made_smaller_for_no_longer_than_we_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine.MAX_SHRINKING_SECONDS == chance.SHRINKING_SECONDS

    patient = tries()
    monkeypatch.setattr(engine, "MAX_SHRINKING_SECONDS", 0)

    assert tries() < patient / 4


def tries() -> int:
    """How often a property is tried that is wrong of all lists but the short ones."""
    seen = list[int]()

    @hypothesis.settings(parent=hypothesis.settings.get_profile("same"), print_blob=False)
    @hypothesis.given(strategies.lists(strategies.integers(), max_size=60))
    def look(numbers: list[int]) -> None:
        seen.append(len(numbers))
        assert len({number // 7 for number in numbers if number > 1000}) < 5

    with pytest.raises(AssertionError):
        look()
    return len(seen)


def test_what_is_drawn_is_tested_or_drawn_anew() -> None:
    """A drawn test that returns early passes with nothing looked at: `assume` draws another."""
    found = [
        (path, node)
        for path in sorted(Path(__file__).parent.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
        and any("given(" in ast.unparse(each) for each in node.decorator_list)
    ]

    assert len(found) > 50
    assert [f"{path.name}: {node.name}" for path, node in found if returns(node)] == []


def returns(node: ast.AST) -> bool:
    """Does a function return, those within it left aside?"""
    inner = [n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.FunctionDef)]
    return isinstance(node, ast.Return) or any(map(returns, inner))


def test_often_needs_something_drawn() -> None:
    assert chance.often([True, False])
    assert not chance.often([True, False, False])
    assert chance.often([True, False, False], 0.3)
    assert not chance.often([])
