"""How far the constructive search goes for a date and a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConstructParameters:
    """Of dates, ejection chains and their ranking."""

    share_of_dates: float = 0.2
    """The share that a better set of dates is worth."""
    most_for_dates: float = 10.0
    """Seconds, or deterministic ones, that it is worth at the most."""
    work_a_look: float = 0.01
    """Deterministic seconds that one look for another date of a mission counts."""
    dates_tried: int = 12
    """Other dates that are tried for one mission."""
    chain: int = 3
    """So many others may move along, one after the other, to fill one seat."""
    breadth: int = 40
    """Candidates whose seat elsewhere is looked at when nobody is free."""
    looks: int = 400
    """Seats looked at, one behind the other, before a seat is given up."""
    wanted: int = 2000
    """What taking an expert who is wanted everywhere costs, in units of the last tier."""
    spent: int = 10_000
    """What a half-day of a programme costs where experts differ in how many they need."""
    enough: int = 500
    """Candidates that are looked at for a role; of more, somebody is always free."""
    incomplete: int = 1_000_000
    """The weight of an incomplete mission, to one of a vacancy, where no tier counts seats."""


CONSTRUCT = ConstructParameters()
