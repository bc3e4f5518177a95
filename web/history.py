"""What was done to a subject, as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from db.models import AuditRow
from web.i18n import N_, told
from web.i18n import gettext as _
from web.labels import MISSION_STATES, label
from web.wording.facts import range_words

_DONE: Mapping[str, str] = {
    "created": N_("Created"),
    "copied": N_("Made as a copy"),
    "date_pinned": N_("Date pinned"),
    "date_unpinned": N_("Date left to the plans again"),
    "expert_pinned": N_("Somebody pinned to a role"),
    "expert_unpinned": N_("Somebody left to the plans again"),
    "expert_banned": N_("Somebody kept out of the team"),
    "expert_unbanned": N_("Somebody let into the team again"),
    "refusal_kept": N_("Somebody has said no"),
    "refusal_lifted": N_("A refusal lifted"),
    "staffed": N_("Staffed by hand"),
    "changed_on_word": N_("Changed after its partner had agreed; agreed to by"),
    "returned": N_("Proposed again: date or team changed, nobody said who agreed"),
    "agenda_added": N_("Session added"),
    "agenda_edited": N_("Session edited"),
    "agenda_cancelled": N_("Session cancelled"),
    "agenda_restored": N_("Session restored"),
    "busy_added": N_("Absence added"),
    "busy_removed": N_("Absence removed"),
    "busy_replaced": N_("Absences read again"),
    "sittings_added": N_("Sittings added"),
    "sittings_replaced": N_("Sitting calendar replaced"),
    "sitting_removed": N_("Sitting removed"),
    "holidays_added": N_("Public holidays added"),
    "closure_removed": N_("Closed day taken back"),
    "calendar_uploaded": N_("Calendar uploaded"),
    "calendar_subscribed": N_("Calendar subscribed to"),
    "calendar_removed": N_("Calendar removed"),
}


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
LAST = 2**62
"""The number of what leaves no line in the audit: it is done after all that was written with it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done: when, by whom, what, and why where a reason was given.

    `number` is that of its line in the audit: it orders what was written at the same moment.
    """

    at: datetime
    by: str
    sentence: str
    reason: str | None
    number: int = LAST


def history_lines(rows: Iterable[AuditRow], people: Mapping[int, str] | None = None) -> list[Line]:
    """The audit of one subject, in the order given; `people` are the names of those it is about."""
    return [Line(row.at, row.by, _sentence(row, people or {}), row.reason, row.id) for row in rows]


def whom(row: AuditRow) -> int | None:
    """The person whom a line is about, where it names one."""
    found = {**(row.before or {}), **(row.after or {})}.get("expert")
    return found if isinstance(found, int) else None


def _sentence(row: AuditRow, people: Mapping[int, str]) -> str:
    after = row.after or {}
    if row.what == "edited":
        return _edited(after)
    if row.what == "moved" and after.get("state") in MISSION_STATES:
        return _("State: %(state)s", state=label("state", after["state"]))
    known = _DONE.get(row.what)
    done = _(known) if known else row.what.replace("_", " ").capitalize()
    about = _about(row, people)
    return told(done, about) if about else done


def _edited(after: Mapping[str, object]) -> str:
    """Which fields: their contents stand on the page itself."""
    fields = dict.fromkeys(_(FIELDS[name]) for name in FIELDS if name in after)
    if not fields:
        return _("Saved, with nothing changed")
    return _("Edited: %(fields)s", fields=", ".join(fields))


def _about(row: AuditRow, people: Mapping[int, str]) -> str:
    """Whom, which session, which calendar or which days it is about."""
    facts = {**(row.before or {}), **(row.after or {})}
    if (person := whom(row)) is not None:
        return people.get(person, "")
    if row.what.startswith("agenda_"):
        return str(facts.get("title", ""))
    if row.what in ("busy_added", "busy_removed") and "first" in facts and "last" in facts:
        return range_words([facts["first"], facts["last"]])
    return str(facts.get("name") or "") if row.what.startswith("calendar_") else ""
