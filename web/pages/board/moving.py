"""The answer before a mission is moved: what it breaks, who cannot come, what it is worth."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.ids import mission_id
from db.mapping import load_plan
from db.models import ScenarioRow
from db.moments import to_index, to_number
from db.queries.scenarios import plan_shown
from matcher.eligibility import allowed_starts
from matcher.explain.moving import Moved, moved
from matcher.plan import Plan
from matcher.problem import Mission, Problem
from web.language.sentences import breach_sentence
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.service.all_names import scenario_names


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page says of one move: sentences, and whether it can be made at all.

    `start` is a half-day of the ledger.
    """

    start: int
    sentences: tuple[str, ...]
    effects: tuple[str, ...]
    is_possible: bool


def answer(session: Session, row: ScenarioRow, problem: Problem, number: int, start: int) -> Answer:
    """What becomes of the scenario's plan once a mission starts then. Raises: KeyError."""
    mission = mission_id(number)
    plan_id = plan_shown(session, row)
    plan = Plan() if plan_id is None else load_plan(session, plan_id, problem)
    found = moved(problem, plan, mission, to_index(start, problem.horizon))
    names = scenario_names(session, problem)
    return Answer(
        start=start,
        sentences=tuple(breach_sentence(breach, names) for breach in found.breaches),
        effects=tuple(_effects(found, problem.missions[mission].priority)),
        is_possible=_can_be_pinned(found, problem),
    )


def starts(problem: Problem, mission: Mission) -> list[int]:
    """The half-days on which a mission may start."""
    return [to_number(each, problem.horizon) for each in allowed_starts(problem, mission)]


def _can_be_pinned(found: Moved, problem: Problem) -> bool:
    """A pin holds outside window and weekday, and nowhere else (rule 10 of the problem)."""
    exempt = {"start.outside_window", "start.weekday"}
    wrong = {breach.code for breach in found.breaches if breach.code.startswith("start.")}
    return wrong <= exempt and found.start in problem.horizon


def _effects(found: Moved, priority: int) -> list[str]:
    """What changes, in the order of what matters.

    One mission alone moves: what it lacks and its delay are told without its priority.
    """
    said = []
    if found.leaving:
        said.append(
            ngettext(
                "%(num)s person of the team cannot come then.",
                "%(num)s people of the team cannot come then.",
                len(found.leaving),
            )
        )
    vacancies, delay = (found.measures[measure] // priority for measure in ("vacancies", "delay"))
    if vacancies:
        said.append(_("Vacant seats and unspoken languages: %(change)s.", change=f"{vacancies:+d}"))
    if found.measures["calls"]:
        said.append(_("People to call: %(change)s.", change=f"{found.measures['calls']:+d}"))
    if delay:
        said.append(_("Days from the preferred date: %(change)s.", change=f"{delay:+d}"))
    if not said:
        said.append(_("Nothing else changes."))
    return said
