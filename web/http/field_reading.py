"""Reading a form by the table of its fields: typed texts into values that the ledger keeps."""

from web.http.forms import Sheet, printed
from web.language.fields.kinds import (
    ChoiceField,
    DateField,
    HalfDaysField,
    KeyField,
    Lists,
    TextField,
    WholeField,
    WordsField,
    YesField,
)
from web.language.fields.table import FieldTable, FormField, Values
from web.language.labels import FAMILIES
from web.language.speech import gettext as _


def read_fields(sheet: Sheet, table: FieldTable, lists: Lists) -> Values:
    """Value by fact of the fields with one text, every mistake beside its field."""
    found: Values = {}
    for field in table.single:
        found[field.fact] = _value(sheet, field, lists)
        if field.check and (said := field.check(found)):
            sheet.wrong(field.name, said)
    return found


def _value(sheet: Sheet, field: FormField, lists: Lists) -> object:
    read = _read(sheet, field, lists)
    return field.otherwise if read in (None, "") else read


def _read(sheet: Sheet, field: FormField, lists: Lists) -> object:
    name, title, required = field.name, field.title, field.required
    match field.kind:
        case TextField(longest):
            return sheet.text(name, title, longest, required)
        case WordsField():
            return printed(sheet.texts.get(name, ""))
        case ChoiceField(family):
            return sheet.choice(name, title, FAMILIES[family], required)
        case KeyField(rows):
            return sheet.key(name, title, [int(key) for key, _name in lists[rows]], required)
        case WholeField(least, most):
            _expect(sheet, field)
            return sheet.whole(name, title, least, most)
        case HalfDaysField(least, most_days):
            _expect(sheet, field)
            return sheet.half_days(name, title, least, most_days)
        case DateField():
            return sheet.date(name, title, required)
        case YesField():
            return bool(sheet.texts.get(name))
    raise TypeError(f"Nothing reads a field of the kind {type(field.kind).__name__}.")


def _expect(sheet: Sheet, field: FormField) -> None:
    """A number that must be there, unless one stands for none."""
    is_empty = not sheet.texts.get(field.name, "").strip()
    if field.required and field.otherwise is None and is_empty:
        sheet.wrong(field.name, _("%(field)s: please fill this in.", field=field.title))
