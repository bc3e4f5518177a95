"""The code of a rule is written in one file: whoever asks for it takes it from there."""

import ast
from collections import defaultdict
from pathlib import Path

import matcher
from matcher.eligibility import NEVER_CODES
from matcher.rules import CODES

ROOM = Path(str(matcher.__file__)).parent
CHANGES = ROOM / "scenario"
"""Changes have codes of their own, after what they change: `role.kind` is one of them too."""


def test_code_of_a_rule_is_written_in_one_file() -> None:
    files_by_code = defaultdict(set)
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                files_by_code[node.value].add(path)

    wrong = {
        code: sorted(path.relative_to(ROOM).as_posix() for path in files)
        for code in (*CODES, *NEVER_CODES)
        if len(files := {f for f in files_by_code[code] if CHANGES not in f.parents}) != 1
    }

    assert wrong == {}
