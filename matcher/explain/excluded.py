"""Who cannot sit in a role whatever the plan, and why: counted by reason, the nearest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import Flags, Rows
from matcher.eligibility import (
    NEVER_CODES,
    NEVER_FREE,
    NO_START,
    Reason,
    requirement_refusals,
)
from matcher.explain.around import Around
from matcher.explain.joining_seat import JoiningSeat
from matcher.nights import at_night
from matcher.problem import ExpertId
from matcher.rules.requirements import BANNED, EXCLUDES, lacking, named


@dataclass(frozen=True, slots=True)
class Refused:
    """An expert who cannot sit in a role, with every reason."""

    expert: ExpertId
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """How many cannot sit in a role, how often each reason is met, and the nearest of them."""

    count: int
    counts: Mapping[str, int]
    shown: tuple[Refused, ...]


class Sieve:
    """Sorts all experts at once into those who may sit in the role and those who may not."""

    def __init__(self, around: Around) -> None:
        self.around = around
        self._census = around.tables.census

    @cached_property
    def open(self) -> Rows:
        """Who meets the role and is free on some start, whatever else they do in the plan."""
        excluded = np.zeros(len(self._census.experts), dtype=np.bool_)
        for flags in self._flags.values():
            excluded |= flags
        return np.flatnonzero(~excluded & ~self._seated).astype(np.int32)

    def excluded(self, most: int, skip: int = 0, among: Flags | None = None) -> Excluded:
        """All others, or those `among` some: after so many that are skipped, the nearest first."""
        lacking = np.zeros(len(self._census.experts), dtype=np.int64)
        for flags in self._flags.values():
            lacking += flags
        asked = ~self._seated if among is None else ~self._seated & among
        rows = np.flatnonzero((lacking > 0) & asked).astype(np.int32)
        around = self.around
        misfit = around.tables.misfit(around.mission, around.role, rows)
        order = sorted(
            range(len(rows)),
            key=lambda k: (lacking[rows[k]], misfit[k], self._census.experts[rows[k]].id),
        )
        counts = {code: int(flags[rows].sum()) for code, flags in self._flags.items()}
        return Excluded(
            count=len(rows),
            counts={code: count for code, count in counts.items() if count},
            shown=tuple(self._refused(int(rows[k])) for k in order[skip : skip + most]),
        )

    def at_night(self, among: Flags | None = None) -> int:
        """How many a remote session keeps away by its hours, of all or of those `among` some."""
        starts = self.around.tables.starts[self.around.mission.id]
        never = self._flags.get(NEVER_FREE, np.zeros_like(self._seated)) & ~self._seated
        away = never & at_night(self.around.tables, self.around.mission, starts)
        return int(np.count_nonzero(away if among is None else away & among))

    def _refused(self, row: int) -> Refused:
        around, expert = self.around, self._census.experts[row]
        found = [
            Reason(code) for code in NEVER_CODES if code in self._flags and self._flags[code][row]
        ]
        if not around.is_pinned(expert.id):
            args = (around.problem, around.mission, around.role, expert)
            found = [*requirement_refusals(*args), *found]
        return Refused(expert.id, tuple(found))

    @cached_property
    def _seated(self) -> Flags:
        """[expert]: in the role already, or the one whose seat it is?"""
        here = {*self.around.held.team.get(self.around.role.id, ()), self.around.seat.instead}
        return self._named(expert for expert in here if expert is not None)

    def _named(self, names: Iterable[ExpertId]) -> Flags:
        found = np.zeros(len(self._census.experts), dtype=np.bool_)
        found[named(self._census, names)] = True
        return found

    @cached_property
    def _flags(self) -> dict[str, Flags]:
        """[expert] by code: whom each reason speaks against."""
        pins = self.around.problem.pins.get(self.around.mission.id)
        pinned = self._named(pins.team.get(self.around.role.id, ()) if pins else ())
        found = {code: flags & ~pinned for code, flags in self._requirements()}
        starts = self.around.tables.starts[self.around.mission.id]
        found[NEVER_FREE if starts else NO_START] = self._never_free()
        return found

    def _requirements(self) -> Iterator[tuple[str, Flags]]:
        census, mission = self._census, self.around.mission
        yield from lacking(census, self.around.role)
        yield BANNED, self._named(mission.banned)
        yield EXCLUDES, census.excluding(mission.partner)

    def _never_free(self) -> Flags:
        """[expert]: free on no start that is allowed, nor on the plan's own?"""
        around, everybody = self.around, np.arange(len(self._census.experts), dtype=np.int32)
        found = np.ones(len(everybody), dtype=np.bool_)
        starts = around.tables.starts[around.mission.id]
        if starts:
            found &= ~around.tables.free(around.mission, everybody, starts).any(axis=0)
        if around.held.start is not None and around.held.start not in starts:
            found &= ~JoiningSeat(around, around.starts, everybody).free.any(axis=0)
        return found
