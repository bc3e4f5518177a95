"""Fills an empty database with the example: the same unit, seed and day give the same rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import InstitutionRow
from db.operations.audit import audit
from web.demo.agenda import bound_programmes, publish_settled, write_missions
from web.demo.calendar import Calendar
from web.demo.crowd import write_people
from web.demo.ground import lay_ground
from web.demo.programmes import programmes_of
from web.demo.roster import roster
from web.demo.teams import Sharing
from web.demo.units import Unit
from web.demo.year import FREEZE, YEAR, year

BY = Actor(None, "hemicycle demo")


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written: the parliament's row id and how many people and missions."""

    institution_id: int
    experts: int
    missions: int


def fill(session: Session, unit: Unit, seed: int, today: date, at: datetime) -> Filled:
    """Write everything up to the first release, in one transaction of the caller's."""
    first, last = today - YEAR, today + YEAR + FREEZE + timedelta(days=30)
    people = roster(unit, seed, today)
    missions = year(unit, seed, today, people)
    ground = lay_ground(session, unit, first, last)
    keys = write_people(session, ground, people, at)
    settled = write_missions(session, ground, missions.settled, BY, at)
    write_missions(session, ground, (*missions.open, *missions.waiting), BY, at)
    bound_programmes(session, ground, programmes_of(unit.code), missions)
    sharing = Sharing(Calendar(unit, first, last), people)
    teams = {mission.key: sharing.team(mission) for mission in missions.settled}
    publish_settled(session, settled, missions.settled, teams, keys, BY, at)
    written = {"experts": len(people), "missions": len(settled) + len(missions.open)}
    parliament = session.get_one(InstitutionRow, ground.institution)
    audit(session, parliament, "filled", BY, at, after=written | {"seed": seed})
    return Filled(ground.institution, **written)
