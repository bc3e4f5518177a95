"""What planners do with scenarios; nothing here touches a live row."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import count

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import Flaw, Invalid, InvalidState, NotFound
from db.limits import expect_room
from db.models import PlanRow, ScenarioChangeRow, ScenarioRow
from db.operations import proposals
from db.operations.audit import audit
from db.operations.refusals import require_willing
from db.queries import plans
from db.queries import scenarios as known
from db.queries.scenarios import REMOVED, seated
from db.windows import Window, window_flaws
from matcher.halfdays import parse_moment
from matcher.scenario import Change

NAME_MOST = 120
Asked = tuple[int, tuple[str, ...]]
"""The days that stay as they are, and the changes, of a scenario when a question was asked."""
FREEZE_MOST = 365


def open_scenario(session: Session, name: str, by: Actor, at: datetime) -> ScenarioRow:
    """A scenario of the live plan, with no change yet. Raises: Invalid, TooMany."""
    _expect_room(session, by)
    row = ScenarioRow(
        name=_name(session, name),
        base_plan_id=plans.live_id(session),
        author_id=by.id,
        **_now(at),
    )
    session.add(row)
    audit(session, row, "opened", by, at, after={"name": row.name, "base": row.base_plan_id})
    return row


def fork(session: Session, origin_id: int, name: str, by: Actor, at: datetime) -> ScenarioRow:
    """A scenario that begins with the changes, the freeze zone and the plan of another.

    Raises: NotFound, Invalid.
    """
    origin = known.scenario(session, origin_id)
    _expect_room(session, by)
    row = ScenarioRow(
        name=_name(session, name),
        origin_id=origin.id,
        base_plan_id=origin.base_plan_id,
        plan_id=origin.plan_id,
        freeze_days=origin.freeze_days,
        author_id=by.id,
        **_now(at),
    )
    copied = known.changes(origin)
    session.add(row)
    session.flush()
    _append(session, row, copied, at)
    is_solved = origin.solved_gesture == origin.gesture
    row.solved_gesture = row.gesture if is_solved else None
    proposals.propose(session, row, at)
    audit(session, row, "forked", by, at, after={"name": row.name, "from": origin.id})
    return row


def rename(session: Session, scenario_id: int, name: str, by: Actor, at: datetime) -> ScenarioRow:
    """Give another name. Raises: NotFound, InvalidState, Invalid."""
    row = _open(session, scenario_id, "renamed")
    before, row.name, row.changed_at = row.name, _name(session, name, row), at
    proposals.touch_scenario(session, scenario_id, at)
    audit(session, row, "renamed", by, at, before={"name": before}, after={"name": row.name})
    return row


def freeze(session: Session, scenario_id: int, days: int, by: Actor, at: datetime) -> ScenarioRow:
    """So many days from today in which nothing changes.

    Raises: NotFound, InvalidState, Invalid.
    """
    row = _open(session, scenario_id, "frozen")
    if not 0 <= days <= FREEZE_MOST:
        raise Invalid([Flaw("number.outside", "freeze_days", {"least": 0, "most": FREEZE_MOST})])
    before = row.freeze_days
    row.freeze_days, row.changed_at, row.solved_gesture = days, at, None
    audit(session, row, "frozen", by, at, before={"days": before}, after={"days": days})
    return row


def change(
    session: Session, scenario_id: int, changes: Sequence[Change], by: Actor, at: datetime
) -> ScenarioRow:
    """Alter the scenario by one step, of one change or of many; steps undone are forgotten.

    Raises: NotFound, InvalidState, ValueError where there is no change, RefusalStands where it
    would seat somebody who has declined the mission, Invalid where possible starts are too many
    or too far ahead.
    """
    if not changes:
        raise ValueError("A step alters something.")
    row = _open(session, scenario_id, "changed")
    _expect_near(changes, at.date())
    require_willing(session, seated(changes))
    _forget_undone(session, row)
    of_it = ScenarioChangeRow.scenario_id == row.id
    expect_room(session, "changes", of_it, more=len(changes))
    _append(session, row, changes, at)
    said = [each.written for each in changes]
    audit(session, row, "changed", by, at, after={"step": row.gesture, "changes": said})
    return row


def remove(
    session: Session, scenario_id: int, change_ids: Iterable[int], by: Actor, at: datetime
) -> ScenarioRow:
    """Take changes out again, as one step that can be undone.

    Raises: NotFound where one of them does not hold, InvalidState.
    """
    row = _open(session, scenario_id, "changed")
    held = {step.id for step in known.holding(row)}
    wanted = sorted(set(change_ids))
    for change_id in wanted:
        if change_id not in held:
            raise NotFound("scenario_change", change_id)
    _forget_undone(session, row)
    row.gesture += 1
    for change_id in wanted:
        row.steps.append(_step(row.gesture, REMOVED, {}, at, removes_id=change_id))
    row.changed_at = at
    audit(session, row, "changed", by, at, after={"step": row.gesture, "removed": wanted})
    return row


def undo(session: Session, scenario_id: int, by: Actor, at: datetime) -> ScenarioRow:
    """Go back one step. Raises: NotFound, InvalidState where there is none."""
    return _walk(session, scenario_id, -1, by, at)


def redo(session: Session, scenario_id: int, by: Actor, at: datetime) -> ScenarioRow:
    """Do the next undone step again. Raises: NotFound, InvalidState where there is none."""
    return _walk(session, scenario_id, 1, by, at)


def discard(session: Session, scenario_id: int, by: Actor, at: datetime) -> ScenarioRow:
    """Put a scenario aside for good. Raises: NotFound, InvalidState."""
    row = _open(session, scenario_id, "discarded")
    row.state, row.changed_at = "discarded", at
    proposals.propose(session, row, at)
    audit(session, row, "discarded", by, at)
    return row


def solved(
    session: Session,
    scenario_id: int,
    plan: PlanRow,
    gesture: int,
    at: datetime,
    *,
    asked: Asked | None = None,
) -> None:
    """Keep the plan that was found for the step at which the question was asked.

    It builds on the plan that was live then, and so does the scenario now. `asked` is what the
    scenario was then: a step that was undone since, and another made, has the same number.
    A closed scenario keeps the plan that it was closed with. Raises: NotFound.
    """
    row = known.scenario(session, scenario_id)
    if row.state != "open":
        return
    is_same = asked is None or asked == asked_at(row, gesture)
    before, row.plan_id, row.base_plan_id = row.plan_id, plan.id, plan.parent_id
    row.solved_gesture, row.changed_at = gesture if is_same else None, at
    session.flush()
    proposals.propose(session, row, at, plan_before=before)


def asked_at(row: ScenarioRow, gesture: int) -> Asked:
    """What a scenario asks at a step."""
    held = [Change(step.code, dict(step.facts)) for step in known.holding_at(row, gesture)]
    return row.freeze_days, tuple(json.dumps(each.written, sort_keys=True) for each in held)


def close(session: Session, scenario_id: int, by: Actor, at: datetime) -> ScenarioRow:
    """Its plan has been published. Raises: NotFound, InvalidState."""
    row = _open(session, scenario_id, "published")
    row.state, row.changed_at = "published", at
    proposals.propose(session, row, at)
    audit(session, row, "published", by, at, after={"plan": row.plan_id})
    return row


def _walk(
    session: Session, scenario_id: int, by_steps: int, by: Actor, at: datetime
) -> ScenarioRow:
    row = _open(session, scenario_id, "undone" if by_steps < 0 else "redone")
    known_steps = known.steps(row)
    if (known_steps.back if by_steps < 0 else known_steps.forward) == 0:
        raise InvalidState("scenario", row.id, f"step {row.gesture}", f"{by_steps:+d}")
    row.gesture += by_steps
    row.changed_at = at
    audit(session, row, "undone" if by_steps < 0 else "redone", by, at, after={"step": row.gesture})
    return row


def _open(session: Session, scenario_id: int, asked: str) -> ScenarioRow:
    row = known.scenario(session, scenario_id)
    if row.state != "open":
        raise InvalidState("scenario", scenario_id, row.state, asked)
    return row


def _expect_near(changes: Sequence[Change], today: date) -> None:
    """The rule for possible starts holds here as for missions. Raises: Invalid."""
    flaws = [
        flaw
        for each in changes
        if (window := _window(each)) is not None
        for flaw in window_flaws(window, today, ("first", "last"))
    ]
    if flaws:
        raise Invalid(flaws)


def _window(change: Change) -> Window | None:
    """The possible starts that a change names; those it misspells alter nothing."""
    if change.code != "mission.window":
        return None
    try:
        first, last = (parse_moment(str(change.facts.get(end)))[0] for end in ("first", "last"))
    except ValueError:
        return None
    return first, last


def _forget_undone(session: Session, row: ScenarioRow) -> None:
    gone = delete(ScenarioChangeRow).where(
        ScenarioChangeRow.scenario_id == row.id, ScenarioChangeRow.gesture > row.gesture
    )
    if session.execute(gone).rowcount:  # type: ignore[attr-defined]  # a DELETE counts its rows
        session.expire(row, ["steps"])
    if row.solved_gesture is not None and row.solved_gesture > row.gesture:
        row.solved_gesture = None


def _expect_room(session: Session, by: Actor) -> None:
    mine = (ScenarioRow.author_id == by.id, ScenarioRow.state == "open")
    expect_room(session, "scenarios", *mine)


def _append(session: Session, row: ScenarioRow, changes: Iterable[Change], at: datetime) -> None:
    """One more step of these changes; none where there are none."""
    steps = [_step(row.gesture + 1, each.code, dict(each.facts), at) for each in changes]
    if steps:
        row.gesture += 1
        row.steps += steps
    row.changed_at = at
    session.flush()


def _step(
    gesture: int, code: str, facts: dict[str, object], at: datetime, removes_id: int | None = None
) -> ScenarioChangeRow:
    return ScenarioChangeRow(
        gesture=gesture, code=code, facts=facts, created_at=at, removes_id=removes_id
    )


def _name(session: Session, name: str, of: ScenarioRow | None = None) -> str:
    """A name without the space around it, cut where it is too long, that no other open one bears.

    Where another does, a number follows: two of one name cannot be told apart in a list.
    Raises: Invalid.
    """
    kept = name.strip()[:NAME_MOST]
    if not kept:
        raise Invalid([Flaw("field.required", "name")])
    taken = known.open_names(session, but=of.id if of else None)
    tried = (_numbered(kept, number) for number in count(2))
    return kept if kept not in taken else next(each for each in tried if each not in taken)


def _numbered(name: str, number: int) -> str:
    """`Spring (2)`; of `Spring (2)` itself comes `Spring (3)`."""
    end = f" ({number})"
    return re.sub(r" \(\d+\)$", "", name)[: NAME_MOST - len(end)] + end


def _now(at: datetime) -> dict[str, datetime]:
    return {"created_at": at, "changed_at": at}
