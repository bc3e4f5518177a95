"""The tables of fields: all that is kept has a field, and a field is drawn, read and told by it."""

from dataclasses import fields
from datetime import date

import pytest

from db.engine import Ledger
from db.facts import ExpertFacts, MissionFacts
from db.models import InstitutionRow
from db.operations import experts, mission_facts
from tests import make
from tests.web.conftest import Browser
from web.http.field_reading import read_fields
from web.http.forms import Sheet
from web.language.fields.expert import EXPERT
from web.language.fields.kinds import (
    ChoiceField,
    DateField,
    EmailField,
    FieldKind,
    HalfDaysField,
    KeyField,
    TextField,
    WholeField,
    WordsField,
    YesField,
)
from web.language.fields.mission import MISSION
from web.language.fields.table import FieldGroup, FieldTable, FormField

TABLES = ((MISSION, MissionFacts), (EXPERT, ExpertFacts))
KINDS: dict[FieldKind, object] = {
    TextField(): "Archives",
    EmailField(): "anne@qc.example",
    WordsField(): "One line\nand another",
    ChoiceField("mode"): "training",
    KeyField("partners"): 7,
    WholeField(1, 100): 12,
    HalfDaysField(0, 20): 9,
    DateField(): date(2027, 3, 1),
    YesField(): True,
}
"""A value of each kind of field that has one text."""
LISTS = {"partners": [(7, "Parliament of Haiti")]}


def table_of(field: FormField) -> FieldTable:
    return FieldTable({"one": FieldGroup("One", ((field,),))})


@pytest.mark.parametrize(("table", "facts"), TABLES, ids=("mission", "expert"))
def test_every_fact_has_one_field(table: FieldTable, facts: type) -> None:
    kept = [name for field in table.fields for name in field.kept]

    assert sorted(kept) == sorted(field.name for field in fields(facts))


@pytest.mark.parametrize(("table", "facts"), TABLES, ids=("mission", "expert"))
def test_no_two_fields_have_one_name_or_one_label(table: FieldTable, facts: type) -> None:
    assert len({field.name for field in table.fields}) == len(table.fields)
    assert len({field.title for field in table.fields}) == len(table.fields)


def test_columns_are_the_facts_that_are_one_value() -> None:
    lists = {"languages", "roles", "banned", "further_partners", "after"}
    of_experts = {"domains", "languages", "experience", "prefers", "excludes"}

    assert {*mission_facts.PLAIN} == {field.name for field in fields(MissionFacts)} - lists
    assert {*experts.PLAIN} == {field.name for field in fields(ExpertFacts)} - of_experts


def test_every_kind_is_tried_here() -> None:
    # By name: a class with slots is made a second time.
    known = {*FieldKind.__subclasses__(), *TextField.__subclasses__()}

    assert {type(kind).__name__ for kind in KINDS} | {"SeveralField"} == {
        each.__name__ for each in known
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
def test_what_a_form_is_filled_with_is_read_as_what_was_kept(kind: FieldKind) -> None:
    sheet = Sheet({"one": kind.fill(KINDS[kind])})

    found = read_fields(sheet, table_of(FormField("one", "One", kind)), LISTS)

    assert list(found.values()) == [KINDS[kind]]
    assert sheet.mistakes == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
def test_empty_field_is_read_as_what_stands_for_it(kind: FieldKind) -> None:
    field = FormField("one", "One", kind, otherwise="what it is otherwise")

    found = read_fields(Sheet({}), table_of(field), LISTS)

    assert list(found.values()) == [False if kind == YesField() else "what it is otherwise"]


@pytest.mark.parametrize(
    "kind",
    [kind for kind in KINDS if kind not in (YesField(), WordsField())],
    ids=lambda k: type(k).__name__,
)
def test_empty_field_that_is_required_is_a_mistake(kind: FieldKind) -> None:
    sheet = Sheet({})

    read_fields(sheet, table_of(FormField("one", "One", kind, required=True)), LISTS)

    assert [(mistake.field, mistake.sentence[:4]) for mistake in sheet.mistakes] == [
        ("one", "One:")
    ]


def test_forms_draw_every_field(coordinator: Browser, ledger: Ledger, institution: int) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.mission(session, home, make.partner(session))
        make.expert(session, home)
    pages = {
        "/missions/new": MISSION,
        "/missions/1/edit": MISSION,
        "/experts/new": EXPERT,
        "/experts/1/edit": EXPERT,
    }

    missing = [
        (path, field.name)
        for path, table in pages.items()
        for page in [coordinator.get(path).text]
        for field in table.single
        if page.count(f' name="{field.name}"') != 1 or field.title not in page
    ]

    assert missing == []
