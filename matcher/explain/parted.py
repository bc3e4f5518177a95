"""Everybody for one seat, a page at a time, for a reader who answers for some institutions only.

Of the people of other institutions it is told that they are free or taken, and nothing else.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags
from matcher.explain.around import Around
from matcher.explain.candidates import MOST, Candidates, Ranking
from matcher.explain.excluded import Sieve
from matcher.problem import ExpertId, InstitutionId


@dataclass(frozen=True, slots=True)
class Skips:
    """How many of each group come before those that are told, and how many are told."""

    free: int = 0
    breaking: int = 0
    excluded: int = 0
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Others:
    """People of other institutions: who could take the seat now, and how many could not."""

    free: tuple[ExpertId, ...]
    taken: int


@dataclass(frozen=True, slots=True)
class Parted:
    """The reader's own people for a seat, ranked, and those of others, by their ids."""

    own: Candidates
    others: Others


def parted(around: Around, homes: Collection[InstitutionId], skips: Skips | None = None) -> Parted:
    """Everybody for the seat, people of `homes` apart from all others."""
    skips = skips or Skips()
    sieve = Sieve(around)
    own = _of(around, homes)
    ranking = Ranking(around, sieve.open[own[sieve.open]])
    free = ranking.free
    candidates = Candidates(
        seat=around.seat,
        free=ranking.choices(free, skips.most, skips.free),
        breaking=ranking.choices(~free, skips.most, skips.breaking),
        excluded=sieve.excluded(skips.most, skips.excluded, own),
    )
    return Parted(candidates, _others(around, sieve, own))


def _of(around: Around, homes: Collection[InstitutionId]) -> Flags:
    """[expert]: of one of these institutions?"""
    known = [home in homes for home in around.problem.institutions]
    found: Flags = np.array(known, dtype=np.bool_)[around.tables.census.homes]
    return found


def _others(around: Around, sieve: Sieve, own: Flags) -> Others:
    if own.all():
        return Others((), 0)
    rows = sieve.open[~own[sieve.open]]
    free = rows[Ranking(around, rows).free]
    experts = around.tables.experts
    seated = {*around.held.team.get(around.role.id, ())}
    asked = sum(experts[row].id not in seated for row in np.flatnonzero(~own).tolist())
    return Others(tuple(sorted(experts[row].id for row in free.tolist())), asked - len(free))


def at_night(around: Around, homes: Collection[InstitutionId]) -> int:
    """How many of those people cannot sit there because of the hours, on every allowed start."""
    return Sieve(around).at_night(_of(around, homes))
