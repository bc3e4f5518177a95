"""What is pinned of a mission in a scenario: its date, and who of its team."""

from typing import Any

from sqlalchemy.orm import Session

from db.models import ScenarioRow
from db.moments import to_number
from matcher.problem import Held, RoleId
from web.service.candidates.ground import scenario_ground
from web.service.candidates.seats import SeatPlace, places, waiting

Context = dict[str, Any]  # what a template is given


def pins(session: Session, scenario: ScenarioRow, number: int) -> Context:
    """The pinned date, if there is one, and every seat of the mission by role."""
    ground = scenario_ground(session, scenario.id, number)
    if ground.mission is None:
        return {"pinned_start": None, "team": [], "waiting": []}
    team: dict[RoleId, list[SeatPlace]] = {}
    for place in places(ground, ground.mission):
        team.setdefault(place.role, []).append(place)
    start = ground.problem.pins.get(ground.mission.id, Held()).start
    return {
        "pinned_start": None if start is None else to_number(start, ground.problem.horizon),
        "team": list(team.items()),
        "waiting": waiting(ground, ground.mission),
    }
