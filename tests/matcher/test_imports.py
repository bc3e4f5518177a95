"""Reading, reviewing and explaining plans never wakes the solver."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module", ["matcher.review", "matcher.files", "matcher.vacancies", "matcher.claims"]
)
def test_module_does_not_load_the_solver(module: str) -> None:
    assert [name for name in loaded(module) if name.startswith("ortools")] == []


def test_reader_of_plans_asks_nothing_that_the_search_made() -> None:
    found = loaded("matcher.review")

    assert "matcher.rules" in found
    made = ("matcher.index", "matcher.feasibility", "matcher.solve")
    assert [name for name in found if name.startswith(made)] == []


def test_exhaustive_search_knows_nothing_of_the_matcher() -> None:
    found = loaded("tests.matcher.exhaustive")

    assert "tests.matcher.exhaustive.world" in found
    assert [name for name in found if name.partition(".")[0] == "matcher"] == []


def loaded(module: str) -> list[str]:
    """Every module that one module makes Python load."""
    code = f"import sys, {module}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()
