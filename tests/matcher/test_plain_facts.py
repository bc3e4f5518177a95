"""Plain facts of missions: the schema knows each, and what is written is read again."""

import json
from dataclasses import fields

from matcher.files import plain
from matcher.problem import Mission
from tests.matcher import make
from tests.test_house import ROOT

SCHEMA = ROOT / "matcher" / "schemas" / "problem.schema.json"
KEPT = {"travel_before": 1, "travel_after": 2, "priority": 7, "plural": False}


def test_files_say_only_what_is_not_usual() -> None:
    assert plain.written(make.mission()) == {}
    assert plain.written(make.mission(**KEPT)) == KEPT


def test_what_is_written_is_read_again_and_the_rest_is_usual() -> None:
    usual = plain.read({})

    assert usual == {each.name: each.default for each in fields(Mission) if each.name in usual}
    assert usual.keys() >= KEPT.keys()
    assert plain.read(KEPT) == usual | KEPT
    assert plain.read({"priority": 3.0}) == usual | {"priority": 3}


def test_schema_knows_every_plain_fact() -> None:
    schema = json.loads(SCHEMA.read_text())["$defs"]["mission"]["properties"]

    assert plain.read({}).keys() <= schema.keys()
