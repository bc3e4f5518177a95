"""Better multipliers, step by step: each follows what the missions and the experts disagree on.

A deflected subgradient method with Polyak's step (B. T. Poljak, Minimization of unsmooth
functionals, 1969; P. M. Camerini, L. Fratta and F. Maffioli, On improving relaxation methods by
modified gradient techniques, 1975).
"""

import numpy as np

from matcher.solve.lagrangian.relaxation import LagrangianRelaxation, Minimiser, Multipliers
from matcher.solve.parameters.lagrangian import SUBGRADIENT
from matcher.solve.parameters.sentinels import SCALE


class SubgradientMethod:
    """Multipliers on their way up, and the best of them.

    On the way all multipliers are one vector of fractions: of pairs, of couplings, of loss (in a
    measure of its own that makes it about as long as the others) and of calls.
    """

    def __init__(self, relaxation: LagrangianRelaxation, start: Multipliers | None = None) -> None:
        self.relaxation = relaxation
        self.best = start or relaxation.free
        self.total = -(1 << 62)
        self.reach = SUBGRADIENT.reach
        self.theta = 1.0
        self._stalled = 0
        lost = relaxation.patterns.loss[relaxation.patterns.loss > 0]
        self._loss = float(np.median(lost)) if len(lost) else 1.0
        self._return()

    def on(self, relaxation: LagrangianRelaxation) -> "SubgradientMethod":
        """The same method, from the best multipliers, on another relaxation."""
        other = SubgradientMethod(relaxation, self.best)
        other.theta = max(self.theta, SUBGRADIENT.again)
        return other

    @property
    def is_done(self) -> bool:
        """Have the steps become too small to matter?"""
        return self.theta < SUBGRADIENT.smallest

    def step(self) -> None:
        """Value the multipliers, and follow the missions' and the experts' disagreement."""
        multipliers = self._rounded()
        evaluation = self.relaxation.evaluate(multipliers)
        self._stalled += 1
        if evaluation.total > self.total:
            self.best, self.total, self._stalled = multipliers, evaluation.total, 0
        if self._stalled < SUBGRADIENT.patience:
            self._follow(self.relaxation.minimiser(evaluation))
        else:
            self.theta *= SUBGRADIENT.shrink
            self._stalled = 0
            self._return()

    def _return(self) -> None:
        best = self.best
        self._at = np.concatenate(
            [best.pairs, best.couplings, [best.loss * self._loss, best.calls]]
        )
        self._way = np.zeros(len(self._at))

    def _rounded(self) -> Multipliers:
        whole = np.rint(self._at).astype(np.int64)
        pairs = len(self.best.pairs)
        loss = float(self._at[-2]) / self._loss
        return Multipliers(whole[:pairs], whole[pairs:-2], loss, int(whole[-1]))

    def _follow(self, minimiser: Minimiser) -> None:
        others = [minimiser.loss / self._loss, minimiser.calls]
        pull = np.concatenate([minimiser.pairs, minimiser.couplings, others])
        self._way = SUBGRADIENT.memory * self._way + np.where((self._at <= 0) & (pull < 0), 0, pull)
        length = float(np.square(self._way).sum())
        if length == 0:
            self.theta = 0.0
            return
        stride = self.theta * self.reach * max(abs(self.total), SCALE) / length
        self._at = np.clip(self._at + stride * self._way, 0, SUBGRADIENT.highest)
