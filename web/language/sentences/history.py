"""What was done to a subject, as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.models import AuditRow
from web.language.codes import N_
from web.language.labels import MISSION_STATES, label
from web.language.sentences.acting import acted
from web.language.sentences.edits import edited
from web.language.sentences.facts import range_words
from web.language.speech import gettext as _
from web.language.speech import told

_DONE: Mapping[str, str] = {
    "created": N_("Created"),
    "copied": N_("Made as a copy"),
    "date_pinned": N_("Date pinned"),
    "date_unpinned": N_("Date no longer pinned"),
    "expert_pinned": N_("Somebody pinned to a role"),
    "expert_unpinned": N_("Somebody no longer pinned to a role"),
    "expert_banned": N_("Somebody kept out of the team"),
    "expert_unbanned": N_("Somebody let into the team again"),
    "refusal_kept": N_("Somebody has said no"),
    "refusal_lifted": N_("A refusal lifted"),
    "staffed": N_("Staffed by hand"),
    "changed_on_word": N_("Changed after its partner had agreed; agreed to by"),
    "returned": N_("Proposed again: date or team changed, nobody said who agreed"),
    "undated": N_("Changes requested: it has no date any more, so that nothing is agreed"),
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
LAST = 2**62
"""The number of what leaves no line in the audit: it is done after all that was written with it."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that was done: when, by whom, what, and why where a reason was given.

    `number` is that of its line in the audit: it orders what was written at the same moment.
    """

    at: datetime
    by: str
    sentence: str
    reason: str | None
    number: int = LAST


def history_lines(
    rows: Iterable[AuditRow], people: Mapping[int, str] | None = None
) -> list[HistoryLine]:
    """The audit of one subject, in the order given; `people` are the names of those it is about."""
    return [
        HistoryLine(row.at, acted(row.by), _sentence(row, people or {}), row.reason, row.id)
        for row in rows
    ]


def whom(row: AuditRow) -> int | None:
    """The person whom a line is about, where it names one."""
    found = {**(row.before or {}), **(row.after or {})}.get("expert")
    return found if isinstance(found, int) else None


def _sentence(row: AuditRow, people: Mapping[int, str]) -> str:
    after = row.after or {}
    if row.what == "edited":
        return edited(row.subject, row.before or {}, after)
    if row.what == "moved" and after.get("state") in MISSION_STATES:
        return _("State: %(state)s", state=label("state", after["state"]))
    known = _DONE.get(row.what)
    done = _(known) if known else row.what.replace("_", " ").capitalize()
    about = _about(row, people)
    return told(done, about) if about else done


def _about(row: AuditRow, people: Mapping[int, str]) -> str:
    """Whom, which session, which calendar or which days it is about."""
    facts = {**(row.before or {}), **(row.after or {})}
    if (person := whom(row)) is not None:
        days = _refused(facts) if row.what.startswith("refusal_") else ""
        return ", ".join(part for part in (people.get(person, ""), days) if part)
    if row.what.startswith("agenda_"):
        return str(facts.get("title", ""))
    if row.what in ("busy_added", "busy_removed") and "first" in facts and "last" in facts:
        return range_words([facts["first"], facts["last"]])
    return str(facts.get("name") or "") if row.what.startswith("calendar_") else ""


def _refused(facts: Mapping[str, Any]) -> str:
    """Which days a no is to: a few, or all that the mission may take."""
    days = facts.get("days")
    return range_words(days) if days else _("whatever the dates")
