"""Writes the missions of the example, and publishes who went on those that are settled."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.facts import MissionFacts, RoleFacts
from db.models import MissionRow, PlanRow
from db.moments import half_day
from db.operations import missions as writing
from db.operations import staffing
from db.operations.bulk import bound_programme
from db.operations.publish import publish
from db.operations.staffing import Staffing
from web.demo.ground import DemoGround
from web.demo.missions import Key, Mission
from web.demo.people import SkillNeed
from web.demo.programmes import Programme
from web.demo.teams import Team
from web.demo.year import Year

LAG = 28
"""Half-days between a mission and the follow-up to it."""


def write_missions(
    session: Session, ground: DemoGround, missions: Sequence[Mission], by: Actor, at: datetime
) -> list[MissionRow]:
    """The missions with their roles; those that others follow come before them."""
    keys: dict[Key, int] = {}
    rows = []
    for mission in missions:
        facts = _facts(ground, mission, keys)
        row = writing.create(session, facts, by, at, state=mission.state)
        keys[mission.key] = row.id
        rows.append(row)
    return rows


def bound_programmes(
    session: Session, ground: DemoGround, programmes: Sequence[Programme], missions: Year
) -> None:
    """Give each programme what it has taken, and its share of what its missions ask for."""
    for programme in programmes:
        taken, asked = (
            sum(mission.half_days for mission in group if mission.programme == programme.code)
            for group in (missions.settled, missions.open)
        )
        most = taken + int(programme.ease * asked)
        bound_programme(session, ground.programmes[programme.code], most)


def publish_settled(
    session: Session,
    rows: Sequence[MissionRow],
    missions: Sequence[Mission],
    teams: Mapping[Key, Team],
    people: Sequence[int],
    by: Actor,
    at: datetime,
) -> None:
    """The first release: missions that have been held, and those about to be."""
    plan = PlanRow(state="draft", author_id=by.id, created_at=at)
    session.add(plan)
    for row, mission in zip(rows, missions, strict=True):
        start = half_day(mission.day, "pm" if mission.kind.venue == "remote" else "am")
        seated = {
            role.id: tuple(people[k] for k in team)
            for role, team in zip(row.roles, teams[mission.key], strict=True)
        }
        staffing.hold(plan, row.id, Staffing(start, seated))
    session.flush()
    publish(session, plan.id, by, at)


def _facts(ground: DemoGround, mission: Mission, keys: Mapping[Key, int]) -> MissionFacts:
    kind = mission.kind
    return MissionFacts(
        title=mission.title,
        activity_type=mission.activity,
        service_mode=kind.mode,
        venue=kind.venue,
        institution_id=ground.institution,
        window_first=mission.window[0],
        window_last=mission.window[1],
        length=mission.length,
        partner_id=ground.partners[mission.countries[0]],
        programme_id=ground.programmes[mission.programme] if mission.programme else None,
        preferred=mission.preferred,
        half_day_starts=kind.venue == "remote",
        travel_before=kind.travel,
        travel_after=kind.travel,
        priority=kind.priority,
        languages=mission.speaks,
        roles=tuple(_role(ground, need) for need in mission.needs),
        further_partners=frozenset(ground.partners[country] for country in mission.countries[1:]),
        after={keys[mission.after]: LAG} if mission.after else {},
    )


def _role(ground: DemoGround, need: SkillNeed) -> RoleFacts:
    return RoleFacts(
        title=need.title,
        count=need.count,
        kind=need.kind,
        domains={ground.domains[domain]: level for domain, level in need.domains.items()},
        languages=need.languages,
    )
