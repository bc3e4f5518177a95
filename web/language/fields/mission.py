"""The fields of a mission, in the order of its form."""

from web.language.codes import N_
from web.language.fields.kinds import (
    ChoiceField,
    DateField,
    HalfDaysField,
    KeyField,
    SeveralField,
    TextField,
    WholeField,
    WordsField,
    YesField,
)
from web.language.fields.table import FieldGroup, FieldTable, FormField, Values
from web.language.speech import gettext as _

LONGEST_DAYS = 120
"""Days on site, or of travel, that a form accepts."""


def _partner(found: Values) -> str | None:
    if found["venue"] in ("abroad", "remote") and found["partner_id"] is None:
        return _("Partner parliament: needed unless the mission is at home.")
    return None


def _is_backwards(found: Values) -> bool:
    first, last = found["window_first"], found["window_last"]
    return bool(first and last and last < first)


def _window(found: Values) -> str | None:
    said = _("Last possible start: it lies before the first one.")
    return said if _is_backwards(found) else None


def _preferred(found: Values) -> str | None:
    first, last, best = (found[name] for name in ("window_first", "window_last", "preferred"))
    if first and last and best and not _is_backwards(found) and not first <= best <= last:
        return _("Best start: it lies outside the possible starts.")
    return None


WHAT = FieldGroup(
    N_("What"),
    (
        (FormField("title", N_("Title"), TextField(cut=True), required=True, otherwise=""),),
        (
            FormField(
                *("reference", N_("File number"), TextField(60)),
                hint=N_("That of your unit; the partner’s calendar does not show it."),
                otherwise="",
                part="what",
                seen_by=frozenset({"staff", "team"}),
                in_calendars=True,
            ),
        ),
        (
            FormField(
                *("activity_type", N_("Activity"), ChoiceField("activity", N_("choose…"))),
                required=True,
            ),
        ),
        (
            FormField(
                *("service_mode", N_("Way of acting"), ChoiceField("mode")),
                required=True,
                fresh="diagnosis",
                part="what",
            ),
            FormField(
                "programme", N_("Programme"), KeyField("programmes", N_("none")), part="what"
            ),
            FormField(
                *("priority", N_("Priority"), WholeField(1, 100), N_("1 to 100; 1 is ordinary.")),
                required=True,
                fresh="1",
                otherwise=1,
                part="what",
            ),
        ),
        (FormField("notes", N_("Notes"), WordsField(), otherwise="", part="last"),),
    ),
)
WHERE = FieldGroup(
    N_("Where"),
    (
        (
            FormField(
                *("venue", N_("Place"), ChoiceField("venue")),
                required=True,
                fresh="abroad",
                part="where",
            ),
            FormField(
                *("partner", N_("Partner parliament"), KeyField("partners", N_("none"))),
                hint=N_("Needed unless the mission is at home."),
                check=_partner,
            ),
            FormField(
                *("institution", N_("Run by"), KeyField("institutions")),
                hint=N_("Hosts it where the mission is at home."),
                required=True,
                brief=N_("Institution"),
                part="by",
            ),
        ),
    ),
)
WHEN = FieldGroup(
    N_("When"),
    (
        (
            FormField("window_first", N_("First possible start"), DateField(), required=True),
            FormField(
                "window_last", N_("Last possible start"), DateField(), required=True, check=_window
            ),
            FormField("preferred", N_("Best start"), DateField(), check=_preferred, part="when"),
        ),
        (
            FormField(
                *("length", N_("Days on site"), HalfDaysField(1, LONGEST_DAYS)),
                hint=N_("In steps of half a day."),
                required=True,
            ),
            FormField(
                *("travel_before", N_("Days of travel before"), HalfDaysField(0, LONGEST_DAYS)),
                hint=N_("Of missions abroad only."),
                otherwise=0,
            ),
            FormField(
                *("travel_after", N_("Days of travel after"), HalfDaysField(0, LONGEST_DAYS)),
                hint=N_("Of missions abroad only."),
                otherwise=0,
            ),
        ),
        (FormField("half_day_starts", N_("May start in the afternoon too"), YesField()),),
    ),
)
MORE = FieldGroup(
    N_("More"),
    (
        (
            FormField(
                *("weekdays", N_("It may start on"), SeveralField()),
                N_("None ticked: the days that keep most of it out of the weekend."),
            ),
        ),
        (
            FormField(
                *("after", N_("It follows"), SeveralField()),
                N_("It starts once these are over, after so many days between."),
            ),
        ),
        (FormField("further_partners", N_("Further partners"), SeveralField()),),
    ),
)
TEAM = FieldGroup(
    N_("The team as a whole"),
    (
        (
            FormField(
                *("speaks", N_("Somebody in the team speaks"), SeveralField()),
                brief=N_("Languages"),
                facts=("languages",),
            ),
        ),
        (
            FormField(
                "plural",
                N_("Two or more members come from at least two political groups"),
                YesField(),
                fresh="1",
            ),
        ),
        (FormField("banned", N_("May not be in the team"), SeveralField()),),
    ),
)
ROLES = FieldGroup(N_("Roles"), ((FormField("roles", N_("Roles"), SeveralField()),),))

MISSION = FieldTable(
    {"what": WHAT, "where": WHERE, "when": WHEN, "more": MORE, "team": TEAM, "roles": ROLES}
)
