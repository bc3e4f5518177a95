"""What publishing a plan would change: who joins, leaves or moves, and who need not be called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import ExpertRow, MissionRow
from db.queries import plans, sight

Seat = tuple[int, int]
"""A mission and an expert, by their row ids."""


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who must hear of a change, and of which mission."""

    mission_id: int
    mission: str
    expert_id: int
    expert: str
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Two plans side by side; `kept` counts those who see no change."""

    joined: tuple[Call, ...] = ()
    left: tuple[Call, ...] = ()
    moved: tuple[Call, ...] = ()
    kept: int = 0

    @property
    def calls(self) -> int:
        """How many people-and-missions are touched."""
        return len(self.joined) + len(self.left) + len(self.moved)


def changes(session: Session, before_id: int | None, after_id: int | None) -> Changes:
    """What is different in the second plan, of missions that are seen; no plan holds nothing."""
    before, after = _Held.read(session, before_id), _Held.read(session, after_id)
    joined = sorted(after.seats - before.seats)
    left = sorted(before.seats - after.seats)
    stay = sorted(before.seats & after.seats)
    moved = [seat for seat in stay if before.starts[seat[0]] != after.starts[seat[0]]]
    calls = _Calls(session, {*joined, *left, *moved})
    return Changes(
        joined=tuple(calls.of(seat, None, after.starts[seat[0]]) for seat in joined),
        left=tuple(calls.of(seat, before.starts[seat[0]], None) for seat in left),
        moved=tuple(
            calls.of(seat, before.starts[seat[0]], after.starts[seat[0]]) for seat in moved
        ),
        kept=len(stay) - len(moved),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """A plan's seats and starts."""

    seats: frozenset[Seat]
    starts: Mapping[int, int]

    @classmethod
    def read(cls, session: Session, plan_id: int | None) -> "_Held":
        if plan_id is None:
            return cls(frozenset(), {})
        starts = plans.starts(session, plan_id)
        hidden = sight.hidden(session, starts)
        seats = frozenset(
            (row.mission_id, row.expert_id)
            for row in plans.assignments(session, plan_id)
            if row.mission_id not in hidden
        )
        return cls(seats, {key: start for key, start in starts.items() if key not in hidden})


class _Calls:
    """Names for seats, read at once."""

    def __init__(self, session: Session, seats: Collection[Seat]) -> None:
        missions = select(MissionRow.id, MissionRow.title)
        found = session.execute(missions.where(MissionRow.id.in_({m for m, _ in seats})))
        self.missions = {row.id: row.title for row in found}
        experts = select(ExpertRow).where(ExpertRow.id.in_({e for _, e in seats}))
        self.experts = {row.id: row.name for row in session.scalars(experts)}

    def of(self, seat: Seat, before: int | None, after: int | None) -> Call:
        mission, expert = seat
        return Call(mission, self.missions[mission], expert, self.experts[expert], before, after)
