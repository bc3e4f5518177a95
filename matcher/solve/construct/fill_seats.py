"""Names for the seats of dated missions: the scarcest first, moving others along if need be.

Where nobody is free somebody changes seats, and their seat is filled by the next: an ejection
chain (F. Glover, Ejection chains, reference structures and alternating path methods, 1996).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Numbers, Rows
from matcher.problem import Language, Mission, MissionId, Role
from matcher.rules.plurality import are_of_one_group, is_mixed
from matcher.solve.construct.partial_plan import PartialPlan
from matcher.solve.parameters.construct import CONSTRUCT


@dataclass(frozen=True, slots=True)
class OpenRole:
    """A role to be filled, and who could be sent on the mission's date, best first."""

    mission: Mission
    role: Role
    rows: Rows


class SeatFiller:
    """Fills the seats of a partial plan's dated missions; nothing that is filled is emptied."""

    def __init__(self, draft: PartialPlan, tick: Callable[[], None]) -> None:
        self.draft = draft
        self._tick = tick
        self._open: dict[tuple[MissionId, str], OpenRole] = {}
        self._looks = 0
        self._wanted = np.zeros(len(draft.tables.experts), dtype=np.float64)

    def survey(self, missions: Iterable[Mission]) -> None:
        """Look who could be sent for each role of some dated missions."""
        tables, found = self.draft.tables, []
        for mission in missions:
            self._tick()
            start = self.draft.starts[mission.id]
            for role in mission.roles:
                rows = self._enough(mission, tables.able(mission, role))
                rows = rows[tables.free(mission, rows, (start,))[0]]
                if (mission.id, role.id) not in self._open:
                    self._wanted[rows] += role.count / max(1, len(rows))
                found.append(OpenRole(mission, role, rows))
        for seats in found:
            self._tick()
            self._open[seats.mission.id, seats.role.id] = self._ranked(seats)

    def _enough(self, mission: Mission, rows: Rows) -> Rows:
        """Everybody, or of very many every so manieth and all who speak what is spoken."""
        if len(rows) <= CONSTRUCT.enough:
            return rows
        kept = np.zeros(len(rows), dtype=np.bool_)
        kept[:: len(rows) // CONSTRUCT.enough] = True
        for language, rank in mission.speaks.items():
            kept |= self.draft.tables.census.rank(language)[rows] >= rank
        return rows[kept]

    def fill(self, missions: Iterable[Mission], most: dict[MissionId, int]) -> None:
        """Find who speaks, then fill the scarcest roles first, up to so many seats each."""
        asked = list(missions)
        for mission in asked:
            self._tick()
            for language, rank in mission.speaks.items():
                self._find_speaker(mission, language, rank, most)
        places = [self._open[mission.id, role.id] for mission in asked for role in mission.roles]
        for seats in sorted(places, key=_scarcity):
            self._tick()
            while self._is_wanting(seats, most):
                if not self._seat(seats, CONSTRUCT.chain, frozenset()) and not self._mix(
                    seats.mission, most
                ):
                    break

    def _is_wanting(self, seats: OpenRole, most: dict[MissionId, int]) -> bool:
        team = self.draft.team(seats.mission.id)
        filled = len(self.draft.teams[seats.mission.id].get(seats.role.id, ()))
        return filled < seats.role.count and len(team) < most.get(seats.mission.id, len(team) + 1)

    def _find_speaker(
        self, mission: Mission, language: Language, rank: int, most: dict[MissionId, int]
    ) -> None:
        """Seat somebody who speaks a language, in the role where most could."""
        ranks = self.draft.tables.census.rank(language)
        if any(ranks[row] >= rank for row in self.draft.team(mission.id)):
            return
        found = []
        for role in mission.roles:
            seats = self._open[mission.id, role.id]
            speakers = seats.rows[ranks[seats.rows] >= rank]
            if len(speakers) and self._is_wanting(seats, most):
                found.append(OpenRole(mission, role, speakers))
        found.sort(key=lambda seats: (-len(seats.rows), seats.role.id))
        any(self._seat(seats, CONSTRUCT.chain, frozenset()) for seats in found)

    def _mix(self, mission: Mission, most: dict[MissionId, int]) -> bool:
        """Seat a member of another group where all members of a team belong to one."""
        groups = self.draft.tables.census.groups
        team = [int(groups[row]) for row in self.draft.team(mission.id)]
        alike = {group for group in team if group >= 0}
        if not is_mixed(mission) or len(alike) != 1:
            return False
        for role in mission.roles:
            seats = self._open[mission.id, role.id]
            others = groups[seats.rows]
            rows = seats.rows[(others >= 0) & (others != min(alike))]
            mixing = OpenRole(mission, role, rows)
            if self._is_wanting(mixing, most) and self._seat(mixing, CONSTRUCT.chain, frozenset()):
                return True
        return False

    def _ranked(self, seats: OpenRole) -> OpenRole:
        """Who fits well, carries little and is wanted little elsewhere comes first."""
        order = np.lexsort((seats.rows, self._strain(seats)))
        return OpenRole(seats.mission, seats.role, seats.rows[order])

    def _strain(self, seats: OpenRole) -> Numbers:
        tables, mission, rows = self.draft.tables, seats.mission, seats.rows
        length = tables.least_half_days(mission)
        strain = 10 * tables.misfit(mission, seats.role, rows)
        strain += length * (length + 2 * tables.census.load[rows])
        strain += (CONSTRUCT.wanted * np.minimum(self._wanted[rows], 1.0)).astype(np.int64)
        if mission.venue == "remote" and mission.programme is not None:
            strain += CONSTRUCT.spent * self.draft.half_days(mission)[tables.census.clock[rows]]
        return strain

    def _seat(self, seats: OpenRole, deep: int, moved: frozenset[int]) -> bool:
        """Seat one more expert in a role; False where nobody can come."""
        self._looks = self._looks + 1 if moved else 0
        if self._looks > CONSTRUCT.looks:
            return False
        blocked: list[tuple[int, MissionId]] = []
        for row, met in self._who(seats, moved):
            if not met:
                self.draft.seat(seats.mission.id, seats.role.id, row)
                return True
            if len(met) == 1 and len(blocked) < CONSTRUCT.breadth:
                blocked.append((row, met[0]))
        return deep > 0 and any(self._move(seats, row, at, deep, moved) for row, at in blocked)

    def _who(self, seats: OpenRole, moved: frozenset[int]) -> Iterator[tuple[int, list[MissionId]]]:
        """Who could come, and the missions that they would have to leave for it."""
        mission, draft = seats.mission, self.draft
        start, team = draft.starts[mission.id], set(draft.team(mission.id))
        for row in seats.rows.tolist():
            if row in team or row in moved:
                continue
            commitment = draft.commitment(mission, start, row)
            if commitment is None or not draft.affords(mission, commitment, row):
                continue
            met = draft.blockers(commitment, row) if draft.mixes(mission, row) else None
            if met is not None:
                yield row, met

    def _move(
        self, seats: OpenRole, row: int, at: MissionId, deep: int, moved: frozenset[int]
    ) -> bool:
        """Take an expert from another team if that seat can be filled again."""
        draft = self.draft
        role = next(role for role, rows in draft.teams[at].items() if row in rows)
        if (at, role) not in self._open or self._is_needed(at, row):
            return False
        draft.unseat(at, role, row)
        draft.seat(seats.mission.id, seats.role.id, row)
        if self._seat(self._open[at, role], deep - 1, moved | {row}):
            return True
        draft.unseat(seats.mission.id, seats.role.id, row)
        draft.seat(at, role, row)
        return False

    def _is_needed(self, at: MissionId, row: int) -> bool:
        """Is the expert pinned there, or the only one who speaks, or who mixes, in that team?"""
        draft, mission = self.draft, self.draft.problem.missions[at]
        census, expert = draft.tables.census, draft.tables.experts[row]
        pin = draft.problem.pins.get(at)
        if pin is not None and expert.id in pin.experts:
            return True
        others = [other for other in draft.team(at) if other != row]
        for language, rank in mission.speaks.items():
            ranks = census.rank(language)
            if ranks[row] >= rank and not any(ranks[other] >= rank for other in others):
                return True
        return is_mixed(mission) and are_of_one_group(census.groups[others].tolist())


def _scarcity(seats: OpenRole) -> tuple[float, int, str, str]:
    mission = seats.mission
    return len(seats.rows) / seats.role.count, -mission.priority, mission.id, seats.role.id
