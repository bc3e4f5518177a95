"""Tries: chains for the shifts that are left, greedily first, the rest in a race of models."""

from dataclasses import dataclass

import numpy as np

from matcher.solve.context import SolveContext
from matcher.solve.parameters.smptsp import COVER
from matcher.solve.smptsp.greedy_chains import Chains, Left, give_chains
from matcher.solve.smptsp.loosen import loosen
from matcher.solve.smptsp.race import race
from matcher.solve.smptsp.seat_model import SeatModel
from matcher.solve.smptsp.shifts import Shifts


@dataclass(frozen=True, slots=True)
class Try:
    """How a try went: the chains that were found, or that there are none, or neither."""

    chains: Chains | None = None
    impossible: bool = False


class Tries:
    """Learns from each try how many pairs of a shift and an expert can be decided at once."""

    def __init__(self, context: SolveContext, shifts: Shifts) -> None:
        self.context = context
        self.shifts = shifts
        self.random = np.random.default_rng(context.settings.seed)
        self._whole = COVER.whole
        self._small = COVER.small

    def cover(self, left: Left, seconds: float, racers: int) -> Try:
        """Greedy chains for what is too much at once, each racer its own way; seat the rest."""
        pairs = left.pairs(self.shifts)
        if pairs <= self._whole:
            found = self.seat([left] * racers, seconds)
            if found.chains is None and not found.impossible:
                self._whole = pairs // 2
            return found
        given = [lane for lane in (left.copy() for _ in range(racers)) if self._give_chains(lane)]
        return self._learn(given, seconds)

    def mend(self, chains: Chains, seconds: float, racers: int) -> Try:
        """Have some experts of a cover give back what one fewer may do."""
        small, over = self._small, self.context.out_of_time
        lanes = [loosen(self.shifts, chains, small, self.random, over) for _ in range(racers)]
        self.context.spend(len(lanes) * COVER.work_a_shift * len(self.shifts.need))
        return self._learn(lanes, seconds)

    def _learn(self, lanes: list[Left], seconds: float) -> Try:
        """Seat what is left; leave more another time if too little was, less if too much."""
        found = self.seat(lanes, seconds)
        if found.chains is None and lanes:
            small = round(self._small * (1.3 if found.impossible else 0.8))
            self._small = max(COVER.smallest, small)
        return Try(found.chains)

    def seat(self, lanes: list[Left], seconds: float) -> Try:
        """Seat what is left in one lane or another: impossible if it is in the first to end."""
        if not lanes or self.context.out_of_time():
            return Try()
        seat_models = [SeatModel(self.shifts, lane) for lane in lanes]
        seconds, work = self.context.portion(1.0, seconds)
        work = None if work is None else work / len(lanes)
        models = [seat_model.model for seat_model in seat_models]
        ends = race(models, self.context.settings, seconds, work)
        self.context.spend(sum(end.work for end in ends))
        for lane, seat_model, end in zip(lanes, seat_models, ends, strict=True):
            if end.value is not None:
                return Try({**lane.chains, **seat_model.chains(end.value)})
        return Try(impossible=any(end.infeasible for end in ends))

    def _give_chains(self, lane: Left) -> bool:
        went = give_chains(self.shifts, lane, self._small, self.random, self.context.out_of_time)
        self.context.spend(lane.steps * COVER.work_a_shift)
        return went
