"""Reading, reviewing and explaining plans never wakes the solver."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module", ["matcher.review", "matcher.files", "matcher.vacancies", "matcher.claims"]
)
def test_module_does_not_load_the_solver(module: str) -> None:
    code = f"import sys, {module}; print([m for m in sys.modules if m.startswith('ortools')])"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
