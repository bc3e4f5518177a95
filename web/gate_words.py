"""The gate as pages show it: judged against today's problem as the app keeps it, in words."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.ids import mission_id, row_id
from db.models import MissionRow
from db.queries.holdings import Holding
from matcher.problem import MissionId, Problem
from web.acting import now
from web.publishing.case import case
from web.publishing.gate import Judgement, judge, of_mission
from web.standing import problem_of_today
from web.wording import read_names
from web.wording.names import Names, quoted
from web.wording.noes import noes
from web.wording.publishing import Told, told


def judged(session: Session, after: Holding) -> Told:
    """What stands before the publication of a plan."""
    problem = problem_of_today(session, now().date())
    return in_words(session, problem, judge(case(session, problem, after)))


def in_words(
    session: Session, problem: Problem, found: Judgement, mission: int | None = None
) -> Told:
    """A judgement in the reader's language; of a mission by hand, as seen from its page."""
    here: MissionId | None = None if mission is None else mission_id(mission)
    seen = found if here is None else of_mission(found, here)
    return told(seen, _names(session, problem, found), noes(session), here)


def _names(session: Session, problem: Problem, found: Judgement) -> Names:
    """Names of everything in the problem, and of missions past planning that are spoken of."""
    names = read_names(session, problem)
    others = {str(each.facts["other"]) for each in found.blocking if "other" in each.facts}
    begun = {each.mission for each in found.notes if each.mission is not None}
    spoken = {MissionId(each) for each in others} | {*found.agreed} | begun
    more = {row_id(mission) for mission in spoken if mission not in names.missions}
    rows = select(MissionRow.id, MissionRow.title).where(MissionRow.id.in_(more))
    titles: dict[str, str] = {}
    if more:
        titles = {mission_id(row.id): row.title for row in session.execute(rows)}
    return replace(names, missions={**names.missions, **quoted(titles)})
