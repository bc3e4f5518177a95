"""The page of explanations shows what `compare` says of a golden problem.

The first plan is what is published in the problem, the second its best one.
`python -m tests.test_explanations_compare` writes the examples anew.
"""

import json
import os
import re

import pytest

from tests.examples import GOLDEN, PAGE, missions_of, said, short

BLOCK = re.compile(r"<!-- compare: (?P<command>[^>]+) -->\n.*?<!-- end -->", re.DOTALL)


def shown(command: str) -> str:
    """One example: the command, and what it says."""
    words, kind = answer(command.split()), "text" if "--text" in command else "json"
    if kind == "json":
        words = short(json.loads(words))
    return f"<!-- compare: {command} -->\n\n```{kind}\n{words.rstrip()}\n```\n\n<!-- end -->"


def answer(words: list[str]) -> str:
    """What `compare` says: the name of a golden problem, then the options."""
    name, *options = words
    published = json.loads((GOLDEN / f"{name}.json").read_text())["published"]
    return said("compare", name, [published, missions_of(name)], options, ends=(0, 1))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins in English; `--lang` sets the language of the whole process."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.mark.parametrize("command", BLOCK.findall(PAGE.read_text()))
def test_example_is_what_compare_says(command: str) -> None:
    block = next(b for b in BLOCK.finditer(PAGE.read_text()) if b["command"] == command)

    assert shown(command) == block[0]


def test_compare_is_shown_in_both_languages_and_as_json() -> None:
    commands = BLOCK.findall(PAGE.read_text())

    assert [each for each in commands if "--text --lang fr" in each]
    assert [each for each in commands if "--text" in each and "--lang" not in each]
    assert [each for each in commands if "--text" not in each]


def main() -> None:
    """Write the examples anew."""
    page = PAGE.read_text()
    for block in list(BLOCK.finditer(page)):
        os.environ["LANGUAGE"] = "en"
        page = page.replace(block[0], shown(block["command"]))
    PAGE.write_text(page)


if __name__ == "__main__":
    main()
