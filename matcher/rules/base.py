"""What a rule is: said to the solver, said of a plan, and said of many people at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from matcher.plan import Breach, Penalty
from matcher.problem import Measure, Mission
from matcher.rules.reading import Reading

if TYPE_CHECKING:  # a rule never loads the solver: the variables it is given know it
    from matcher.arrays import Flags, Numbers, Rows
    from matcher.feasibility.joining import Joining
    from matcher.index.tables import Tables
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


class Rule(Protocol):
    """A hard rule: plans that break it are not right."""

    codes: tuple[str, ...]

    def declare(self, x: "Variables") -> None:
        """Forbid to the solver what the rule forbids."""

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Everything in a plan that breaks the rule."""


class SeatRule(Rule, Protocol):
    """A rule that may keep somebody from one seat more, all else in a plan kept."""

    def forbids(self, joining: "Joining") -> "Flags | bool":
        """[start, expert], or [expert]: whom it keeps from the seat.

        What a plan breaks already forbids nobody who makes it no worse.
        """

    def kinds(self, joining: "Joining") -> "Iterator[Flags | bool]":
        """The same, one by one, where it knows several kinds of trouble."""
        yield self.forbids(joining)


class DateRule(SeatRule, Protocol):
    """A rule about one person and one date, whatever else a plan holds.

    The tables of a problem ask all of these, so that no search meets a pair that one forbids.
    """

    def allows(
        self, tables: "Tables", mission: Mission, starts: "Numbers", rows: "Rows"
    ) -> "Flags | None":
        """[start, expert]: is the date open to them? None where all are.

        Every start keeps the mission, with its travel, inside the horizon.
        """

    def forbids(self, joining: "Joining") -> "Flags | bool":
        """[start, expert]: is the date closed to them?"""
        return ~joining.allowed(self)


class Aim(Protocol):
    """A measure: the less, the better the plan."""

    measure: Measure

    def declare(self, x: "Variables") -> "Expr":
        """The measure as an expression, never below its true value."""

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """Everything in a plan that adds to the measure; the amounts add up to it."""
