"""Names for the seats of dated missions: the scarcest first, moving others along if need be."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.census import Rows
from matcher.plan import Plan
from matcher.problem import Mission, MissionId, Role
from matcher.solve.dating import Starts
from matcher.solve.draft import Draft
from matcher.tables import Numbers, Tables

_DEEP = 3
"""So many others may move along, one after the other, to fill one seat."""
_BROAD = 40
"""Candidates whose seat elsewhere is looked at when nobody is free."""
_WANTED = 2000
"""What taking an expert who is wanted everywhere costs, in units of the last tier."""


@dataclass(frozen=True, slots=True)
class _Seats:
    """A role to be filled, and who could be sent on the mission's date, best first."""

    mission: Mission
    role: Role
    rows: Rows


def named(tables: Tables, starts: Starts, seats: Mapping[MissionId, int], base: Plan) -> Plan:
    """Teams on given dates; `seats` are as many as each team should have at most.

    What `base` holds stays. Diaries, rest, bounds and plurality are kept; the caller has the
    plan reviewed.
    """
    draft = Draft(tables)
    draft.take(base)
    for name, start in starts.items():
        draft.starts.setdefault(name, start)
    naming = Naming(draft)
    for mission in tables.problem.missions.values():
        if mission.id in draft.starts:
            naming.open(mission)
    naming.fill(seats)
    return draft.plan()


class Naming:
    """Fills the seats of a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tables = draft.tables
        self._open: dict[tuple[MissionId, str], _Seats] = {}
        self._wanted = np.zeros(len(draft.tables.experts), dtype=np.float64)

    def open(self, mission: Mission) -> None:
        """Look who could be sent for each role of a dated mission."""
        start = self.draft.starts[mission.id]
        for role in mission.roles:
            rows = self.tables.able(mission, role)
            rows = rows[self.tables.free(mission, rows, (start,))[0]]
            self._open[mission.id, role.id] = _Seats(mission, role, rows)
            self._wanted[rows] += role.count / max(1, len(rows))

    def fill(self, seats: Mapping[MissionId, int]) -> None:
        """Fill the scarcest roles first, up to the seats that each mission should have."""
        ranked = sorted(
            self._open.values(),
            key=lambda s: (
                len(s.rows) / s.role.count,
                -s.mission.priority,
                s.mission.id,
                s.role.id,
            ),
        )
        for found in ranked:
            team = self.draft.teams[found.mission.id]
            most = seats.get(found.mission.id, found.mission.seats)
            ordered = _Seats(found.mission, found.role, self._ranked(found))
            self._open[found.mission.id, found.role.id] = ordered
            while (
                len(team.get(found.role.id, ())) < found.role.count
                and len(self.draft.team(found.mission.id)) < most
                and self._seat(ordered, _DEEP, set())
            ):
                pass

    def _ranked(self, found: _Seats) -> Rows:
        """Who fits well, carries little and is wanted little elsewhere comes first."""
        strain = self._strain(found)
        order = np.lexsort((found.rows, strain))
        return found.rows[order]

    def _strain(self, found: _Seats) -> Numbers:
        mission, rows = found.mission, found.rows
        length = self.tables.least_half_days(mission)
        load = self.tables.census.load[rows]
        strain = 10 * self.tables.misfit(mission, found.role, rows)
        strain += length * (length + 2 * load)
        strain += (_WANTED * np.minimum(self._wanted[rows], 1.0)).astype(np.int64)
        for language, rank in mission.speaks.items():
            strain -= _WANTED * (self.tables.census.rank(language)[rows] >= rank)
        return strain

    def _seat(self, found: _Seats, deep: int, moved: set[int]) -> bool:
        """Seat one more expert in a role; False where nobody can come."""
        mission, draft = found.mission, self.draft
        start, team = draft.starts[mission.id], set(draft.team(mission.id))
        blocked: list[tuple[int, MissionId]] = []
        for row in found.rows.tolist():
            stay = draft.stay(mission, start, row)
            if row in team or row in moved or stay is None:
                continue
            if not draft.affords(mission, stay, row) or not draft.mixes(mission, row):
                continue
            met = draft.blockers(stay, row)
            if met == []:
                draft.seat(mission.id, found.role.id, row)
                return True
            if met is not None and len(met) == 1 and len(blocked) < _BROAD:
                blocked.append((row, met[0]))
        return deep > 0 and any(self._move(found, row, at, deep, moved) for row, at in blocked)

    def _move(self, found: _Seats, row: int, at: MissionId, deep: int, moved: set[int]) -> bool:
        """Take an expert from another team if that seat can be filled again."""
        draft = self.draft
        role = next(role for role, rows in draft.teams[at].items() if row in rows)
        pin = draft.problem.pins.get(at)
        if (pin is not None and draft.tables.experts[row].id in pin.experts) or (
            at,
            role,
        ) not in self._open:
            return False
        draft.unseat(at, role, row)
        draft.seat(found.mission.id, found.role.id, row)
        if self._seat(self._open[at, role], deep - 1, moved | {row}):
            return True
        draft.unseat(found.mission.id, found.role.id, row)
        draft.seat(at, role, row)
        return False
