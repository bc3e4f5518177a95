"""What the model of everything takes to be built."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CpSatParameters:
    """Of the model of everything."""

    pairs_a_second: int = 8_000
    """Pairs of an expert and a role that the model takes in a second, about, until it is built."""


CPSAT = CpSatParameters()
