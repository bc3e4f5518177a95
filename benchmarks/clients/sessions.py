"""Sessions in which the expert speaks: in every zone, January and July, by the clock there."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import PROGRAM
from db.facts import AgendaFacts
from db.models import AgendaItemRow, MissionRow
from db.operations import agenda

STARTS, ENDS = time(10, 45), time(12, 20)
"""No hour that a half-day begins or ends with."""
LATER = timedelta(minutes=95)


def title_of(mission: str) -> str:
    """What the session of a mission is called; the place stays in it."""
    return f"Table ronde, échanges & débats – {mission}"


def hold(session: Session, missions: Iterable[MissionRow], expert: int, at: datetime) -> None:
    """A session on the first day of each mission, every other one with a video link."""
    for number, mission in enumerate(missions):
        link = f"https://visio.example/salle/{number}?a=1&b=2,3" if number % 2 else ""
        facts = AgendaFacts(
            title=title_of(mission.title),
            day=mission.window_first,
            starts=STARTS,
            ends=ENDS,
            kind="external" if number % 3 == 0 else "session",
            place="" if number % 4 == 1 else "Salle « Léopold-Sédar », 2e étage; aile nord",
            link=link,
            speakers=frozenset({expert}),
        )
        agenda.add(session, mission.id, facts, PROGRAM, at)


def turn(session: Session, at: datetime) -> None:
    """Every ninth session starts later, every eleventh is cancelled."""
    rows = session.scalars(select(AgendaItemRow).order_by(AgendaItemRow.id)).all()
    for number, row in enumerate(rows):
        if number % 11 == 0:
            agenda.set_cancelled(session, row.id, True, row.version, PROGRAM, at)
        elif number % 9 == 0:
            moved = _later(row)
            agenda.edit(session, row.id, moved, row.version, PROGRAM, at)


def _later(row: AgendaItemRow) -> AgendaFacts:
    starts, ends = (
        (datetime.combine(row.day, clock) + LATER).time() for clock in (row.starts, row.ends)
    )
    speakers = frozenset(each.expert_id for each in row.speakers)
    kind = "external" if row.kind == "external" else "session"
    return AgendaFacts(row.title, row.day, starts, ends, kind, row.place, row.link, speakers)
