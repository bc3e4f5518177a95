"""What plans hold, as values: compared with each other, and an old release as it can come back."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import MissionRow, PlanRow
from db.moments import half_day
from db.queries import plans, sight
from db.words import AGREED, DROPPED, OVER, TRAVELS

Team = frozenset[tuple[int, int]]
"""Roles and who sits in them, by their row ids."""
_NOBODY: Team = frozenset()


@dataclass(frozen=True)
class Holding:
    """The start of each mission that is held, and who sits where; half-days of `db.moments`."""

    starts: Mapping[int, int] = field(default_factory=dict)
    teams: Mapping[int, Team] = field(default_factory=dict)

    def team(self, mission_id: int) -> Team:
        """Roles and people of a mission."""
        return self.teams.get(mission_id, _NOBODY)

    def people(self, mission_id: int) -> frozenset[int]:
        """Who goes, in whatever role."""
        return frozenset(expert for _role, expert in self.team(mission_id))

    @cached_property
    def seats(self) -> frozenset[tuple[int, int]]:
        """Every mission with everybody who goes."""
        return frozenset((key, each) for key in self.teams for each in self.people(key))

    def part(self, missions: Set[int]) -> "Holding":
        """The same, of these missions alone."""
        return Holding(
            {key: start for key, start in self.starts.items() if key in missions},
            {key: team for key, team in self.teams.items() if key in missions},
        )

    def beside(self, other: "Holding") -> "Holding":
        """Both of them; what both hold is as in the other one."""
        return Holding({**self.starts, **other.starts}, {**self.teams, **other.teams})

    def differing(self, other: "Holding") -> frozenset[int]:
        """The missions that the two do not hold alike: another start, people or roles."""
        return frozenset(
            key
            for key in self.starts.keys() | other.starts.keys()
            if self.starts.get(key) != other.starts.get(key) or self.team(key) != other.team(key)
        )


def holding(session: Session, plan_id: int | None) -> Holding:
    """What a plan holds; nothing where there is no plan."""
    if plan_id is None:
        return Holding()
    teams: dict[int, set[tuple[int, int]]] = {}
    for row in plans.assignments(session, plan_id):
        teams.setdefault(row.mission_id, set()).add((row.role_id, row.expert_id))
    frozen = {key: frozenset(team) for key, team in teams.items()}
    return Holding(plans.starts(session, plan_id), frozen)


def live(session: Session) -> Holding:
    """What is published."""
    return holding(session, plans.live_id(session))


@dataclass(frozen=True, slots=True)
class Rebased:
    """What a plan changes, over what is live now: all else is as it was published meanwhile.

    `own` are the missions that the plan changes of what it was made from. `clashing` are those of
    them that somebody else has changed since, in another way: with any, nothing can be published.
    """

    holding: Holding
    own: frozenset[int] = frozenset()
    clashing: frozenset[int] = frozenset()


def rebased(session: Session, plan: PlanRow, shown: int | None = None) -> Rebased:
    """A plan over the live one; `shown` is the plan that its reader took for live, if any."""
    made_from, mine, now = (
        holding(session, key) for key in (plan.parent_id, plan.id, plans.live_id(session))
    )
    seen = made_from if shown is None else holding(session, shown)
    own = made_from.differing(mine)
    since = made_from.differing(now) | seen.differing(now)
    rest = now.part(now.starts.keys() - own)
    return Rebased(rest.beside(mine.part(own)), own, own & since & mine.differing(now))


def brought_back(session: Session, plan_id: int, at: datetime) -> tuple[Holding, Holding]:
    """What comes back of an earlier release, and what stays as it is published.

    A mission that has begun by then with its travel, in either of the two, or is over, stays as
    it is, and so does one that the reader does not see; one that was dropped is in neither.
    """
    earlier, now = holding(session, plan_id), live(session)
    ids = earlier.starts.keys() | now.starts.keys()
    rows = select(MissionRow.id, MissionRow.state, MissionRow.venue, MissionRow.travel_before)
    today = half_day(at.date(), "pm")
    hidden = sight.hidden(session, ids)
    back: set[int] = set()
    stay: set[int] = set()
    for row in session.execute(rows.where(MissionRow.id.in_(ids))):
        starts = [each.starts[row.id] for each in (earlier, now) if row.id in each.starts]
        travel = row.travel_before if row.venue == TRAVELS else 0
        has_begun = any(start - travel <= today for start in starts)
        if row.state not in DROPPED:
            stays = has_begun or row.state in OVER or row.id in hidden
            (stay if stays else back).add(row.id)
    return earlier.part(back), now.part(stay)


def changed_agreed(session: Session, before: Holding, after: Holding) -> list[MissionRow]:
    """The agreed missions of which the second holds another start or other people, or none.

    Another role for somebody who goes anyway is nothing that a partner was promised, and a first
    date is no change of one.
    """
    ids = {
        key
        for key in before.differing(after)
        if key in before.starts
        and (before.starts[key] != after.starts.get(key) or before.people(key) != after.people(key))
    }
    rows = select(MissionRow).where(MissionRow.state.in_(AGREED), MissionRow.id.in_(ids))
    return list(session.scalars(rows.order_by(MissionRow.id)))
