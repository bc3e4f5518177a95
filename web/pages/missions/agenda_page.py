"""The page of one session or external meeting: its form, also where somebody was faster."""

from dataclasses import replace

from flask import render_template
from sqlalchemy.orm import Session

from db.models import AgendaItemRow, MissionRow
from db.operations import agenda as operations
from db.queries import missions as queries
from web.http.forms import FieldDifference, Sheet
from web.language.stays import clock_name
from web.pages.missions.agenda_form import SessionDraft, differences, saved
from web.service.belonging import apart


def clash_form(session: Session, row: AgendaItemRow, draft: SessionDraft) -> str:
    """The form as typed, on top of what was saved meanwhile; saving it again replaces that."""
    theirs = saved(row)
    people, clocks = dict(_people(session, row.mission, row)), dict(_clocks(row.mission, row))
    lines = differences(draft, theirs, people, clocks)
    draft = replace(draft, version=theirs.version)
    return session_form(session, row.mission, row, draft, Sheet(draft.texts), lines)


def session_form(
    session: Session,
    mission: MissionRow,
    row: AgendaItemRow | None,
    draft: SessionDraft,
    sheet: Sheet,
    comparison: list[FieldDifference] | None = None,
) -> str:
    """The page of a session that is there, or of a new one."""
    return render_template(
        "missions/session.html",
        mission=mission,
        item=row,
        draft=draft,
        sheet=sheet,
        comparison=comparison,
        people=_people(session, mission, row),
        clocks=_clocks(mission, row),
    )


def _clocks(mission: MissionRow, row: AgendaItemRow | None) -> list[tuple[str, str]]:
    """By whose clock hours may be noted, what they are noted by first."""
    return [(zone, clock_name(mission, zone)) for zone in operations.clocks(mission, row)]


def _people(
    session: Session, mission: MissionRow, row: AgendaItemRow | None
) -> list[tuple[int, str]]:
    """Who may speak: the published team, and whoever is noted already."""
    found = [each.expert for each in queries.team(session, mission.id)]
    if row is not None:
        found += [each.expert for each in row.speakers]
    return list(apart(found).items())
