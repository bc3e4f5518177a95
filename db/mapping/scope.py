"""Which missions the matcher may place, and over which days.

The horizon begins where the freeze zone ends. A mission that the live plan begins before that,
or whose window has passed, is left as it is: its half-days are busy time and load. So is one
that the reader does not see, and one that lies beyond the years in which missions are planned.
Of a window that is longer than a mission may have, what `db.windows` leaves is planned.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AssignmentRow, MissionRow, RefusalRow
from db.moments import day_of, half_day, last_half_day
from db.queries import plans, refusals, sight
from db.queries.missions import whole
from db.windows import Window, planned, planned_until
from db.words import ASKED, PLANNABLE, TOLD, TRAVELS
from matcher.halfdays import Horizon

QUIET = timedelta(days=365)
"""How far the horizon reaches where there is no mission to place."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a problem is about, and the live plan that it starts from."""

    today: date
    horizon: Horizon
    missions: tuple[MissionRow, ...]
    starts: Mapping[int, int]
    teams: Mapping[int, Sequence[AssignmentRow]]
    refusals: Sequence[RefusalRow] = ()

    def declined(self, mission_id: int) -> frozenset[int]:
        """Who has said no to a mission as a whole, by their row ids."""
        return frozenset(
            row.expert_id
            for row in self.refusals
            if row.mission_id == mission_id and row.kind == "outright"
        )

    def unwilling(self, mission: MissionRow) -> frozenset[int]:
        """Who is not promised to the partner any more: they have said no to what is published."""
        start = self.starts.get(mission.id)
        if start is None:
            return self.declined(mission.id)
        travels = mission.venue == TRAVELS
        leaves = start - (mission.travel_before if travels else 0)
        end = start + mission.length + (mission.travel_after if travels else 0)
        return frozenset(
            row.expert_id
            for row in self.refusals
            if row.mission_id == mission.id
            and (row.first is None or row.last is None or (row.first < end and leaves <= row.last))
        )

    @property
    def mission_ids(self) -> frozenset[int]:
        """Row ids of the missions to place."""
        return frozenset(row.id for row in self.missions)

    def window_of(self, mission: MissionRow) -> Window | None:
        """The possible starts of a mission that are planned."""
        return window_of(mission, self.starts, self.today)

    def fixed_start(self, mission: MissionRow) -> int | None:
        """The half-day on which a mission must start, by promise or by the coordinator."""
        return fixed_start(mission, self.starts)


def read_scope(
    session: Session, today: date, freeze_days: int, adding: Collection[int] = ()
) -> Scope:
    """The missions to place from the end of the freeze zone on.

    `adding` are missions that a scenario places before they are planned.
    """
    first = today + timedelta(days=freeze_days)
    live = plans.live_id(session)
    starts = {} if live is None else plans.starts(session, live)
    added = MissionRow.state.in_(ASKED) & MissionRow.id.in_(adding)
    asked = MissionRow.state.in_(PLANNABLE) | added
    rows = select(MissionRow).where(asked, sight.missions(session)).order_by(MissionRow.id)
    missions = tuple(
        row
        for row in session.scalars(rows.options(*whole()))
        if _is_open(row, starts, half_day(first), today)
    )
    last = max((_last_day(row, starts, today) for row in missions), default=first + QUIET)
    horizon = Horizon(first, max(first, last))
    standing = refusals.standing(session)
    return Scope(today, horizon, missions, starts, _teams(session, live), standing)


def fixed_start(mission: MissionRow, starts: Mapping[int, int]) -> int | None:
    """The start that the partner knows, else the one that the coordinator has pinned."""
    if mission.state in TOLD and mission.id in starts:
        return starts[mission.id]
    return mission.pinned_start


def window_of(mission: MissionRow, starts: Mapping[int, int], today: date) -> Window | None:
    """The possible starts of a mission that are planned."""
    start = starts.get(mission.id)
    held = None if start is None else day_of(start)
    return planned((mission.window_first, mission.window_last), today, held)


def _is_open(mission: MissionRow, starts: Mapping[int, int], first: int, today: date) -> bool:
    fixed = fixed_start(mission, starts)
    travel = mission.travel_before if mission.venue == TRAVELS else 0
    end = last_half_day(planned_until(today))
    for start in (starts.get(mission.id), fixed):
        if start is not None and not first <= start - travel <= end:
            return False
    window = window_of(mission, starts, today)
    return fixed is not None or (window is not None and half_day(window[1], "pm") >= first)


def _last_day(mission: MissionRow, starts: Mapping[int, int], today: date) -> date:
    window, fixed = window_of(mission, starts, today), fixed_start(mission, starts)
    starting = [] if window is None else [window[1]]
    start = max(starting if fixed is None else [*starting, day_of(fixed)])
    if mission.venue == "remote":  # It may be tomorrow where the experts are.
        return start + timedelta(days=mission.length // 2 + 1)
    travel = mission.travel_after if mission.venue == TRAVELS else 0
    half_days = mission.length + travel - 1 + mission.half_day_starts
    return start + timedelta(days=half_days // 2)


def _teams(session: Session, live: int | None) -> Mapping[int, Sequence[AssignmentRow]]:
    teams: dict[int, list[AssignmentRow]] = defaultdict(list)
    for seat in () if live is None else plans.assignments(session, live):
        teams[seat.mission_id].append(seat)
    return teams
