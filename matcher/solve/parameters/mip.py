"""How large restricted problems are, and where they are solved."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MipParameters:
    """Of the restricted problems and of SCIP's process."""

    kept_first: int = 9
    """Assignments that are left for each seat in the first restricted problem."""
    wider: int = 2
    """How many times as many each next one keeps; its cube where nothing better was found."""
    assignments_a_second: int = 3000
    """Assignments whose root relaxation takes a second, about."""
    growth: float = 1.6
    """The power with which that time grows with the assignments, about."""
    nodes_of_a_root: int = 50
    """Nodes that take as long as the root, about."""
    share_of_a_root: float = 0.3
    """A root should take no more of what is left: before its end little is known."""
    equals: float = 1.5
    """How many times too many may come in where many have the same reduced cost."""
    small: int = 1000
    """Columns of a program whose relaxations take less than a tenth of a second: solved here."""
    poll: float = 0.05
    """Seconds between two looks at what the process has said."""


MIP = MipParameters()
