"""The facts of a change, read as what they should be."""

from collections.abc import Mapping

from matcher.halfdays import HalfDay, Horizon, Span
from matcher.plan import Facts
from matcher.problem import (
    ExpertId,
    InstitutionId,
    Mission,
    MissionId,
    Problem,
    ProgrammeId,
    RoleId,
)

_MOST = 1_000_000


class Gone(Exception):
    """What a change speaks of is not, or no longer, in the problem."""


class Said:
    """The facts of one change beside the problem that it alters.

    Each property raises `Gone` where the problem does not know what is named, and `KeyError`,
    `TypeError` or `ValueError` where the facts are not those of the change.
    """

    def __init__(self, problem: Problem, facts: Facts) -> None:
        self.problem = problem
        self.facts = facts

    def text(self, key: str) -> str:
        """A name."""
        return str(self.facts[key])

    def table(self, key: str) -> dict[str, str]:
        """Texts by name."""
        found = self.facts[key]
        if not isinstance(found, Mapping):
            raise TypeError(f"{key} names things and their levels.")
        return {str(name): str(level) for name, level in found.items()}

    def number(self, key: str, least: int = 0, most: int = _MOST) -> int:
        """A whole number between two others, both included."""
        found = int(str(self.facts[key]))
        if not least <= found <= most:
            raise ValueError(f"{key} lies between {least} and {most}: {found}.")
        return found

    def bound(self, key: str, least: int = 0, most: int = _MOST) -> int | None:
        """The same, or None for no bound at all."""
        return None if self.facts[key] is None else self.number(key, least, most)

    @property
    def expert(self) -> ExpertId:
        """Somebody of the roster."""
        found = ExpertId(self.text("expert"))
        if found not in self.problem.experts:
            raise Gone
        return found

    @property
    def mission(self) -> Mission:
        """A mission that is to be staffed."""
        found = self.problem.missions.get(MissionId(self.text("mission")))
        if found is None:
            raise Gone
        return found

    @property
    def role(self) -> RoleId:
        """A role of that mission."""
        found = RoleId(self.text("role"))
        if all(role.id != found for role in self.mission.roles):
            raise Gone
        return found

    @property
    def institution(self) -> InstitutionId:
        """A parliament."""
        found = InstitutionId(self.text("institution"))
        if found not in self.problem.institutions:
            raise Gone
        return found

    @property
    def programme(self) -> ProgrammeId:
        """A programme."""
        found = ProgrammeId(self.text("programme"))
        if found not in self.problem.programmes:
            raise Gone
        return found

    @property
    def horizon(self) -> Horizon:
        """The days that the problem is about."""
        return self.problem.horizon

    def moment(self, key: str) -> HalfDay:
        """A half-day; one outside the horizon is `Gone`."""
        found = self.horizon.index(self.text(key))
        if found not in self.horizon:
            raise Gone
        return found

    @property
    def span(self) -> Span:
        """The days from `first` to `last`; `Gone` where none of them lies in the horizon."""
        return self.within(self.horizon.span(self.text("first"), self.text("last")))

    def within(self, span: Span) -> Span:
        """What of a span lies in the horizon; `Gone` where nothing does."""
        start, end = max(0, span.start), min(len(self.horizon), span.end)
        if start >= end:
            raise Gone
        return Span(start, end)
