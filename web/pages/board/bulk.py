"""Many pins at once: dates and people of several missions, as one step."""

from collections.abc import Callable, Iterator, Mapping

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.mapping import load_plan
from db.models import ScenarioRow
from db.queries import scenarios as known
from matcher.plan import Plan
from matcher.problem import Held, MissionId, Problem
from matcher.scenario import Change
from web.http.flashes import redirect_saying
from web.http.ledger import reading
from web.http.policy import roles
from web.http.scenario_steps import change_scenario
from web.language.sentences.names import Names
from web.language.sentences.planned import start_words
from web.language.speech import gettext as _
from web.pages.board.views import bp
from web.service.clock import now
from web.service.names import clocks_ahead
from web.service.problem_cache import scenario_problem
from web.service.roles import PLANNING

Maker = Callable[[Problem, Plan, MissionId], Iterator[Change]]


@bp.get("/pins")
@roles(*PLANNING)
def pins(scenario_id: int) -> ResponseReturnValue:
    """Every mission that is placed, with what is pinned of it."""
    with reading() as session:
        scenario = known.scenario(session, scenario_id)
        problem, plan = _stand(session, scenario)
        names = Names(clocks=clocks_ahead(session, problem))
        lines = [_line(problem, plan, name, names) for name in problem.missions]
        lines.sort(key=lambda line: (line["start"] is None, line["at"], line["title"]))
        return render_template("board/pins.html", scenario=scenario, lines=lines)


@bp.post("/pins")
@roles(*PLANNING)
def pin_many(scenario_id: int) -> ResponseReturnValue:
    """Pin dates, or people, or open both again, for all missions that are ticked."""
    with reading() as session:
        step = _step(session, known.scenario(session, scenario_id))
    back = url_for("board.pins", scenario_id=scenario_id)
    if not step:
        said = _("There was nothing to change: tick missions that have a date.")
        return redirect_saying(back, said)
    done = _("Changed, as one step. Look for a plan again to see what follows.")
    change_scenario(scenario_id, step, done)
    return redirect(back, 303)


def _step(session: Session, scenario: ScenarioRow) -> list[Change]:
    """What the pressed button changes of the missions that are ticked; no button of ours is 400."""
    maker = MAKERS.get(request.form.get("deed", "")) or abort(400)
    problem, plan = _stand(session, scenario)
    ticked = [name for name in problem.missions if name in request.form.getlist("missions")]
    return [change for name in ticked for change in maker(problem, plan, name)]


def _stand(session: Session, scenario: ScenarioRow) -> tuple[Problem, Plan]:
    problem = scenario_problem(session, scenario, now().date()).problem
    kept = known.plan_shown(session, scenario)
    return problem, Plan() if kept is None else load_plan(session, kept, problem)


def _line(problem: Problem, plan: Plan, name: MissionId, names: Names) -> dict[str, object]:
    mission, held = problem.missions[name], plan.held(name)
    pin = problem.pins.get(name, Held())
    start = None if held.start is None else start_words(problem, name, held.start, names)
    return {
        "id": name,
        "title": mission.name or name,
        "at": held.start or 0,
        "start": start,
        "is_date_pinned": pin.start is not None,
        "people": len(held.experts),
        "pinned": len(pin.experts),
    }


def _dates(problem: Problem, plan: Plan, name: MissionId) -> Iterator[Change]:
    start = plan.held(name).start
    if start is not None and problem.pins.get(name, Held()).start != start:
        yield Change("pin.start", {"mission": name, "start": problem.horizon.moment(start)})


def _people(problem: Problem, plan: Plan, name: MissionId) -> Iterator[Change]:
    held, pinned = plan.held(name), problem.pins.get(name, Held()).experts
    asked = {role.id for role in problem.missions[name].roles}
    for role, seated in held.team.items() if held.start is not None else ():
        for expert in seated:
            if role in asked and expert in problem.experts and expert not in pinned:
                yield Change("pin.expert", {"mission": name, "role": role, "expert": expert})


def _open(problem: Problem, _plan: Plan, name: MissionId) -> Iterator[Change]:
    pin = problem.pins.get(name, Held())
    if pin.start is not None:
        yield Change("unpin.start", {"mission": name})
    for expert in pin.experts:
        yield Change("unpin.expert", {"mission": name, "expert": expert})


MAKERS: Mapping[str, Maker] = {"dates": _dates, "people": _people, "open": _open}
"""What each button does to one mission."""
