"""The census of experts: what each one is, holds and speaks, in numpy columns of one row each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Flags, Numbers, Short, Small
from matcher.problem import DomainId, Expert, ExpertId, Language, PartnerId, Problem


class Census:
    """Every expert of a problem by row, in its order; columns are made when first asked for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.experts: tuple[Expert, ...] = tuple(problem.experts.values())

    @cached_property
    def row(self) -> Mapping[ExpertId, int]:
        """The row of each expert."""
        return {expert.id: row for row, expert in enumerate(self.experts)}

    @cached_property
    def members(self) -> Flags:
        """[expert]: a member, not an official?"""
        return self._column(lambda expert: expert.kind == "member", np.bool_)

    @cached_property
    def groups(self) -> Short:
        """[expert]: number of a member's group, members without one together; officials -1."""
        names = sorted({e.group or "" for e in self.experts if e.kind == "member"})
        number = {name: k for k, name in enumerate(names)}
        return self._column(lambda e: number[e.group or ""] if e.kind == "member" else -1, np.int16)

    @cached_property
    def homes(self) -> Short:
        """[expert]: the place of their institution among those of the problem."""
        number = {home: k for k, home in enumerate(self.problem.institutions)}
        return self._column(lambda expert: number[expert.institution], np.int16)

    @cached_property
    def clocks(self) -> tuple[str, ...]:
        """The time zones of the institutions, each once."""
        return tuple(sorted({home.timezone for home in self.problem.institutions.values()}))

    @cached_property
    def clock(self) -> Short:
        """[expert]: the place of their time zone in `clocks`."""
        number = {zone: k for k, zone in enumerate(self.clocks)}
        of_home = [number[home.timezone] for home in self.problem.institutions.values()]
        return np.array(of_home, dtype=np.int16)[self.homes]

    @cached_property
    def load(self) -> Numbers:
        """[expert]: half-days occupied before this plan."""
        return self._column(lambda expert: expert.load, np.int64)

    def level(self, domain: DomainId) -> Small:
        """[expert]: what they hold in a domain, through its children too; 0 for nothing."""
        return self._levels.get(domain, self._nothing)

    def rank(self, language: Language) -> Small:
        """[expert]: their CEFR rank in a language, 1 to 6; 0 for none."""
        return self._ranks.get(language, self._nothing)

    def experienced(self, place: str | None) -> Flags:
        """[expert]: experience of a country or a region?"""
        return self._nobody if place is None else self._experienced.get(place, self._nobody)

    def preferring(self, partner: PartnerId | None) -> Flags:
        """[expert]: would they like to go to a partner?"""
        return self._nobody if partner is None else self._preferring.get(partner, self._nobody)

    def excluding(self, partner: PartnerId | None) -> Flags:
        """[expert]: will they not go to a partner?"""
        return self._nobody if partner is None else self._excluding.get(partner, self._nobody)

    @cached_property
    def free_run(self) -> Short:
        """[half-day, expert]: free half-days in a row from there on; one row more, of 0."""
        length = len(self.problem.horizon)
        rows = np.repeat(np.arange(len(self.experts)), [len(e.busy) for e in self.experts])
        spans = [span for expert in self.experts for span in expert.busy]
        starts = np.fromiter((span.start for span in spans), np.int32, len(spans))
        ends = np.fromiter((span.end for span in spans), np.int32, len(spans))
        change = np.zeros((length + 1, len(self.experts)), dtype=np.int16)
        np.add.at(change, (np.clip(starts, 0, length), rows), 1)
        np.subtract.at(change, (np.clip(ends, 0, length), rows), 1)
        for at in range(1, length):
            change[at] += change[at - 1]
        found = np.zeros((length + 1, len(self.experts)), dtype=_width(length))
        for at in range(length - 1, -1, -1):
            np.add(found[at + 1], 1, out=found[at])
            found[at] *= change[at] == 0
        return found

    def _column(self, value: Callable[[Expert], int], kind: type[Any]) -> NDArray[Any]:
        # Any: numpy's scalar types, which its stubs do not tie to the array's.
        return np.fromiter(map(value, self.experts), dtype=kind, count=len(self.experts))

    @cached_property
    def _nothing(self) -> Small:
        return np.zeros(len(self.experts), dtype=np.int8)

    @cached_property
    def _levels(self) -> dict[DomainId, Small]:
        lineage: dict[DomainId, tuple[DomainId, ...]] = {}
        found: dict[DomainId, Small] = defaultdict(self._nothing.copy)
        for row, expert in enumerate(self.experts):
            for domain, level in expert.domains.items():
                if domain not in lineage:
                    lineage[domain] = tuple(self.problem.lineage(domain))
                for at in lineage[domain]:
                    if found[at][row] < level:
                        found[at][row] = level
        return found

    @cached_property
    def _ranks(self) -> dict[Language, Small]:
        found: dict[Language, Small] = defaultdict(self._nothing.copy)
        for row, expert in enumerate(self.experts):
            for language, rank in expert.languages.items():
                found[language][row] = rank
        return found

    @cached_property
    def _nobody(self) -> Flags:
        return np.zeros(len(self.experts), dtype=np.bool_)

    @cached_property
    def _experienced(self) -> dict[str, Flags]:
        return self._naming(lambda expert: expert.experience)

    @cached_property
    def _preferring(self) -> dict[str, Flags]:
        return self._naming(lambda expert: expert.prefers)

    @cached_property
    def _excluding(self) -> dict[str, Flags]:
        return self._naming(lambda expert: expert.excludes)

    def _naming(self, names: Callable[[Expert], Iterable[str]]) -> dict[str, Flags]:
        found: dict[str, Flags] = defaultdict(self._nobody.copy)
        for row, expert in enumerate(self.experts):
            for name in names(expert):
                found[name][row] = True
        return dict(found)


def _width(length: int) -> type[np.signedinteger]:
    """Half the memory where the horizon is short enough."""
    return np.int16 if length < np.iinfo(np.int16).max else np.int32
