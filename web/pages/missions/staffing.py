"""A mission staffed by hand: date and people, published at once unless something is to be said."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import DoubleBooking, InvalidState, NothingToPublish, RefusalStands, StalePlan
from db.ids import expert_id, row_id
from db.ids import mission_id as mission_key
from db.mapping import load_plan, load_problem
from db.models import MissionRow, PlanRow
from db.moments import Half, day_of, half_day, half_of
from db.operations.bookings import Release
from db.operations.staffing import Staffing, restaff
from db.queries import missions as queries
from db.queries import people, plans
from db.queries.holdings import holding, live
from db.queries.under_way import begun
from matcher.plan import Plan
from matcher.problem import Problem
from web.http.forms import Sheet
from web.http.keys import given_key, row_key
from web.http.ledger import reading, writing
from web.http.pickers import read_lines
from web.http.policy import roles
from web.http.publication import asked_consent, tell_nothing, tell_published
from web.http.refusal_errors import sentences
from web.language.speech import gettext as _
from web.language.speech import listed, ngettext
from web.language.stays import clocks_of, stay_words
from web.pages.missions.blueprint import bp
from web.pages.missions.seating import role_choices, unseated
from web.pages.missions.showing import mine
from web.service.belonging import called
from web.service.choices import load_choices
from web.service.clock import now
from web.service.conflicts.shown import shown
from web.service.gate_words import in_words
from web.service.missions.by_hand import Table
from web.service.missions.objections import Objection, Refused, of_clashes
from web.service.missions.telling import reach_of
from web.service.noes import noes
from web.service.problem_cache import problem_of_today
from web.service.publishing import acts
from web.service.publishing.case import decided
from web.service.publishing.gate import Judgement
from web.service.reader import actor
from web.service.roles import STAFFING
from web.service.scenarios.reach import Reach

_NOBODY_KNOWN = 0
"""Stands for a choice that is no number of a row: it is refused, never an empty seat."""
_SEAT = re.compile(r"seat-(\d{1,9})-\d{1,3}")


@dataclass(frozen=True, slots=True)
class StaffingAsked:
    """What the coordinator asks for: a date, and people by role, over which live plan."""

    start: int | None
    team: Mapping[int, tuple[int, ...]]
    base: int | None


@bp.get("/<row:mission_id>/staff")
@roles(*STAFFING)
def staff(mission_id: int) -> ResponseReturnValue:
    """Choose a date and people; `start`, `half` and `name` narrow the lists.

    `put` proposes somebody for a `role`, in the place of `instead` where that is named.
    """
    with reading() as session:
        row = mine(session, mission_id)
        base = plans.live_id(session)
        start = _start(request.args.get("start", ""), request.args.get("half", ""))
        said = _nos_of_proposed(session, row)
        team = _live_team(session, row)
        asked = StaffingAsked(start, team if said else _with_proposed(team), base)
        return _page(session, row, asked, [Objection(each) for each in said])


@bp.post("/<row:mission_id>/staff")
@roles(*STAFFING)
def staff_now(mission_id: int) -> ResponseReturnValue:
    """Publish the change, or say what it would break and keep everything as it is.

    `look` publishes nothing: it asks who is free on another day, or by name; choices are kept.
    """
    form = request.form
    start = _start(form.get("start", ""), form.get("half", ""))
    asked = StaffingAsked(start, _team(), given_key("base"))
    if start is None:
        return _again(mission_id, asked, [Objection(_("Please give a date."))])
    if "look" in form:
        with reading() as session:
            return _page(session, mine(session, mission_id), asked, [])
    return _publish(mission_id, asked, _wanted(asked))


@bp.post("/<row:mission_id>/withdraw")
@roles(*STAFFING)
def withdraw(mission_id: int) -> ResponseReturnValue:
    """Take date and team away; the next plan may place the mission again."""
    return _publish(mission_id, StaffingAsked(None, {}, given_key("base")), None)


def _publish(mission_id: int, asked: StaffingAsked, wanted: Staffing | None) -> ResponseReturnValue:
    at = now()
    try:
        with writing() as session:
            done = _change(session, mine(session, mission_id), wanted, asked.base)
    except Refused as refused:
        return _again(mission_id, asked, refused.objections)
    except acts.NotPassed as held:
        return _again(mission_id, asked, [], held=held.judgement)
    except DoubleBooking as refused:
        with reading() as session:
            clashes = of_clashes(session, refused, mission_id)
        return _again(mission_id, asked, clashes)
    except RefusalStands as refused:
        with reading() as session:
            said = [Objection(each) for each in sentences(session, refused.pairs)]
        return _again(mission_id, asked, said)
    except NothingToPublish:
        tell_nothing()
        return redirect(url_for("missions.show", mission_id=mission_id), 303)
    except (StalePlan, InvalidState):
        stale = _(
            "The date or the team of this mission was changed meanwhile; nothing was saved. "
            "Look once more."
        )
        return _again(mission_id, asked, [Objection(stale)], 409)
    tell_published(done, at)
    return redirect(url_for("missions.show", mission_id=mission_id), 303)


def _change(
    session: Session, row: MissionRow, wanted: Staffing | None, base: int | None
) -> Release:
    """Publish the live plan with this mission changed, through the gate.

    A form is stale where this mission is held otherwise than it showed: what else was published
    since is kept, and weighed by the gate. Raises: Refused, NotPassed, StalePlan.
    """
    at = now()
    problem = load_problem(session, today=at.date(), freeze_days=0)
    _require_known(session, problem, row, wanted)
    _require_leaving(session, row, wanted)
    shown, published = holding(session, _release(session, base)), live(session)
    if row.id in shown.differing(published):
        raise StalePlan(base, plans.live_id(session))
    plan = restaff(session, row.id, wanted, actor(), at)
    session.flush()
    return acts.publish_draft(session, problem, plan.id, asked_consent(), actor(), at)


def _wanted(asked: StaffingAsked) -> Staffing | None:
    """What would be published; None takes the mission out of the plan."""
    return None if asked.start is None else Staffing(asked.start, asked.team)


def _release(session: Session, base: int | None) -> int | None:
    """The release that a form shows, if there is one of that number."""
    row = None if base is None else session.get(PlanRow, base)
    return None if row is None or row.number is None else row.id


def _require_known(
    session: Session, problem: Problem, row: MissionRow, wanted: Staffing | None
) -> None:
    if mission_key(row.id) not in problem.missions:
        raise Refused([Objection(_not_ahead(session, row.id))])
    team = wanted.team if wanted else {}
    own = {role.id for role in row.roles}
    seated = [key for of_role in team.values() for key in of_role]
    if not team.keys() <= own:
        raise Refused([Objection(_("The roles have changed meanwhile: look once more."))])
    if any(expert_id(key) not in problem.experts for key in seated):
        raise Refused([Objection(_("Choose people from the lists."))])
    twice = [key for key, seats in Counter(seated).items() if seats > 1]
    if twice:
        names = called(people.by_ids(session, twice))
        raise Refused([_in_two_seats(names[key], key) for key in twice])


def _require_leaving(session: Session, row: MissionRow, wanted: Staffing | None) -> None:
    """Nobody leaves with a role that is asked for no more unless somebody has ticked it."""
    found = unseated(session, row, wanted.team) if wanted else []
    ticked = {row_key(key) for key in request.form.get("leaving", "").split(",")}
    names = [each.name for each in found if each.id not in ticked]
    if names:
        said = ngettext(
            "%(names)s sits in a role that is no longer asked for, and would leave: choose a seat "
            "for them, or tick that they leave.",
            "These people sit in a role that is no longer asked for, and would leave: %(names)s. "
            "Choose seats for them, or tick that they leave.",
            len(names),
            names=listed(names),
        )
        raise Refused([Objection(said)])


def _in_two_seats(name: str, key: int) -> Objection:
    return Objection(_("%(expert)s is chosen for two seats.", expert=name), expert=key)


def _again(
    mission_id: int,
    asked: StaffingAsked,
    objections: list[Objection],
    status: int = 422,
    held: Judgement | None = None,
) -> ResponseReturnValue:
    """The form as it was sent, with the reasons; over the plan that is live now."""
    with reading() as session:
        row = mine(session, mission_id)
        now_live = replace(asked, base=plans.live_id(session))
        return _page(session, row, now_live, objections, held), status


def _page(
    session: Session,
    row: MissionRow,
    asked: StaffingAsked,
    objections: list[Objection],
    held: Judgement | None = None,
) -> str:
    problem, live = problem_of_today(session, now().date()), plans.live_id(session)
    name = request.values.get("name", "").strip()[:200]
    start = asked.start or _likely_start(session, row)
    known = mission_key(row.id) in problem.missions
    is_withdrawal = request.endpoint == "missions.withdraw"
    # Taking the mission out of the plan chooses nobody: who is in the team stays chosen here.
    team = _live_team(session, row) if is_withdrawal else asked.team
    choices = []
    if known:
        problem = decided(session, problem)
        plan = Plan() if live is None else load_plan(session, live, problem)
        everybody = {row_id(each) for each in problem.experts}
        table = Table(problem, plan, row, read_lines(session, everybody), noes(session))
        choices = role_choices(table, start, team, name, load_choices(session, ()))
    return render_template(
        "missions/staff.html",
        mission=row,
        conflicts=shown(session).of_mission(row.id),
        roles=choices,
        start=day_of(start),
        half=half_of(start),
        hours=_by_video(row, start),
        unseated=[] if is_withdrawal else unseated(session, row, team),
        name=name,
        base=asked.base,
        objections=objections,
        gate=in_words(session, problem, held or Judgement(), row.id),
        reach=reach_of(session, row.id, _wanted(asked)) if held else Reach(),
        word=request.form.get("word", ""),
        is_withdrawal=is_withdrawal,
        refused="" if known else _not_ahead(session, row.id),
        has_begun=has_begun(session, row.id),
        held=queries.dates(session, row.id),
    )


def _by_video(row: MissionRow, start: int) -> str:
    """The hours of a session by video on a date, by both clocks; empty of any other mission."""
    clocks, span = clocks_of(row, row.institution), (start, start + row.length - 1)
    return stay_words(row.venue, span, span, clocks) if clocks else ""


def has_begun(session: Session, mission: int) -> bool:
    """Is a mission under way, or over, by the plan that is published?"""
    return bool(begun(session, [mission], now().date()))


def _not_ahead(session: Session, mission: int) -> str:
    if has_begun(session, mission):
        return _("The mission has begun: its date and its team stay as they are.")
    return _(
        "Its state, or possible starts that have passed or are too far ahead, leave nothing to "
        "staff. Edit the possible starts, or change the state."
    )


def _start(day: str, half: str) -> int | None:
    when = Sheet({"start": day}).date("start", "")
    which: Half = "pm" if half == "pm" else "am"
    return None if when is None else half_day(when, which)


def _likely_start(session: Session, row: MissionRow) -> int:
    """The date it has, or must have, or would best have."""
    held = queries.live_start(session, row.id) or row.pinned_start
    return held if held is not None else half_day(row.preferred or row.window_first)


def _live_team(session: Session, row: MissionRow) -> dict[int, tuple[int, ...]]:
    team: dict[int, tuple[int, ...]] = {}
    for seat in queries.live_team(session, row.id):
        team[seat.role_id] = (*team.get(seat.role_id, ()), seat.expert_id)
    return team


def _nos_of_proposed(session: Session, row: MissionRow) -> list[str]:
    """How the one whom the address proposes has declined the mission; they are not proposed."""
    put = row_key(request.args.get("put"))
    if put is None:
        return []
    said = noes(session).get((mission_key(row.id), expert_id(put)), ())
    return [no.sentence for no in said if no.ends is None]


def _with_proposed(team: dict[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """The team with whom the address proposes, once; nothing is published by that."""
    role, put = row_key(request.args.get("role")), row_key(request.args.get("put"))
    if role is None or put is None:
        return team
    leaving = {put, row_key(request.args.get("instead"))}
    stay = {key: tuple(e for e in seated if e not in leaving) for key, seated in team.items()}
    return {**stay, role: (*stay.get(role, ()), put)}


def _team() -> dict[int, tuple[int, ...]]:
    """Who was chosen, by role, in the order of the seats."""
    team: dict[int, tuple[int, ...]] = {}
    for name, chosen in request.form.items():
        seat = _SEAT.fullmatch(name)
        if seat and chosen:
            role = int(seat[1])
            team[role] = (*team.get(role, ()), row_key(chosen) or _NOBODY_KNOWN)
    return team
