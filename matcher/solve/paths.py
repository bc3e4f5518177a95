"""The search paths: ways to better plans and bounds, in the order in which they are tried."""

from collections.abc import Iterable
from typing import Protocol

from matcher.solve import fewest, pricing
from matcher.solve.desk import Desk
from matcher.solve.finishing import path as finish
from matcher.solve.keeping import calls, keep
from matcher.solve.model import whole
from matcher.solve.seats import count, neighbours, opening, reseat, scarce


class Path(Protocol):
    """One way of searching, for the groups of tiers that it suits."""

    def suits(self, desk: Desk) -> bool:
        """Would the path's plans be right and its bounds valid for the group at hand?"""

    def walk(self, desk: Desk) -> None:
        """Offer plans and raise the bound until proven, or out of time."""


PATHS: dict[str, Path] = {
    "finish": finish,
    "fewest": fewest,
    "keep": keep,
    "opening": opening,
    "count": count,
    "neighbours": neighbours,
    "scarce": scarce,
    "calls": calls,
    "reseat": reseat,
    "prices": pricing,
    "whole": whole,
}


def named(names: Iterable[str] | None) -> list[Path]:
    """The paths of these names in their order; all of them where none is named.

    Raises: KeyError where a name is no path's.
    """
    return list(PATHS.values()) if names is None else [PATHS[name] for name in names]
