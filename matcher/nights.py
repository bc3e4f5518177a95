"""Whom a remote mission cannot have because of its hours: sessions that lie outside their day."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from matcher.arrays import Flags, Rows
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.problem import Mission
from matcher.sessions import occupied_half_days

Half = Literal["am", "pm"]
_HALVES: tuple[Half, Half] = ("am", "pm")


@dataclass(frozen=True, slots=True)
class Nights:
    """How many of those who fit the hours keep away: from every allowed start, or from the plan's.

    `then` counts those whom another allowed start would suit. `suits` are those of `never` whom a
    session of that `half` of the day at the partner's would suit.
    """

    never: int = 0
    then: int = 0
    half: Half | None = None
    suits: int = 0


def at_night(tables: Tables, mission: Mission, starts: Collection[HalfDay]) -> Flags:
    """[expert]: does a session lie outside their day, whichever of these starts it is?"""
    census = tables.census
    if mission.venue != "remote" or mission.partner is None or not starts:
        return np.zeros(len(census.experts), dtype=np.bool_)
    there = tables.problem.partners[mission.partner].timezone
    args = (mission.length, there)
    by_clock = [
        all(
            occupied_half_days(tables.problem.horizon, start, *args, here) is None
            for start in starts
        )
        for here in census.clocks
    ]
    found: Flags = np.array(by_clock, dtype=np.bool_)[census.clock]
    return found


def nights(
    tables: Tables, mission: Mission, held: HalfDay | None, fitting: Rows, available: Rows
) -> Nights:
    """Of those who fit, and of those available on some allowed start, whom the hours keep away."""
    starts = tables.starts[mission.id]
    away = fitting[at_night(tables, mission, starts)[fitting]]
    then = 0 if held is None else np.count_nonzero(at_night(tables, mission, (held,))[available])
    half, suits = _other_half(tables, mission, starts, away)
    return Nights(len(away), int(then), half, suits)


def _other_half(
    tables: Tables, mission: Mission, starts: Collection[HalfDay], away: Rows
) -> tuple[Half | None, int]:
    """The half of the day in which one session alone would suit most of them; none suits nobody."""
    if not len(away):
        return None, 0
    single = replace(mission, length=1)
    mornings = sorted({start - start % 2 for start in starts})
    suited = [
        int(np.count_nonzero(~at_night(tables, single, [day + later for day in mornings])[away]))
        for later in range(len(_HALVES))
    ]
    most = max(suited)
    return (_HALVES[suited.index(most)], most) if most else (None, 0)
