"""Scenarios: those that are open, one of them, and the changes that hold in it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.errors import NotFound
from db.ids import known_row
from db.models import ScenarioChangeRow, ScenarioRow
from db.queries import plans
from db.queries.sight import made_by
from matcher.problem import MissionId
from matcher.scenario import Change

REMOVED = "change.removed"
"""The code of a step's part that takes an earlier change out."""
SEATS = ("pin.expert", "mission.admitted")
"""Changes that put somebody into a team, or let them in again."""
OPENS_DATE, OPENS_SEAT = "unpin.start", "unpin.expert"
"""Changes after which the plan may choose again what somebody had pinned."""


def scenario(session: Session, scenario_id: int) -> ScenarioRow:
    """One scenario with its steps. Raises: NotFound, also where it is somebody else's."""
    rows = select(ScenarioRow).where(
        ScenarioRow.id == scenario_id, made_by(session, ScenarioRow.author_id)
    )
    row = session.scalar(rows.options(selectinload(ScenarioRow.steps)))
    if row is None:
        raise NotFound("scenario", scenario_id)
    return row


def scenarios(session: Session, *states: str, limit: int = 100) -> Sequence[ScenarioRow]:
    """Scenarios in any of these states, the one that was touched last first."""
    rows = (
        select(ScenarioRow)
        .where(ScenarioRow.state.in_(states), made_by(session, ScenarioRow.author_id))
        .order_by(ScenarioRow.changed_at.desc(), ScenarioRow.id.desc())
        .limit(limit)
        .options(selectinload(ScenarioRow.steps))
    )
    return session.scalars(rows).all()


def open_names(session: Session, but: int | None = None) -> frozenset[str]:
    """The names that open scenarios bear, all but one of them."""
    rows = select(ScenarioRow.name).where(
        ScenarioRow.state == "open", made_by(session, ScenarioRow.author_id)
    )
    return frozenset(session.scalars(rows.where(ScenarioRow.id != but) if but else rows))


def plan_shown(session: Session, row: ScenarioRow) -> int | None:
    """The plan that was found for a scenario; before that, the published one it begins as."""
    return plans.live_id(session) if row.plan_id is None else row.plan_id


def holding(row: ScenarioRow) -> list[ScenarioChangeRow]:
    """The changes that hold at the step a scenario stands at, in the order they were made."""
    return holding_at(row, row.gesture)


def holding_at(row: ScenarioRow, gesture: int) -> list[ScenarioChangeRow]:
    """The same for any of its steps."""
    taken = [step for step in row.steps if step.gesture <= gesture]
    removed = {step.removes_id for step in taken if step.code == REMOVED}
    return [step for step in taken if step.code != REMOVED and step.id not in removed]


def changes(row: ScenarioRow) -> list[Change]:
    """The same changes as values."""
    return [Change(step.code, dict(step.facts)) for step in holding(row)]


def seated(changes: Iterable[Change]) -> list[tuple[int, int]]:
    """Whom changes put, or let again, into a mission: pairs of row ids, without the imagined."""
    return _pairs(each for each in changes if each.code in SEATS)


def undated(changes: Iterable[Change]) -> list[int]:
    """The missions whose dates changes open again, by their row ids."""
    rows = (known_row(str(each.facts["mission"])) for each in changes if each.code == OPENS_DATE)
    return [row for row in rows if row is not None]


def unseated(changes: Iterable[Change]) -> list[tuple[int, int]]:
    """Whom changes pin to a mission no more: pairs of row ids, without the imagined."""
    return _pairs(each for each in changes if each.code == OPENS_SEAT)


def _pairs(changes: Iterable[Change]) -> list[tuple[int, int]]:
    rows = (
        (known_row(str(each.facts["mission"])), known_row(str(each.facts["expert"])))
        for each in changes
    )
    return [(m, e) for m, e in rows if m is not None and e is not None]


def dropped(row: ScenarioRow) -> frozenset[MissionId]:
    """The missions that the scenario does not hold at all."""
    found = (step.facts["mission"] for step in holding(row) if step.code == "mission.dropped")
    return frozenset(MissionId(str(mission)) for mission in found)


@dataclass(frozen=True, slots=True)
class Steps:
    """How far back and forward a scenario can go, in steps."""

    back: int
    forward: int


def steps(row: ScenarioRow) -> Steps:
    """How many steps can be undone, and how many can be done again."""
    last = max((step.gesture for step in row.steps), default=0)
    return Steps(row.gesture, max(0, last - row.gesture))


def by_ids(session: Session, keys: Collection[int]) -> dict[int, ScenarioRow]:
    """Scenarios by number; unknown numbers are left out."""
    rows = session.scalars(select(ScenarioRow).where(ScenarioRow.id.in_(keys)))
    return {row.id: row for row in rows}
