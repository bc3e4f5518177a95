"""What the page of a forcing shows: how far it is, or what the pin would cost."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from db.ids import row_id
from db.models import JobRow
from db.queries import jobs, missions, scenarios
from matcher.eligibility import Reason
from matcher.plan import Assignment, PinRef
from matcher.problem import ExpertId, MissionId, Problem, RoleId
from matcher.trials.forcing_result import Forced, ForcedTier
from web.language.sentences import sentence
from web.language.sentences.forcing import forcing_lines
from web.language.sentences.names import Names
from web.language.speech import gettext as _
from web.service.clock import now
from web.service.names import read_names
from web.service.problem_cache import problem_of_today, scenario_problem
from web.service.solving.result import news

Context = dict[str, Any]  # what a template is given
Asked = Mapping[str, Any]  # as `web.worker.jobs.forcing` reads it


def watched(session: Session, job: JobRow) -> Context:
    """How far the question is; at its end, the answer line by line."""
    problem = _problem(session, job)
    names = read_names(session, problem)
    asked: Asked = job.asked
    mission = missions.mission(session, row_id(MissionId(asked["mission"])))
    context: Context = {
        "job": job,
        "asked": asked,
        "expert": names.experts.get(ExpertId(asked["expert"]), asked["expert"]),
        "mission": mission,
        "limit": int(asked["time_limit"]),
        "is_open": job.state in jobs.OPEN,
        "news": news(job),
        "queue": jobs.before(session, job),
        "way": _way(session, asked),
        "why": _why(asked),
    }
    if job.state == "failed":
        context["failure"] = sentence(job.error_code or "job.died", job.error_facts or {})
    if job.state == "done":
        context["lines"] = _lines(problem, asked, job.best or {}, names)
    return context


def _lines(problem: Problem, asked: Asked, found: Asked, names: Names) -> list[str]:
    lines = list(forcing_lines(problem, read_forced(asked, found), names))
    return [line.removeprefix("• ") for line in lines]


def read_forced(asked: Asked, found: Asked) -> Forced:
    """The answer as the job keeps it, as the matcher's value."""
    seat = Assignment(MissionId(asked["mission"]), RoleId(asked["role"]), ExpertId(asked["expert"]))
    return Forced(
        assignment=seat,
        status=found["status"],
        tiers=tuple(ForcedTier(t["value"], t["bound"], t["before"]) for t in found["tiers"]),
        waived=tuple(Reason(each["code"], each["facts"]) for each in found["waived"]),
        conflict=tuple(_pin(each) for each in found["conflict"]),
        seconds=found["seconds"],
    )


def _pin(said: Mapping[str, str]) -> PinRef:
    role, expert = said.get("role"), said.get("expert")
    return PinRef(
        MissionId(said["mission"]),
        said.get("start"),
        None if role is None else RoleId(role),
        None if expert is None else ExpertId(expert),
    )


def _problem(session: Session, job: JobRow) -> Problem:
    today, scenario_id = now().date(), job.asked.get("scenario")
    if scenario_id is None:
        return problem_of_today(session, today)
    return scenario_problem(session, scenarios.scenario(session, scenario_id), today).problem


def _way(session: Session, asked: Asked) -> list[tuple[str, str]]:
    """The pages above, as names and addresses: of the scenario, or of the published plan."""
    if asked.get("scenario") is None:
        return [(_("Plan"), url_for("plan.index"))]
    row = scenarios.scenario(session, asked["scenario"])
    own = url_for("scenarios.show", scenario_id=row.id)
    return [(_("Scenarios"), url_for("scenarios.index")), (row.name, own)]


def _why(asked: Asked) -> str:
    """The page that the question was asked from."""
    pair = {name: asked[name] for name in ("mission", "role", "expert")}
    if asked.get("scenario") is None:
        return url_for("candidates.why", **pair)
    return url_for("candidates.why_in_scenario", scenario_id=asked["scenario"], **pair)
