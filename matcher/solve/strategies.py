"""The strategies: ways to better plans and bounds, in the order in which they are tried."""

from collections.abc import Iterable
from typing import Protocol

from matcher.solve.construct import strategy as construct
from matcher.solve.context import SolveContext
from matcher.solve.counting import partly_named
from matcher.solve.counting import strategy as counting
from matcher.solve.cpsat import strategy as cpsat
from matcher.solve.lns import reassign
from matcher.solve.lns import strategy as lns
from matcher.solve.mip import strategy as lagrangian
from matcher.solve.mspsp import strategy as mspsp
from matcher.solve.repair import fewest_calls, keep
from matcher.solve.smptsp import strategy as smptsp


class Strategy(Protocol):
    """One way of searching, for the groups of tiers that it suits."""

    def suits(self, context: SolveContext) -> bool:
        """Would the strategy's plans be right and its bounds valid for the group at hand?"""

    def improve(self, context: SolveContext) -> None:
        """Offer plans and raise the bound until proven, or out of time."""


STRATEGIES: dict[str, Strategy] = {
    "mspsp": mspsp,
    "smptsp": smptsp,
    "keep": keep,
    "construct": construct,
    "counting": counting,
    "lns": lns,
    "partly_named": partly_named,
    "fewest_calls": fewest_calls,
    "reassign": reassign,
    "lagrangian": lagrangian,
    "cpsat": cpsat,
}


def named(names: Iterable[str] | None) -> list[Strategy]:
    """The strategies of these names in their order; all of them where none is named.

    Raises: KeyError where a name is no strategy's.
    """
    every = STRATEGIES
    return list(every.values()) if names is None else [every[name] for name in names]
