"""What publishing a plan would change: people who join, leave or move, and missions' dates."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.queries import sight
from db.queries.holdings import Holding, holding
from db.queries.mission_titles import titled
from db.queries.people import by_ids
from web.service.belonging import apart

Seat = tuple[int, int]
"""A mission and an expert, by their row ids."""


@dataclass(frozen=True, slots=True)
class Dates:
    """A mission whose date changes; a start is None where it has none.

    `has_halves`: it may start in the afternoon too, so that a morning is said.
    """

    mission_id: int
    mission: str
    before: int | None = None
    after: int | None = None
    has_halves: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who must hear of a change, and of which mission, as `Dates` has it."""

    mission_id: int
    mission: str
    expert_id: int
    expert: str
    before: int | None = None
    after: int | None = None
    has_halves: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """Two plans side by side; `kept` counts those who see no change.

    `dated`, `undated` and `redated` are missions, with a team or without; `reseated` are people
    who go in another role, of which nobody else must hear.
    """

    joined: tuple[Call, ...] = ()
    left: tuple[Call, ...] = ()
    moved: tuple[Call, ...] = ()
    reseated: tuple[Call, ...] = ()
    dated: tuple[Dates, ...] = ()
    undated: tuple[Dates, ...] = ()
    redated: tuple[Dates, ...] = ()
    kept: int = 0

    @property
    def calls(self) -> int:
        """How many people-and-missions are touched."""
        return len(self.joined) + len(self.left) + len(self.moved)

    @property
    def missions(self) -> tuple[Dates, ...]:
        """Every mission whose date changes."""
        return (*self.dated, *self.undated, *self.redated)

    @property
    def count(self) -> int:
        """How many changes there are, of people and of missions."""
        return self.calls + len(self.reseated) + len(self.missions)

    @property
    def _all(self) -> tuple[Call | Dates, ...]:
        return (*self.joined, *self.left, *self.moved, *self.reseated, *self.missions)

    @property
    def mission_ids(self) -> frozenset[int]:
        """Every mission that is touched."""
        return frozenset(each.mission_id for each in self._all)

    @property
    def first(self) -> int | None:
        """The earliest start that the second plan has otherwise; None where nothing differs."""
        starts = (each.before if each.after is None else each.after for each in self._all)
        return min((start for start in starts if start is not None), default=None)


def changes(session: Session, before_id: int | None, after_id: int | None) -> Changes:
    """What is different in the second plan, of missions that are seen; no plan holds nothing."""
    return between(session, holding(session, before_id), holding(session, after_id))


def between(session: Session, before: Holding, after: Holding) -> Changes:
    """What is different in the second of two plans, of missions that are seen."""
    known = before.starts.keys() | after.starts.keys()
    seen = frozenset(known) - sight.hidden(session, known)
    before, after = before.part(seen), after.part(seen)
    joined = sorted(after.seats - before.seats)
    left = sorted(before.seats - after.seats)
    stay = sorted(before.seats & after.seats)
    moved = [seat for seat in stay if before.starts[seat[0]] != after.starts[seat[0]]]
    still = [seat for seat in stay if seat not in set(moved)]
    reseated = [s for s in still if _role(before, s) != _role(after, s)]
    dates = list(_dates(before, after))
    names = _Names(session, {*joined, *left, *moved, *reseated}, {m for m, _, _ in dates})
    named = [names.dated(*each) for each in dates]
    return Changes(
        joined=tuple(names.of(seat, None, after.starts[seat[0]]) for seat in joined),
        left=tuple(names.of(seat, before.starts[seat[0]], None) for seat in left),
        moved=tuple(names.of(s, before.starts[s[0]], after.starts[s[0]]) for s in moved),
        reseated=tuple(names.of(seat, None, after.starts[seat[0]]) for seat in reseated),
        dated=tuple(each for each in named if each.before is None),
        undated=tuple(each for each in named if each.after is None),
        redated=tuple(each for each in named if None not in (each.before, each.after)),
        kept=len(still),
    )


def _dates(before: Holding, after: Holding) -> Iterator[tuple[int, int | None, int | None]]:
    """The missions whose start differs, in the order of their rows."""
    for mission in sorted(before.starts.keys() | after.starts.keys()):
        was, becomes = before.starts.get(mission), after.starts.get(mission)
        if was != becomes:
            yield mission, was, becomes


def _role(held: Holding, seat: Seat) -> frozenset[int]:
    mission, expert = seat
    return frozenset(role for role, each in held.team(mission) if each == expert)


class _Names:
    """Names for seats and missions, read at once."""

    def __init__(
        self, session: Session, seats: Collection[Seat], missions: Collection[int]
    ) -> None:
        found = titled(session, {*missions, *(mission for mission, _ in seats)})
        self.missions = {each.id: each.title for each in found}
        self.halves = {each.id for each in found if each.has_halves}
        self.experts = apart(by_ids(session, {expert for _, expert in seats}))

    def of(self, seat: Seat, before: int | None, after: int | None) -> Call:
        mission, expert = seat
        title, has_halves = self.missions[mission], mission in self.halves
        return Call(mission, title, expert, self.experts[expert], before, after, has_halves)

    def dated(self, mission: int, before: int | None, after: int | None) -> Dates:
        """A mission whose start differs."""
        return Dates(mission, self.missions[mission], before, after, mission in self.halves)
