"""What a button beside somebody means: changes of a scenario, or decisions on the live plan."""

from collections.abc import Mapping

from flask import abort, request

from matcher.problem import ExpertId, Mission, RoleId
from matcher.scenario import Change
from web.service.candidates.ground import CandidateGround

DEEDS = ("seat", "pin", "unpin", "ban", "admit", "try")
"""Names of the buttons; the value of the one that was pressed is the expert."""


def pressed(ground: CandidateGround) -> tuple[str, ExpertId]:
    """The button, and the expert it stands beside; anything else is 400."""
    found = [(deed, request.form[deed]) for deed in DEEDS if deed in request.form]
    if len(found) != 1 or found[0][1] not in ground.problem.experts:
        abort(400)
    return found[0][0], ExpertId(found[0][1])


def mission_of(ground: CandidateGround) -> Mission:
    """The mission as the plan has it; 404 where the plan has it no more."""
    return ground.mission or abort(404)


def role_of(mission: Mission) -> RoleId:
    """The role that the page is about; anything else is 400."""
    asked = request.form.get("role", "")
    return next((role.id for role in mission.roles if role.id == asked), None) or abort(400)


def changes(ground: CandidateGround, mission: Mission, deed: str, expert: ExpertId) -> list[Change]:
    """The changes of one step; none for a button that has no meaning here."""
    here = {"mission": mission.id, "expert": expert}
    simple: Mapping[str, str] = {"unpin": "unpin.expert", "admit": "mission.admitted"}
    if deed in simple:
        return [Change(simple[deed], here)]
    if deed == "ban":
        return [*_unpinned(ground, mission, expert), Change("mission.banned", here)]
    if deed == "pin":
        return [Change("pin.expert", {**here, "role": role_of(mission)})]
    return seated(ground, mission, expert) if deed in ("seat", "try") else []


def seated(ground: CandidateGround, mission: Mission, expert: ExpertId) -> list[Change]:
    """The expert pinned to the role; whoever the form names leaves it for them.

    In a role of several seats a pin alone would leave open who goes, so they are kept out.
    """
    role, instead = role_of(mission), ExpertId(request.form.get("instead", ""))
    found = []
    if instead in ground.plan.held(mission.id).team.get(role, ()):
        found += _unpinned(ground, mission, instead)
        if mission.role(role).count > 1:
            found.append(Change("mission.banned", {"mission": mission.id, "expert": instead}))
    pin = {"mission": mission.id, "role": role, "expert": expert}
    return [*found, Change("pin.expert", pin)]


def _unpinned(ground: CandidateGround, mission: Mission, expert: ExpertId) -> list[Change]:
    pin = ground.problem.pins.get(mission.id)
    if pin is None or expert not in pin.experts:
        return []
    return [Change("unpin.expert", {"mission": mission.id, "expert": expert})]
