"""What an edit changed, field by field: what stood there, and what stands there now."""

from collections.abc import Callable, Mapping
from datetime import date

from web.language.codes import N_
from web.language.dates import day, days_text
from web.language.labels import label
from web.language.speech import gettext as _

FIELDS: Mapping[str, str] = {
    "title": N_("Title"),
    "activity_type": N_("Activity"),
    "service_mode": N_("Way of acting"),
    "venue": N_("Place"),
    "partner_id": N_("Partner parliament"),
    "further_partners": N_("Further partners"),
    "programme_id": N_("Programme"),
    "priority": N_("Priority"),
    "notes": N_("Notes"),
    "window_first": N_("First possible start"),
    "window_last": N_("Last possible start"),
    "preferred": N_("Best start"),
    "half_day_starts": N_("May start in the afternoon too"),
    "weekdays": N_("It may start on"),
    "after": N_("It follows"),
    "length": N_("Days on site"),
    "travel_before": N_("Days of travel before"),
    "travel_after": N_("Days of travel after"),
    "plural": N_("Two or more members come from at least two political groups"),
    "languages": N_("Languages"),
    "roles": N_("Roles"),
    "banned": N_("May not be in the team"),
    "given_name": N_("Given name"),
    "family_name": N_("Family name"),
    "kind": N_("Kind"),
    "institution_id": N_("Institution"),
    "political_group": N_("Political group"),
    "department": N_("Department"),
    "post": N_("Post"),
    "email": N_("E-mail"),
    "served_from": N_("In office from"),
    "served_until": N_("In office until"),
    "days_max": N_("Days a year, at most"),
    "missions_max": N_("Missions a year, at most"),
    "rest": N_("Days of rest between missions abroad"),
    "domains": N_("Domains"),
    "experience": N_("Field experience"),
    "prefers": N_("Wishes"),
    "excludes": N_("Wishes"),
}
"""What the forms of missions and people call what was edited."""


def edited(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """Which fields, each with both values where they are short; lists and notes by name alone."""
    fields = dict.fromkeys(_field(name, before, after) for name in FIELDS if name in after)
    if not fields:
        return _("Saved, with nothing changed")
    return _("Edited: %(fields)s", fields=", ".join(fields))


def _field(name: str, before: Mapping[str, object], after: Mapping[str, object]) -> str:
    field = _(FIELDS[name])
    said = _VALUES.get(name)
    if said is None or name not in before:
        return field
    was, becomes = before[name], after[name]
    return _(
        "%(field)s (%(before)s before, %(after)s now)",
        field=field,
        before=_("nothing") if was in (None, "") else said(was),
        after=_("nothing") if becomes in (None, "") else said(becomes),
    )


def _text(value: object) -> str:
    return _("“%(title)s”", title=str(value))


def _day(value: object) -> str:
    return day(date.fromisoformat(str(value)))


def _half_days(value: object) -> str:
    return days_text(int(str(value)))


def _is_so(value: object) -> str:
    return _("yes") if value else _("no")


def _word(family: str) -> Callable[[object], str]:
    return lambda value: label(family, value)


_VALUES: Mapping[str, Callable[[object], str]] = {
    **dict.fromkeys(("title", "given_name", "family_name", "political_group"), _text),
    **dict.fromkeys(("department", "post"), _text),
    **dict.fromkeys(("window_first", "window_last", "preferred"), _day),
    **dict.fromkeys(("served_from", "served_until"), _day),
    **dict.fromkeys(("length", "travel_before", "travel_after", "rest"), _half_days),
    **dict.fromkeys(("priority", "days_max", "missions_max"), str),
    **dict.fromkeys(("half_day_starts", "plural"), _is_so),
    "activity_type": _word("activity"),
    "service_mode": _word("mode"),
    "venue": _word("venue"),
    "kind": _word("kind"),
}
"""How the values of short fields are said."""
