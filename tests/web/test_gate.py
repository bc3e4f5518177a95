"""The gate before every publication: what forbids it, what must be accepted, and who asks it."""

import ast
from pathlib import Path

import pytest

from matcher.halfdays import Span
from matcher.plan import Breach
from matcher.problem import MissionId
from tests.matcher import make
from tests.matcher.make import MONDAY, TUESDAY, WEDNESDAY, held, plan
from web.service.gate_sentences import SENTENCES
from web.service.publishing.acts import Consent, NotPassed, pass_gate
from web.service.publishing.gate import AGREED, BLOCKING, NOTES, Case, Judgement, judge, of_mission

ROOT = Path(__file__).resolve().parents[2]
LEDGER = {
    "db.operations.publish": {"publish"},
    "db.operations.releases": {"release_scenario", "draft_back"},
    "db.operations.mission_states": {"move"},
}
"""What of the ledger publishes plans, or may."""
EXAMPLES = "web/demo/"
"""Makes the example ledger, without anybody who could be asked."""


def codes(breaches: tuple[Breach, ...]) -> list[str]:
    return [each.code for each in breaches]


def test_nothing_but_the_gate_calls_what_publishes() -> None:
    callers = set()
    for path in (ROOT / "web").rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and LEDGER.get(node.module or "", set()) & {
                each.name for each in node.names
            }:
                callers.add(name)
            if isinstance(node, ast.Attribute) and node.attr in set.union(*LEDGER.values()):
                base = node.value.id if isinstance(node.value, ast.Name) else ""
                if base in ("publish", "releases", "mission_states"):
                    callers.add(name)

    assert {name for name in callers if not name.startswith(EXAMPLES)} == {
        "web/service/publishing/acts.py"
    }


def test_gate_knows_nothing_of_requests() -> None:
    found = set()
    for path in (ROOT / "web" / "service" / "publishing").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
                assert not node.module.startswith("web.") or node.module.startswith(
                    "web.service.publishing"
                )
            elif isinstance(node, ast.Import):
                found |= {each.name.partition(".")[0] for each in node.names}

    assert "flask" not in found


def test_what_the_new_plan_breaks_must_be_accepted() -> None:
    anna = make.expert(busy=(Span(MONDAY, TUESDAY),))
    problem = make.problem(make.mission(), anna)

    found = judge(Case(problem, plan(), plan(m=held(MONDAY, "anna"))))

    assert (codes(found.blocking), codes(found.serious)) == ([], ["availability.busy"])


def test_less_of_what_the_live_plan_breaks_already_is_a_note_too() -> None:
    anna = make.expert(days_max=1)
    problem = make.problem([make.mission(name) for name in "mno"], anna)
    three = {"m": MONDAY, "n": TUESDAY, "o": WEDNESDAY}
    before = plan(**{name: held(day, "anna") for name, day in three.items()})
    after = plan(m=held(MONDAY, "anna"), n=held(TUESDAY, "anna"))

    found = judge(Case(problem, before, after))

    assert found == Judgement(notes=(Breach("conflicts.stay", facts={"conflicts": 1}),))


def test_what_the_live_plan_breaks_already_is_a_note() -> None:
    anna = make.expert(busy=(Span(MONDAY, TUESDAY),))
    problem = make.problem([make.mission(), make.mission("n")], [anna, make.expert("paul")])
    before = plan(m=held(MONDAY, "anna"))

    found = judge(Case(problem, before, plan(m=held(MONDAY, "anna"), n=held(WEDNESDAY, "paul"))))

    assert found == Judgement(notes=(Breach("conflicts.stay", facts={"conflicts": 1}),))


@pytest.mark.parametrize(
    ("mission", "code"),
    [
        ({}, "availability.double"),
        ({"banned": frozenset({"anna"}), "partner": "mg"}, "expert.banned"),
    ],
)
def test_two_places_at_once_and_who_is_kept_out_forbid_it(
    mission: dict[str, object], code: str
) -> None:
    problem = make.problem([make.mission(), make.mission("n", **mission)], make.expert())
    start = MONDAY if code == "availability.double" else WEDNESDAY
    after = plan(m=held(MONDAY, "anna"), n=held(start, "anna"))

    found = judge(Case(problem, plan(m=held(MONDAY, "anna")), after))

    assert code in codes(found.blocking)
    with pytest.raises(NotPassed):
        pass_gate(found, Consent(found.key))


def test_a_tick_stands_for_what_was_read_and_nothing_else() -> None:
    problem = make.problem([make.mission()], make.expert(busy=(Span(MONDAY, TUESDAY),)))
    after = plan(m=held(MONDAY, "anna"))
    read = judge(Case(problem, plan(), after))
    grown = judge(Case(problem, plan(), after, agreed=(MissionId("m"),)))

    pass_gate(read, Consent(read.key))
    with pytest.raises(NotPassed):
        pass_gate(grown, Consent(read.key))
    with pytest.raises(NotPassed):
        pass_gate(read, Consent(""))

    assert grown.agreed == (MissionId("m"),)


def test_nothing_to_accept_needs_no_tick() -> None:
    problem = make.problem([make.mission()], make.expert())
    found = judge(Case(problem, plan(), plan(m=held(MONDAY, "anna"))))

    pass_gate(found, Consent())

    assert (found.blocking, found.serious, found.key) == ((), (), "")


def test_what_lies_between_two_missions_is_said_of_the_one_at_hand() -> None:
    missions = [make.mission("a"), make.mission("b", partner="mg")]
    problem = make.problem(missions, make.expert())
    after = plan(a=held(MONDAY, "anna"), b=held(MONDAY + 1, "anna"))
    found = judge(Case(problem, plan(b=held(MONDAY + 1, "anna")), after))

    seen = of_mission(found, MissionId("a"))

    assert [(each.mission, each.facts["other"]) for each in seen.blocking] == [("a", "b")]


def test_every_code_of_a_publication_has_a_sentence() -> None:
    own = {code for code in BLOCKING if code.startswith(("scenario.", "plan.stale"))}

    assert own | NOTES | {AGREED} == set(SENTENCES)
