"""The agenda on the page of a mission: what takes place when, and what looks wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from db.models import AgendaItemRow, MissionRow
from db.moments import day_of
from db.operations.agenda import zone_of
from db.queries import agenda, missions
from web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Line:
    """A session or an external meeting, who speaks, and warnings in words."""

    row: AgendaItemRow
    hours: str
    speakers: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the agenda is held against: the published days, the team, the clock of the place."""

    days: tuple[date, date] | None
    team: frozenset[int]
    zone: str


def agenda_lines(session: Session, mission: MissionRow) -> list[Line]:
    """The agenda of a mission in the order of its times; what is cancelled too."""
    held = missions.dates(session, mission.id)
    days = None if held is None else (day_of(held.first), day_of(held.last))
    team = frozenset(row.expert_id for row in missions.team(session, mission.id))
    known = _Known(days, team, zone_of(mission))
    return [_line(row, known) for row in agenda.of_missions(session, [mission.id])]


def _line(row: AgendaItemRow, known: _Known) -> Line:
    hours = f"{row.starts:%H:%M}–{row.ends:%H:%M}"
    names = ", ".join(each.expert.name for each in row.speakers)
    return Line(row, hours, names, () if row.is_cancelled else tuple(_warnings(row, known)))


def _warnings(row: AgendaItemRow, known: _Known) -> Iterator[str]:
    if known.days is None:
        yield _("The mission has no published date: no calendar shows this yet.")
    elif not known.days[0] <= row.day <= known.days[1]:
        yield _("This lies outside the days of the mission: calendars show it as not sure.")
    if row.zone != known.zone:
        yield _("Its times are by the clock of %(zone)s; the mission is elsewhere.", zone=row.zone)
    gone = [each.expert.name for each in row.speakers if each.expert_id not in known.team]
    if gone:
        yield _("No longer in the team: %(names)s", names=", ".join(gone))
