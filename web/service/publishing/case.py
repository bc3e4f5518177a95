"""A publication as the gate reads it: today's problem, the plan that is live, the one to come."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from db.ids import expert_id, mission_id, role_id, row_id
from db.models import MissionRow, PlanRow, ScenarioRow
from db.moments import moment, to_index
from db.queries import missions, refusals
from db.queries import scenarios as known
from db.queries.holdings import Holding, changed_agreed, live, rebased
from db.queries.under_way import begun, missing
from db.words import RELEASED, TRAVELS
from matcher.plan import Breach, Plan
from matcher.problem import ExpertId, Held, MissionId, Problem, RoleId
from matcher.scenario import Change, apply
from web.service.publishing.elsewhere import elsewhere
from web.service.publishing.gate import Case
from web.service.publishing.held import as_plan

DECIDED = ("unpin.", "pin.", "objective.", "mission.added")
"""Changes of a scenario that say nothing of the world: what they decide is in the plan itself."""


def case(
    session: Session,
    problem: Problem,
    after: Holding,
    more: Sequence[Breach] = (),
    changes: Iterable[Change] = (),
) -> Case:
    """What a plan would hold, over the live one; `problem` is of today, without a freeze zone.

    Pins that the changes of a scenario open bind no more: they go with its publication.
    """
    opening = [each for each in changes if each.code in (known.OPENS_DATE, known.OPENS_SEAT)]
    read, before = apply(decided(session, problem), opening).problem, live(session)
    return Case(
        problem=read,
        before=as_plan(before, read),
        after=as_plan(after, read),
        agreed=tuple(mission_id(row.id) for row in changed_agreed(session, before, after)),
        refused=tuple(_refused(session, before, after)),
        booked=tuple(elsewhere(session, read, before, after)),
        more=tuple(more),
        begun=tuple(_begun(session, problem)),
    )


def _begun(session: Session, problem: Problem) -> Iterator[MissionId]:
    """Missions under way of which somebody is away, as the page of conflicts lists them."""
    today, planned = problem.horizon.first, {row_id(each) for each in problem.missions}
    away = {row.mission_id for row, _first, _last in missing(session, today, planned)}
    noes = {row.mission_id for row, _no in refusals.against_bookings(session, today)}
    yield from map(mission_id, sorted(begun(session, away | noes, today)))


def without(session: Session, problem: Problem, mission: MissionId) -> Case:
    """The live plan without a mission that is dropped; of that one itself nothing is said."""
    read = decided(session, problem)
    before = as_plan(live(session), read)
    rest = {key: held for key, held in before.missions.items() if key != mission}
    pins = {key: pin for key, pin in read.pins.items() if key != mission}
    return Case(replace(read, pins=pins), before, Plan(rest))


def decided(session: Session, problem: Problem) -> Problem:
    """The problem in which only what the coordinator pinned binds.

    A promise to a partner binds the search; people may change it, on somebody's word.
    """
    ids = {row_id(mission) for mission in problem.missions}
    rows = missions.with_pins(session, ids)
    pins = {mission_id(row.id): own_pin(row, problem) for row in rows}
    return replace(problem, pins={key: pin for key, pin in pins.items() if pin != Held()})


def own_pin(mission: MissionRow, problem: Problem) -> Held:
    """What the coordinator pinned of a mission, of people those whom the problem pins too."""
    team: dict[RoleId, tuple[ExpertId, ...]] = {}
    known_of = problem.pins.get(mission_id(mission.id), Held()).experts
    for pin in mission.pins:
        role, expert = role_id(pin.role_id), expert_id(pin.expert_id)
        if expert in known_of:
            team[role] = (*team.get(role, ()), expert)
    start = mission.pinned_start
    return Held(None if start is None else to_index(start, problem.horizon), team)


def hindrances(session: Session, row: ScenarioRow, plan: PlanRow) -> Iterator[Breach]:
    """What a scenario itself knows of its publication: why not now, and what stays behind."""
    changes = known.changes(row)
    if row.state != "open":
        yield Breach("scenario.done")
    elif row.plan_id is None or row.solved_gesture != row.gesture:
        is_release = plan.state in RELEASED
        yield Breach("scenario.unsearched" if is_release else "scenario.changed")
    elif any(change.code == "expert.added" for change in changes):
        yield Breach("scenario.imagined")
    elif rebased(session, plan).clashing:
        yield Breach("plan.stale")
    yield from open_tiers(plan)
    for change in changes:
        if not change.code.startswith(DECIDED):
            yield Breach("change.unwritten", facts={"change": change.written})


def open_tiers(plan: PlanRow) -> Iterator[Breach]:
    """How many levels of a plan are not proven best."""
    left = sum(not tier["optimal"] for tier in plan.tiers)
    if left:
        yield Breach("tiers.open", facts={"levels": left})


def _refused(session: Session, before: Holding, after: Holding) -> Iterator[Breach]:
    """Who would be asked, or moved, though they have said no to it and nobody has lifted that."""
    for row in refusals.standing(session):
        pair = row.mission_id, row.expert_id
        start = after.starts.get(row.mission_id)
        is_asked = pair not in before.seats or before.starts.get(row.mission_id) != start
        if start is None or pair not in after.seats or not is_asked:
            continue
        first, last = _away(session.get_one(MissionRow, row.mission_id), start)
        if row.first is None or row.last is None or (row.first <= last and first <= row.last):
            yield Breach(
                "answer.declined" if row.first is None else "answer.not_then",
                mission=mission_id(row.mission_id),
                expert=expert_id(row.expert_id),
                facts={"days": [moment(first), moment(last)]},
            )


def _away(row: MissionRow, start: int) -> tuple[int, int]:
    """The first and the last half-day that a mission takes, with its travel."""
    before, after = (row.travel_before, row.travel_after) if row.venue == TRAVELS else (0, 0)
    return start - before, start + row.length - 1 + after
