"""Rounds, slices and sizes of the search for the earliest finish."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FinishParameters:
    """Of schedules, their people and the rounds between them."""

    most_missions: int = 250
    """Missions beyond which other strategies are left to it."""
    schedules: int = 40
    """First schedules that are made, of usual size."""
    looks: int = 10
    """The best of them that are looked at until one can be staffed."""
    known: int = 5
    """The best of them whose groups the bound of feasible subsets begins with."""
    mendings: int = 5
    """Schedules with people that are made of one without."""
    usual_size: int = 200_000
    """Numbers that a schedule of usual size is made of."""
    work: float = 0.005
    """Deterministic seconds that one counts."""
    slice: float = 1.0
    """Seconds of a first round."""
    slice_of_work: float = 0.2
    """Deterministic seconds of a first round, where work is limited."""
    conflicts: int = 3
    """So many schedules that nobody can staff end a round: with their cuts it begins anew."""
    spread: float = 30.0
    """Half-days by which chance may move a task's priority."""
    most_skills: int = 6
    """Skills of one task beyond which no team is looked for seat by seat."""
    crew_spread: float = 1.5
    """Skills by which chance may move the rank of a crew."""
    unions: int = 63
    """Unions of skills that are made into limits."""


@dataclass(frozen=True, slots=True)
class CutParameters:
    """Of staffing models and the cuts made of them."""

    members: int = 12
    """Tasks in a conflict that is worth a cut."""
    work: float = 1.0
    """Deterministic seconds that finding one may take."""
    staffing_work: float = 0.1
    """Deterministic seconds of one look for people."""
    staffing_built: float = 0.002
    """Deterministic seconds that making its model counts."""


@dataclass(frozen=True, slots=True)
class SubsetParameters:
    """Of column generation over feasible subsets."""

    grain: int = 10_000
    """Parts of a half-day that dual values are rounded to, so that the bound is exact."""
    work_a_round: float = 0.005
    """Deterministic seconds of a linear program and of the models made."""
    pricing_work: float = 1.0
    """Deterministic seconds that finding the heaviest subset may take."""
    share: float = 0.2
    """The share that all rounds may take."""
    rounds: int = 300
    """Rounds at the most."""


FINISH = FinishParameters()
CUTS = CutParameters()
SUBSETS = SubsetParameters()
