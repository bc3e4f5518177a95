"""A form's fields in a table: each is declared there, and nowhere else in `web`.

The form is drawn, filled and read by the table, two versions of it are compared and its history
is told by it, and so is what its subject's page and calendars show of a field alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from web.language.fields.kinds import FieldKind, KeyField, Lists, SeveralField
from web.language.speech import gettext as _

Audience = Literal["staff", "team", "partner"]
"""Who reads: the staff of institutions, those who are sent, or the partner."""
Values = dict[str, Any]  # one type a field: its kind sees to it
STAFF: frozenset[Audience] = frozenset({"staff"})


@dataclass(frozen=True, slots=True)
class FormField:
    """One field; its label and hint are English, marked where they are written.

    `fresh` is the text of a new form, `otherwise` what is kept where nothing is typed. `check`
    sees the values read so far and says what is wrong. `brief` is what a history calls it where
    its label is no name. `part` is the part of its subject's page that shows it, none by itself.
    """

    name: str
    label: str
    kind: FieldKind
    hint: str = ""
    required: bool = False
    fresh: str = ""
    otherwise: object = None
    check: Callable[[Values], str | None] | None = None
    brief: str = ""
    facts: tuple[str, ...] = ()
    part: str = ""
    seen_by: frozenset[Audience] = STAFF
    in_calendars: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return _(self.label)

    @property
    def advice(self) -> str:
        """What stands below its label."""
        return _(self.hint) if self.hint else ""

    @property
    def nothing(self) -> str | None:
        """What its list says before anything is chosen; None where something always is."""
        said = getattr(self.kind, "nothing", "")
        return _(said) if said else None

    @property
    def kept(self) -> tuple[str, ...]:
        """The facts that it is about, by the names that the ledger has for them."""
        return self.facts or (f"{self.name}_id" if isinstance(self.kind, KeyField) else self.name,)

    @property
    def fact(self) -> str:
        """The one fact of a field with one text."""
        return self.kept[0]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that stand together in a form, row by row, below a title."""

    label: str
    rows: tuple[tuple[FormField, ...], ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return _(self.label)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """What a page shows of one field."""

    field: FormField
    text: str


@dataclass(frozen=True, slots=True)
class FieldTable:
    """The fields of one form, in its order."""

    groups: Mapping[str, FieldGroup]

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All of them."""
        return tuple(f for group in self.groups.values() for row in group.rows for f in row)

    @property
    def single(self) -> tuple[FormField, ...]:
        """Those with one text."""
        return tuple(field for field in self.fields if not isinstance(field.kind, SeveralField))

    def __getitem__(self, name: str) -> FormField:
        """The field of a name."""
        return next(field for field in self.fields if field.name == name)

    def fresh(self) -> dict[str, str]:
        """The texts of a new form."""
        return {field.name: field.fresh for field in self.single}

    def filled(self, facts: object) -> dict[str, str]:
        """The texts of the form of what is saved."""
        return {f.name: f.kind.fill(getattr(facts, f.fact)) for f in self.single}

    def typed(self, get: Callable[[str, str], str]) -> dict[str, str]:
        """The texts that a form was sent with; `get` is asked for each, and what to take else."""
        return {field.name: get(field.name, "") for field in self.single}

    def words(
        self, texts: Mapping[str, str], lists: Lists, several: Mapping[str, str]
    ) -> dict[str, str]:
        """A form as a comparison shows it, by what its fields are called.

        `several` are the words of fields of more than one text; one that has none is left out.
        """
        single = {f.name: f.kind.word(texts.get(f.name, ""), lists) for f in self.single}
        known = {**single, **several}
        return {field.title: known[field.name] for field in self.fields if field.name in known}

    def shown(self, row: object, part: str) -> list[FieldLine]:
        """What a part of its page shows of a row; what is empty has no line."""
        return list(_lines(row, (field for field in self.fields if field.part == part)))

    def told(self, row: object, audience: Audience) -> list[FieldLine]:
        """What calendars tell somebody of a row."""
        told = (f for f in self.fields if f.in_calendars and audience in f.seen_by)
        return list(_lines(row, told))


def _lines(row: object, fields: Iterator[FormField]) -> Iterator[FieldLine]:
    # A field of a key is called as the row behind it.
    for field in fields:
        kept = getattr(row, field.name)
        if kept not in (None, ""):
            yield FieldLine(field, field.kind.shown(kept))
