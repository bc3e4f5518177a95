"""The page of explanations shows what the commands say of the golden problems.

`python -m tests.test_explanations` writes the examples of the page anew.
"""

import json
import os
import re
import tempfile
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from web.cli import status

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanations.md"
GOLDEN = ROOT / "tests" / "golden" / "problems"
BLOCK = re.compile(r"<!-- example: (?P<command>[^>]+) -->\n.*?<!-- end -->", re.DOTALL)
WIDTH = 96
SECONDS = re.compile(r'"seconds": [\d.]+')


def shown(command: str) -> str:
    """One example: the command, and what it says."""
    said = answer(command.split())
    kind = "text" if "--text" in command else "json"
    if kind == "json":
        said = SECONDS.sub('"seconds": 0.1', short(json.loads(said)))
    return f"<!-- example: {command} -->\n\n```{kind}\n{said.rstrip()}\n```\n\n<!-- end -->"


def short(value: object, indent: str = "") -> str:
    """JSON with whatever fits into a line on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent + line) <= WIDTH or not isinstance(value, dict | list):
        return line
    inner = indent + " "
    if isinstance(value, dict):
        rows = [f"{json.dumps(key)}: {short(each, inner)}" for key, each in value.items()]
    else:
        rows = [short(each, inner) for each in value]
    opens, closes = "{}" if isinstance(value, dict) else "[]"
    return f"{opens}\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}{closes}"


def answer(words: list[str]) -> str:
    """What `explain` says of a golden problem and its best plan: its name, then the options."""
    name, *options = words
    best = json.loads((GOLDEN / f"{name}.best.json").read_text())
    plan = {"format": "hemicycle/plan@1", "status": "feasible", "missions": best["missions"]}
    said = StringIO()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(said):
        file = Path(folder) / "plan.json"
        file.write_text(json.dumps(plan))
        given = [str(GOLDEN / f"{name}.json"), str(file)]
        assert status(["explain", *given, "--time-limit", "60", *options]) == 0
    return said.getvalue()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins in English; `--lang` sets the language of the whole process."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.mark.parametrize("command", BLOCK.findall(PAGE.read_text()))
def test_example_is_what_the_command_says(command: str) -> None:
    block = next(b for b in BLOCK.finditer(PAGE.read_text()) if b["command"] == command)

    assert shown(command) == block[0]


def test_page_has_examples_in_both_languages() -> None:
    commands = BLOCK.findall(PAGE.read_text())

    assert len([each for each in commands if "--lang fr" in each]) >= 3
    assert len([each for each in commands if "--text" not in each]) >= 3


def main() -> None:
    """Write the page anew."""
    page = PAGE.read_text()
    for block in list(BLOCK.finditer(page)):
        os.environ["LANGUAGE"] = "en"
        page = page.replace(block[0], shown(block["command"]))
    PAGE.write_text(page)


if __name__ == "__main__":
    main()
