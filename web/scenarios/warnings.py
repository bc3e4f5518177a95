"""What to know before a scenario's plan is published: what forbids it, what to accept, notes."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.mapping import load_plan
from db.mapping.scenario import added_rows
from db.models import BookingRow, PlanRow, ScenarioRow
from db.queries import plans
from db.queries import scenarios as known
from matcher.review import review
from matcher.scenario import Change
from web.acting import now
from web.i18n import gettext as _
from web.i18n import ngettext
from web.refusals.standing import unwilling
from web.scenarios.page import is_fresh
from web.solve.changes import Changes
from web.standing import live_problem
from web.wording import Names, breach_sentence
from web.wording.changes import change_sentence
from web.wording.everything import scenario_names

_DECIDED = ("unpin.", "pin.", "objective.", "mission.added")
"""Changes that say nothing of the world: what they decide is in the plan itself."""


@dataclass(frozen=True, slots=True)
class Warnings:
    """Sentences in three tiers: `blocking` forbids, `serious` must be accepted, `notes` inform."""

    blocking: tuple[str, ...] = ()
    serious: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def warnings(session: Session, row: ScenarioRow, plan: PlanRow, changes: Changes) -> Warnings:
    """Everything about the publication of a scenario that somebody may want to know before."""
    adding = added_rows(known.changes(row))
    problem = live_problem(session, row, now().date(), adding)
    names = scenario_names(session, problem)
    seen = review(problem, load_plan(session, plan.id, problem))
    broken = [breach_sentence(breach, names) for breach in seen.breaches]
    return Warnings(
        blocking=tuple(_blocking(session, row, plan, changes)),
        serious=(*broken, *_confirmed(session, changes)),
        notes=(*_open_tiers(plan), *_unwritten(row, names)),
    )


def _blocking(session: Session, row: ScenarioRow, plan: PlanRow, changes: Changes) -> list[str]:
    if row.state != "open":
        return [_("This scenario is closed.")]
    if not is_fresh(row):
        return [_("The scenario was changed after its plan was found: solve it again first.")]
    if any(change.code == "expert.added" for change in known.changes(row)):
        return [_("Somebody in it is only imagined: take them out and solve again.")]
    if plan.parent_id != plans.live_id(session):
        return [_("Something else was published since: solve again on what is published now.")]
    return unwilling(session, plan.id, changes)


def _confirmed(session: Session, changes: Changes) -> list[str]:
    """Confirmed missions whose people or dates would change."""
    touched = {call.mission_id: call.mission for call in (*changes.left, *changes.moved)}
    confirmed = select(BookingRow.mission_id).where(
        BookingRow.status == "confirmed", BookingRow.mission_id.in_(touched)
    )
    return [
        _("“%(mission)s” is confirmed to its partner, and would change.", mission=touched[each])
        for each in sorted(set(session.scalars(confirmed)))
    ]


def _open_tiers(plan: PlanRow) -> list[str]:
    left = sum(not tier["optimal"] for tier in plan.tiers)
    if not left:
        return []
    return [
        ngettext(
            "In %(num)s respect a better plan is not ruled out.",
            "In %(num)s respects a better plan is not ruled out.",
            left,
        )
    ]


def _unwritten(row: ScenarioRow, names: Names) -> list[str]:
    """Changes of facts: publishing the plan does not make them so."""
    return [
        _(
            "Stays in the scenario, enter it on its page if it is so: %(change)s",
            change=change_sentence(Change(step.code, dict(step.facts)), names),
        )
        for step in known.holding(row)
        if not step.code.startswith(_DECIDED)
    ]
