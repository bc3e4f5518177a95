"""Kinds of fields: what a form, a page and a history show of a value that is kept.

A kind names its widget (`parts/fields.html` draws it) and what the widget is given;
`web.http.field_reading` reads what was typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from web.language.dates import day, days_text, decimal_sign
from web.language.labels import FAMILIES, label, labels
from web.language.own_names import own_name
from web.language.speech import gettext as _

Kept = Any  # one type a kind, and as JSON where the audit has kept it
Lists = Mapping[str, Sequence[tuple[int | str, str]]]
"""What can be chosen, by the name of a list: keys and names, in the order shown."""


@dataclass(frozen=True, slots=True)
class FieldKind:
    """What all kinds do unless they say otherwise; `is_told`: does a history tell both values?"""

    widget: ClassVar[str] = "text"
    type: ClassVar[str] = "text"
    classes: ClassVar[str] = ""
    is_told: ClassVar[bool] = True

    @property
    def attributes(self) -> Mapping[str, object]:
        """What else the widget is given."""
        return {}

    def fill(self, kept: Kept) -> str:
        """A value as the text of its field."""
        return "" if kept is None else str(kept)

    def word(self, text: str, lists: Lists) -> str:
        """The text of a field as a comparison of two forms shows it."""
        return text

    def shown(self, kept: Kept) -> str:
        """A value as pages and calendars show it."""
        return str(kept)

    def told(self, kept: Kept) -> str:
        """A value within a sentence of a history."""
        return self.shown(kept)


@dataclass(frozen=True, slots=True)
class TextField(FieldKind):
    """One line; `cut`: its field takes no more signs than it may have."""

    longest: int = 200
    cut: bool = False

    @property
    def attributes(self) -> Mapping[str, object]:
        """How many signs can be typed."""
        return {"maxlength": self.longest} if self.cut else {}

    def told(self, kept: Kept) -> str:
        """In quotes."""
        return _("“%(title)s”", title=str(kept))


@dataclass(frozen=True, slots=True)
class EmailField(TextField):
    """An address, which no history repeats."""

    type: ClassVar[str] = "email"
    is_told: ClassVar[bool] = False
    longest: int = 254


@dataclass(frozen=True, slots=True)
class WordsField(FieldKind):
    """Lines of text, too long for a history."""

    widget: ClassVar[str] = "words"
    is_told: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class ChoiceField(FieldKind):
    """A closed word of the ledger; `nothing` is what its list says before one is chosen."""

    widget: ClassVar[str] = "choice"
    family: str
    nothing: str = ""

    def options(self, lists: Lists) -> Sequence[tuple[int | str, str]]:
        """The words and their names."""
        return labels(self.family)

    def word(self, text: str, lists: Lists) -> str:
        """Its name."""
        return label(self.family, text) if text in FAMILIES[self.family] else ""

    def shown(self, kept: Kept) -> str:
        """Its name."""
        return label(self.family, kept)


@dataclass(frozen=True, slots=True)
class KeyField(FieldKind):
    """A row out of a list, which the form knows by its number; pages are given the row itself."""

    widget: ClassVar[str] = "choice"
    is_told: ClassVar[bool] = False
    list: str
    nothing: str = ""

    def options(self, lists: Lists) -> Sequence[tuple[int | str, str]]:
        """The rows of its list."""
        return lists[self.list]

    def word(self, text: str, lists: Lists) -> str:
        """The name of the row."""
        return next((name for key, name in lists[self.list] if str(key) == text), text)

    def shown(self, kept: Kept) -> str:
        """The name of the row."""
        return own_name(kept)


@dataclass(frozen=True, slots=True)
class WholeField(FieldKind):
    """A whole number between two bounds."""

    classes: ClassVar[str] = "field-short"
    least: int
    most: int

    @property
    def attributes(self) -> Mapping[str, object]:
        """The keys for digits."""
        return {"inputmode": "numeric"}


@dataclass(frozen=True, slots=True)
class HalfDaysField(FieldKind):
    """Days in steps of a half, kept as half-days; `least` counts half-days."""

    classes: ClassVar[str] = "field-short"
    least: int
    most_days: int

    @property
    def attributes(self) -> Mapping[str, object]:
        """The keys for digits and a decimal sign."""
        return {"inputmode": "decimal"}

    def fill(self, kept: Kept) -> str:
        """As days."""
        return days_text(kept)

    def word(self, text: str, lists: Lists) -> str:
        """As the reader writes: `5,0`, `5.0` and `5` are one, and so are none and none said."""
        plain = text.replace(",", ".").removesuffix(".0")
        return plain.replace(".", decimal_sign()) or "0"

    def shown(self, kept: Kept) -> str:
        """As days."""
        return days_text(int(str(kept)))


@dataclass(frozen=True, slots=True)
class DateField(FieldKind):
    """A day."""

    type: ClassVar[str] = "date"

    def shown(self, kept: Kept) -> str:
        """In words."""
        return day(date.fromisoformat(str(kept)))


@dataclass(frozen=True, slots=True)
class YesField(FieldKind):
    """Something that is so, or is not."""

    widget: ClassVar[str] = "tick"

    def fill(self, kept: Kept) -> str:
        """What a ticked field sends."""
        return "1" if kept else ""

    def word(self, text: str, lists: Lists) -> str:
        """Nothing where it is not ticked."""
        return _("yes") if text else ""

    def shown(self, kept: Kept) -> str:
        """Yes or no."""
        return _("yes") if kept else _("no")


@dataclass(frozen=True, slots=True)
class SeveralField(FieldKind):
    """Rows, ticks or roles: its form has a draft of its own for them, and draws them."""

    widget: ClassVar[str] = ""
    is_told: ClassVar[bool] = False
