"""The fields of an expert, in the order of their form."""

import re

from web.language.codes import N_
from web.language.fields.kinds import (
    ChoiceField,
    DateField,
    EmailField,
    HalfDaysField,
    KeyField,
    SeveralField,
    TextField,
    WholeField,
)
from web.language.fields.table import FieldGroup, FieldTable, FormField, Values
from web.language.speech import gettext as _

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _email(found: Values) -> str | None:
    if found["email"] and not _ADDRESS.fullmatch(found["email"]):
        return _("E-mail: an address such as name@parliament.example.")
    return None


def _served(found: Values) -> str | None:
    first, last = found["served_from"], found["served_until"]
    if first and last and last < first:
        return _("In office until: it lies before the first day.")
    return None


WHO = FieldGroup(
    N_("Who"),
    (
        (
            FormField("given_name", N_("Given name"), TextField(120, cut=True), required=True),
            FormField("family_name", N_("Family name"), TextField(120, cut=True), required=True),
            FormField("email", N_("E-mail"), EmailField(), check=_email),
        ),
        (
            FormField("kind", N_("Kind"), ChoiceField("kind"), required=True, fresh="official"),
            FormField("institution", N_("Institution"), KeyField("institutions"), required=True),
            FormField("political_group", N_("Political group"), TextField(), N_("Of a member.")),
        ),
        (
            FormField("department", N_("Department"), TextField(), N_("Of an official.")),
            FormField("post", N_("Post"), TextField()),
        ),
        (
            FormField("served_from", N_("In office from"), DateField()),
            FormField(
                *("served_until", N_("In office until"), DateField()),
                hint=N_(
                    "Their last day. After it they are no longer sent anywhere, and their calendar "
                    "addresses stop."
                ),
                check=_served,
            ),
        ),
    ),
)
KNOWS = FieldGroup(
    N_("What they know"),
    (
        (
            FormField("domain", N_("Domains"), SeveralField(), facts=("domains",)),
            FormField("language", N_("Languages"), SeveralField(), facts=("languages",)),
        ),
        (
            FormField("experience", N_("Field experience"), SeveralField()),
            FormField("wish", N_("Wishes"), SeveralField(), facts=("prefers", "excludes")),
        ),
    ),
)
MUCH = FieldGroup(
    N_("How much"),
    (
        (
            FormField(
                *("days_max", N_("Days a year, at most"), WholeField(0, 366)),
                N_("Empty: no limit."),
            ),
            FormField(
                *("missions_max", N_("Missions a year, at most"), WholeField(0, 99)),
                N_("Empty: no limit."),
            ),
            FormField(
                *("rest", N_("Days of rest between missions abroad"), HalfDaysField(0, 366)),
                otherwise=0,
            ),
        ),
    ),
)

EXPERT = FieldTable({"who": WHO, "knows": KNOWS, "much": MUCH})
