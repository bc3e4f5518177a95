"""What the seats of a plan take of its people, for whoever asks what may be added to it."""

from functools import cached_property

import numpy as np

from matcher.arrays import Numbers, Rows
from matcher.index.stays import Itinerary
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Mission, MissionId, Problem, ProgrammeId
from matcher.rules.limits import Allowances, allowances
from matcher.rules.reading import Reading, Seated, team


class Commitments:
    """A plan that stays as it is, with the tables of its problem."""

    def __init__(self, tables: Tables, plan: Plan, reading: Reading | None = None) -> None:
        self.tables, self.plan = tables, plan
        self.problem: Problem = tables.problem
        self.reading = reading or Reading(tables.problem, plan)
        self.itinerary = Itinerary(tables)
        self._of_programme: dict[ProgrammeId, tuple[Seated, ...]] = {}

    def of(self, expert: ExpertId, but: MissionId | None = None) -> list[Seated]:
        """The seats of an expert by start, one for each mission, all but that of one mission."""
        return [seat for seat in self.seats.get(expert, ()) if seat.mission.id != but]

    def team(self, mission: Mission) -> tuple[Expert, ...]:
        """Who is in a mission's team; nobody where it is not held."""
        return team(self.problem, self.plan, mission)

    def of_programme(self, name: ProgrammeId) -> tuple[Seated, ...]:
        """The seats that a programme pays for."""
        if name not in self._of_programme:
            seats = self.reading.seats
            self._of_programme[name] = tuple(s for s in seats if s.mission.programme == name)
        return self._of_programme[name]

    @cached_property
    def seats(self) -> dict[ExpertId, list[Seated]]:
        """The seats of each expert who has any, by start, one for each mission."""
        return self.reading.seats_by_expert

    @cached_property
    def rows(self) -> Rows:
        """The rows of those who have any, in the same order."""
        row = self.tables.census.row
        return np.fromiter((row[expert] for expert in self.seats), np.int32, len(self.seats))

    @cached_property
    def missions(self) -> Numbers:
        """[expert of the census]: how many missions they have."""
        found = np.zeros(len(self.tables.experts), dtype=np.int64)
        found[self.rows] = np.fromiter(map(len, self.seats.values()), np.int64, len(self.seats))
        return found

    @cached_property
    def half_days(self) -> Numbers:
        """[expert of the census]: how many half-days their missions take."""
        found = np.zeros(len(self.tables.experts), dtype=np.int64)
        taken = (sum(seat.half_days for seat in seats) for seats in self.seats.values())
        found[self.rows] = np.fromiter(taken, np.int64, len(self.seats))
        return found

    @cached_property
    def allowances(self) -> Allowances:
        """[expert of the census]: how much of a plan they may have at all."""
        return allowances(self.tables.experts)
