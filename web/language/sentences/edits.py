"""What an edit changed, field by field: what stood there, and what stands there now."""

from collections.abc import Mapping

from web.language.fields.expert import EXPERT
from web.language.fields.mission import MISSION
from web.language.fields.table import FieldTable, FormField
from web.language.speech import gettext as _

TABLES: Mapping[str, FieldTable] = {"mission": MISSION, "expert": EXPERT}
"""The fields of what forms edit, by the subject of the audit."""


def edited(subject: str, before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """Which fields, each with both values where they are short; lists and notes by name alone."""
    table = TABLES.get(subject)
    changed = [f for f in table.fields if not after.keys().isdisjoint(f.kept)] if table else []
    if not changed:
        return _("Saved, with nothing changed")
    fields = ", ".join(_changed(field, before, after) for field in changed)
    return _("Edited: %(fields)s", fields=fields)


def _changed(field: FormField, before: Mapping[str, object], after: Mapping[str, object]) -> str:
    name = _(field.brief) if field.brief else field.title
    if not field.kind.is_told or field.fact not in before:
        return name
    return _(
        "%(field)s (%(before)s before, %(after)s now)",
        field=name,
        before=_told(field, before[field.fact]),
        after=_told(field, after[field.fact]),
    )


def _told(field: FormField, value: object) -> str:
    return _("nothing") if value in (None, "") else field.kind.told(value)
