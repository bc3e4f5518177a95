"""Which numbers of seats the missions may fill if the counted tiers are not to be worsened.

Missions of a programme share its half-days, so they are looked at together: a *seat pattern*
says for each how many seats are filled and whether its language is spoken. Only those are kept that
cost the counted tiers no more than the best plan leaves them; mostly that is a single one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from matcher.arrays import Ints
from matcher.problem import Mission, MissionId, Problem, ProgrammeId
from matcher.solve.parameters.lagrangian import RELAXATION
from matcher.solve.parameters.sentinels import NO_LIMIT


@dataclass(frozen=True, slots=True)
class Fill:
    """So many seats filled, the language spoken or not: half-days and what the tiers lose."""

    seats: int
    spoken: int
    half_days: int
    loss: int
    exact: int


@dataclass(frozen=True, slots=True)
class SeatPatterns:
    """All patterns of all groups, one after the other.

    `first` is [pattern] into `mission`, `seats` and `spoken`; `group` is [group] into the
    patterns; `loss` what each costs the tiers above the least of its group; `spare` is how much
    of that may be lost in all; `exact` is the same in the sum that keeps the order of the tiers.
    """

    mission: Ints
    seats: Ints
    spoken: Ints
    first: Ints
    group: Ints
    loss: Ints
    spare: int
    exact: Ints
    exact_spare: int

    def of(self, pattern: int) -> list[tuple[int, int, int]]:
        """(mission, seats, spoken) of everybody in a pattern."""
        ends = np.append(self.first, len(self.mission))
        own = slice(ends[pattern], ends[pattern + 1])
        columns = (self.mission[own], self.seats[own], self.spoken[own])
        return list(zip(*(column.tolist() for column in columns), strict=True))


@dataclass(frozen=True, slots=True)
class _MissionGroup:
    """Missions that are looked at together, and the half-days that they share."""

    missions: list[MissionId]
    programme: ProgrammeId | None = None
    limit: int | None = None

    def affords(self, half_days: int) -> bool:
        return self.limit is None or half_days <= self.limit


def losses(problem: Problem, tiers: Sequence[int], *, exact: bool) -> "LossWeights":
    """What an incomplete mission and a vacancy cost the counted tiers, merged into one sum.

    The exact sum keeps the tiers' order. The other counts them alike, which is a bound as well
    where each tier is known to be at its best, and leaves far less open.
    """
    width, incomplete, vacancy = 1, 0, 0
    for tier in reversed([problem.objective[tier] for tier in tiers]):
        a, b = tier.get("incomplete", 0), tier.get("vacancies", 0)
        incomplete, vacancy = incomplete + width * a, vacancy + width * b
        seats = (
            m.priority * (a + b * (m.seats + len(m.speaks))) for m in problem.missions.values()
        )
        width *= sum(seats) + 1 if exact else 1
    return LossWeights(incomplete, vacancy)


@dataclass(frozen=True, slots=True)
class LossWeights:
    """Weights of the counted tiers in one sum that keeps their order."""

    incomplete: int
    vacancy: int

    def of(self, mission: Mission, seats: int, spoken: int) -> int:
        """What a mission with so many filled seats costs; languages not heard of are spoken."""
        empty = mission.seats - seats + (1 - spoken if mission.speaks else 0)
        if seats == 0:
            empty = mission.seats + len(mission.speaks)
        return mission.priority * (self.vacancy * empty + self.incomplete * (empty > 0))


@dataclass(frozen=True, slots=True)
class Above:
    """What the tiers above leave: losses of the counted ones, and calls."""

    loss: LossWeights
    lost: int
    exact: LossWeights
    exact_lost: int
    calls: int


def seat_patterns(
    problem: Problem, fills: dict[MissionId, list[Fill]], above: Above
) -> SeatPatterns:
    """The patterns that lose no more in all than the tiers above allow.

    A programme with too many of them is let go: its missions then count by themselves.
    """
    let_go: set[ProgrammeId] = set()
    while True:
        groups = _groups(problem, let_go)
        tails = [_tails(fills, group) for group in groups]
        spare = above.lost - sum(min(found[0].values()) for found in tails)
        listed = []
        for group, found in zip(groups, tails, strict=True):
            own = _patterns(fills, group, found, spare)
            if own is None and group.programme is not None:
                let_go.add(group.programme)
            listed.append(own or [])
        if not any(group.programme in let_go for group in groups):
            kept = _in_order(listed, above.exact_lost)
            return _flat(problem, groups, kept, (spare, above.exact_lost))


def _flat(
    problem: Problem,
    groups: list[_MissionGroup],
    listed: list[list[tuple[Fill, ...]]],
    most: tuple[int, int],
) -> SeatPatterns:
    number = {mission: k for k, mission in enumerate(problem.missions)}
    every = [one for own in listed for one in own]
    members = [group.missions for group, own in zip(groups, listed, strict=True) for _ in own]
    sizes = np.array([len(missions) for missions in members], dtype=np.int64)
    losing = [_sums([[fill.loss for fill in one] for one in own]) for own in listed]
    exact = [_sums([[fill.exact for fill in one] for one in own]) for own in listed]
    per_group = np.array([len(own) for own in listed], dtype=np.int64)
    return SeatPatterns(
        mission=np.array([number[m] for missions in members for m in missions], dtype=np.int64),
        seats=np.array([fill.seats for one in every for fill in one], dtype=np.int64),
        spoken=np.array([fill.spoken for one in every for fill in one], dtype=np.int64),
        first=np.cumsum(sizes) - sizes,
        group=np.cumsum(per_group) - per_group,
        loss=np.concatenate([over - over.min() for over in losing]),
        spare=most[0],
        exact=np.concatenate([over - over.min() for over in exact]),
        exact_spare=most[1] - sum(int(over.min()) for over in exact),
    )


def _in_order(listed: list[list[tuple[Fill, ...]]], most: int) -> list[list[tuple[Fill, ...]]]:
    """The patterns with which the tiers, in their order, can still be kept."""
    exact = [_sums([[fill.exact for fill in one] for one in own]) for own in listed]
    spare = most - sum(int(over.min()) for over in exact)
    return [
        [one for one, over in zip(own, overs - overs.min(), strict=True) if over <= spare]
        for own, overs in zip(listed, exact, strict=True)
    ]


def _sums(losses: list[list[int]]) -> Ints:
    return np.array([sum(one) for one in losses], dtype=np.int64)


def _groups(problem: Problem, let_go: set[ProgrammeId]) -> list[_MissionGroup]:
    """Missions that share a programme's half-days, and every other one by itself."""
    found: list[_MissionGroup] = []
    knapsacks: dict[ProgrammeId, list[MissionId]] = {}
    for mission in problem.missions.values():
        programme = problem.programmes.get(mission.programme) if mission.programme else None
        if programme is None or programme.id in let_go or programme.expert_half_days_max is None:
            found.append(_MissionGroup([mission.id]))
        elif programme.id in knapsacks:
            knapsacks[programme.id].append(mission.id)
        else:
            knapsacks[programme.id] = [mission.id]
            limit = programme.expert_half_days_max
            found.append(_MissionGroup(knapsacks[programme.id], programme.id, limit))
    return found


def _tails(fills: dict[MissionId, list[Fill]], group: _MissionGroup) -> list[dict[int, int]]:
    """For each tail of a group: the least loss by half-days used, where using more helps."""
    found: list[dict[int, int]] = [{0: 0}]
    for mission in reversed(group.missions):
        reached: dict[int, int] = {}
        for used, loss in found[-1].items():
            for fill in fills[mission]:
                at = used + fill.half_days
                if group.affords(at) and loss + fill.loss < reached.get(at, NO_LIMIT):
                    reached[at] = loss + fill.loss
        found.append(_useful(reached))
    return found[::-1]


def _useful(reached: dict[int, int]) -> dict[int, int]:
    kept: dict[int, int] = {}
    least = NO_LIMIT
    for used in sorted(reached):
        if reached[used] < least:
            kept[used] = least = reached[used]
    return kept


def _patterns(
    fills: dict[MissionId, list[Fill]],
    group: _MissionGroup,
    tails: list[dict[int, int]],
    spare: int,
) -> list[tuple[Fill, ...]] | None:
    """Every way to share out that loses no more than the least and the spare; None if too many."""
    most = min(tails[0].values()) + spare

    def extend(at: int, used: int, loss: int, one: tuple[Fill, ...]) -> Iterator[tuple[Fill, ...]]:
        if at == len(group.missions):
            yield one
            return
        for fill in fills[group.missions[at]]:
            half_days, lost = used + fill.half_days, loss + fill.loss
            rests = (
                rest for more, rest in tails[at + 1].items() if group.affords(half_days + more)
            )
            if lost + min(rests, default=NO_LIMIT) <= most:
                yield from extend(at + 1, half_days, lost, (*one, fill))

    found = list(islice(extend(0, 0, 0, ()), RELAXATION.patterns + 1))
    return None if len(found) > RELAXATION.patterns else found
