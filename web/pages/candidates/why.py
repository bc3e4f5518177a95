"""Why or why not, for any pair of a role and an expert."""

from dataclasses import replace
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.ids import row_id
from db.models import ScenarioRow
from db.queries import scenarios as known
from matcher.problem import MissionId, Problem
from web.http.forms import Sheet
from web.http.ledger import reading
from web.http.pickers import read_people
from web.http.policy import roles
from web.pages.candidates.blueprint import bp
from web.pages.candidates.page import address
from web.pages.candidates.picks import Picked, picked, seats
from web.pages.candidates.seeing import seen
from web.service.candidates.ground import CandidateGround, live_ground, scenario_ground
from web.service.clock import now
from web.service.problem_cache import problem_of_today, scenario_problem
from web.service.roles import PLANNING

Context = dict[str, Any]  # what a template is given


@bp.get("/why")
@roles(*PLANNING)
def why() -> ResponseReturnValue:
    """Why somebody sits in a role of the live plan, or why not."""
    with reading() as session:
        problem = problem_of_today(session, now().date())
        return _page(session, problem, None)


@bp.get("/scenarios/<row:scenario_id>/why")
@roles(*PLANNING)
def why_in_scenario(scenario_id: int) -> ResponseReturnValue:
    """The same on a scenario's plan."""
    with reading() as session:
        scenario = known.scenario(session, scenario_id)
        problem = scenario_problem(session, scenario, now().date()).problem
        return _page(session, problem, scenario)


def ground_of(session: Session, asked: Picked, scenario_id: int | None) -> CandidateGround:
    """What the pair's mission stands on. Raises: NotFound, ValueError where it has no row."""
    number = row_id(MissionId(asked.mission))
    if scenario_id is None:
        return live_ground(session, number)
    return scenario_ground(session, scenario_id, number)


def _page(session: Session, problem: Problem, scenario: ScenarioRow | None) -> str:
    asked, people = picked(), read_people(session, problem)
    sheet = Sheet({"seat": asked.seat, "expert": asked.expert})
    found = people.find(asked.expert)
    if asked.expert and len(found) != 1:
        sheet.wrong("expert", people.trouble(asked.expert))
    elif found:
        asked = replace(asked, expert=found[0][0])
    choices = seats(session, problem)
    context: Context = {
        "scenario": scenario,
        "asked": asked,
        "seats": choices,
        "people": people,
        "sheet": sheet,
        "here": _address(scenario),
    }
    if asked.expert in problem.experts and asked.seat in {value for value, _name in choices}:
        ground = ground_of(session, asked, None if scenario is None else scenario.id)
        context |= _answer(ground, asked)
    return render_template("candidates/why.html", **context)


def _answer(ground: CandidateGround, asked: Picked) -> Context:
    if ground.mission is None:
        return {}
    role = next(each for each in ground.mission.roles if each.id == asked.role)
    expert = next(each for each in ground.problem.experts.values() if each.id == asked.expert)
    return {
        "answer": seen(ground, ground.mission, role, expert),
        "mission": ground.row,
        "role_name": ground.names.roles.get(role.id, role.id),
        "candidates": address(ground, role=role.id),
        "is_own": expert.institution in ground.homes,
        "has_refused": any(
            no.ends is None for no in ground.names.noes.get((ground.mission.id, expert.id), ())
        ),
    }


def _address(scenario: ScenarioRow | None) -> str:
    if scenario is None:
        return url_for("candidates.why")
    return url_for("candidates.why_in_scenario", scenario_id=scenario.id)
