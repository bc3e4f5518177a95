"""What a rule is: said once to the solver, said once to people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from matcher.plan import Breach, Penalty
from matcher.problem import Measure
from matcher.rules.reading import Reading

if TYPE_CHECKING:  # a rule never loads the solver: the variables it is given know it
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Rule(Protocol):
    """A hard rule: plans that break it are not right."""

    codes: tuple[str, ...]

    def declare(self, x: "Variables") -> None:
        """Forbid to the solver what the rule forbids."""

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Everything in a plan that breaks the rule."""


class Aim(Protocol):
    """A measure: the less, the better the plan."""

    measure: Measure

    def declare(self, x: "Variables") -> "Expr":
        """The measure as an expression, never below its true value."""

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """Everything in a plan that adds to the measure; the amounts add up to it."""
