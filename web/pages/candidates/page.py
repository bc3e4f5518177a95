"""What a page of candidates shows."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from db.ids import mission_id
from matcher.explain.around import Around
from matcher.explain.parted import Skips, at_night, parted
from matcher.feasibility.funnels import Funnels
from matcher.fit import fit
from matcher.problem import Mission
from web.language.sentences import steps
from web.language.sentences.explaining import counted
from web.pages.candidates.rows import out_row, person, row
from web.service.candidates.ground import CandidateGround
from web.service.candidates.seats import SeatPlace, chosen, places, seat_of, waiting
from web.service.paging import SIZE, place
from web.service.reader import the_reader
from web.service.roles import STAFFING

Context = dict[str, Any]  # what a template is given
GROUPS = ("free", "breaking", "excluded")
OTHERS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a group: its rows, how many there are in all, and which page it is."""

    rows: tuple[Any, ...]  # rows of candidates, or of those who cannot be
    total: int
    page: int
    pages: int


def shown(ground: CandidateGround) -> Context:
    """The seats of the mission, and everybody for the one that the address names."""
    context: Context = {"ground": ground, "mission": ground.row, "scenario": ground.scenario}
    if ground.mission is None:
        return context | {"seats": [], "here": None}
    found = places(ground, ground.mission)
    context["waiting"] = waiting(ground, ground.mission)
    context["noes"] = noes_of(ground)
    here = chosen(found, request.args.get("role", ""), request.args.get("instead", ""))
    context |= {"seats": found, "here": here, "address": lambda **more: address(ground, **more)}
    if here is None:
        return context
    context["why_address"] = lambda expert: why_address(ground, here, expert)
    return context | _for_seat(ground, ground.mission, here)


def noes_of(ground: CandidateGround) -> list[str]:
    """Who has said no to the mission, each in a sentence."""
    here, known = mission_id(ground.row.id), ground.names.noes.items()
    return [no.sentence for (mission, _expert), said in known if mission == here for no in said]


def address(ground: CandidateGround, **more: object) -> str:
    """The address of candidates for a mission, in the scenario or on the live plan."""
    named: Context = {name: value for name, value in more.items() if value}
    named["mission_id"] = ground.row.id
    if ground.scenario is None:
        return url_for("candidates.live", **named)
    return url_for("candidates.in_scenario", scenario_id=ground.scenario.id, **named)


def why_address(ground: CandidateGround, here: SeatPlace, expert: str) -> str:
    """Where it is said why somebody sits in the role, or why not."""
    pair: Context = {"mission": mission_id(ground.row.id), "role": here.role, "expert": expert}
    if ground.scenario is None:
        return url_for("candidates.why", **pair)
    return url_for("candidates.why_in_scenario", scenario_id=ground.scenario.id, **pair)


def _for_seat(ground: CandidateGround, mission: Mission, here: SeatPlace) -> Context:
    around = Around(ground.tables, ground.plan, seat_of(mission, here))
    asked = {group: _page(group) for group in GROUPS}
    skips = Skips(**{group: SIZE * (page - 1) for group, page in asked.items()}, most=SIZE)
    found = parted(around, ground.homes, skips)
    own, others = found.own, found.others
    role, funnels = around.role, Funnels(ground.tables, ground.plan)
    return {
        "free": _part(
            asked, "free", own.free.count, [row(ground, around, c) for c in own.free.shown]
        ),
        "breaking": _part(
            asked,
            "breaking",
            own.breaking.count,
            [row(ground, around, c) for c in own.breaking.shown],
        ),
        "excluded": _part(
            asked,
            "excluded",
            own.excluded.count,
            [out_row(ground, around, r) for r in own.excluded.shown],
        ),
        "counts": counted(own.excluded.counts, at_night(around, ground.homes)),
        "funnel_steps": steps(funnels.of(mission, role), funnels.nights(mission, role)),
        "others": [person(ground, each) for each in others.free[:OTHERS_SHOWN]],
        "others_more": max(0, len(others.free) - OTHERS_SHOWN),
        "others_taken": others.taken,
        "sits": None if here.expert is None else person(ground, here.expert),
        "sits_fit": _fit(ground, mission, here),
        "may_staff": _may_staff(ground),
    }


def _fit(ground: CandidateGround, mission: Mission, here: SeatPlace) -> object:
    if here.expert is None:
        return None
    expert = ground.problem.experts[here.expert]
    if expert.institution not in ground.homes:
        return None
    return fit(ground.problem, mission, mission.role(here.role), expert)


def _may_staff(ground: CandidateGround) -> bool:
    return the_reader().has(*STAFFING, institution=ground.row.institution_id)


def _page(group: str) -> int:
    return place(request.args.get(group), SIZE * 100_000)[0]


def _part(asked: dict[str, int], group: str, total: int, rows: list[Any]) -> Part:
    pages = max(1, -(-total // SIZE))
    return Part(tuple(rows), total, asked[group], pages)
