"""What was done to a subject, as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from db.models import AuditRow
from web.i18n import N_
from web.i18n import gettext as _
from web.labels import MISSION_STATES, label

_DONE: Mapping[str, str] = {
    "created": N_("Created"),
    "edited": N_("Edited"),
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


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done: when, by whom, what, and why where a reason was given."""

    at: datetime
    by: str
    sentence: str
    reason: str | None


def history_lines(rows: Iterable[AuditRow]) -> list[Line]:
    """The audit of one subject, in the order given."""
    return [Line(row.at, row.by, _sentence(row), row.reason) for row in rows]


def _sentence(row: AuditRow) -> str:
    after = row.after or {}
    if row.what == "moved" and after.get("state") in MISSION_STATES:
        return _("State: %(state)s", state=label("state", after["state"]))
    done = _DONE.get(row.what)
    return _(done) if done else row.what.replace("_", " ").capitalize()
