"""How a solve shares out its time, and what it keeps back to answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ControlParameters:
    """Of the loop over groups of tiers."""

    share_of_a_group: float = 0.7
    """What a group may take of the time that is left: something stays for the next ones."""
    late_explaining: float = 0.4
    """Seconds past the time limit that explaining vacancies may take."""
    readings_kept: int = 3
    """Time for so many readings of the best plan is kept back for the answer."""
    seconds_a_funnel: float = 2.5e-8
    """Seconds that one expert in the funnel of one vacancy takes, about."""
    grace: float = 0.3
    """Seconds after the time limit until even the first plan is given up."""
    latest: float = 0.8
    """Seconds after the time limit at which the answer is given, whatever it is."""
    seconds_a_mission: float = 1.5e-4
    """Seconds that reading one mission of a whole plan and answering for it take, about."""
    dates_settled: int = 12
    """Published dates of empty missions that are tried again: each takes a reading of the plan."""
    poll: float = 0.1
    """Seconds between two looks whether a run of a solver is to stop."""


CONTROL = ControlParameters()
