"""The size of neighbourhoods, and what one may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NeighbourhoodParameters:
    """Of large neighbourhood search."""

    missions: int = 10
    """Missions that are free at once; twice as many where that found nothing."""
    share: float = 0.5
    """The share that one neighbourhood may take."""
    seconds: float = 4.0
    """Seconds, or deterministic ones, that one may take at the most."""
    work: float = 0.2
    """Deterministic seconds that making one neighbourhood counts."""
    offered: int = 12
    """So many better neighbourhoods at most before the whole plan is read again."""
    met: int = 200
    """People of a role who are asked which missions hold them."""
    candidates: int = 24
    """Candidates kept for each seat: those who fit best, and those who sit there now."""


@dataclass(frozen=True, slots=True)
class ReassignParameters:
    """Of the local search that gives seats to whoever suits them best."""

    passes: int = 3
    """Passes over all seats."""
    tried: int = 32
    """Candidates tried for a seat, the cheapest first; one who sits there now is always right."""
    work_a_seat: float = 5e-4
    """Deterministic seconds that one seat counts."""


LNS = NeighbourhoodParameters()
REASSIGN = ReassignParameters()
