"""The page of explanations shows what the commands say of the golden problems.

`python -m tests.test_explanations` writes the examples of the page anew.
"""

import json
import os
import re

import pytest

from tests.examples import PAGE, missions_of, said, short

BLOCK = re.compile(r"<!-- example: (?P<command>[^>]+) -->\n.*?<!-- end -->", re.DOTALL)
SECONDS = re.compile(r'"seconds": [\d.]+')


def shown(command: str) -> str:
    """One example: the command, and what it says."""
    words = answer(command.split())
    kind = "text" if "--text" in command else "json"
    if kind == "json":
        words = SECONDS.sub('"seconds": 0.1', short(json.loads(words)))
    return f"<!-- example: {command} -->\n\n```{kind}\n{words.rstrip()}\n```\n\n<!-- end -->"


def answer(words: list[str]) -> str:
    """What `explain` says of a golden problem and its best plan: its name, then the options."""
    name, *options = words
    return said("explain", name, [missions_of(name)], ["--time-limit", "60", *options])


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
