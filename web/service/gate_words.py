"""The gate as pages show it: judged against today's problem as the app keeps it, in words."""

from dataclasses import replace

from sqlalchemy.orm import Session

from db.ids import mission_id, row_id
from db.queries import mission_titles
from db.queries.holdings import Holding
from matcher.problem import MissionId, Problem
from web.language.sentences.names import Names, quoted
from web.service.clock import now
from web.service.gate_sentences import Told, told
from web.service.names import read_names
from web.service.noes import noes
from web.service.problem_cache import problem_of_today
from web.service.publishing.case import case
from web.service.publishing.gate import Judgement, judge, of_mission


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
    known = mission_titles.titles(session, more)
    titles: dict[str, str] = {mission_id(key): title for key, title in known.items()}
    return replace(names, missions={**names.missions, **quoted(titles)})
