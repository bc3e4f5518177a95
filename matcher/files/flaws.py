"""What is wrong with a file, where, and what was expected there."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from matcher.errors import MatcherError
from matcher.plan import Facts

Path = tuple[str | int, ...]


def pointer(path: Iterable[str | int]) -> str:
    """The JSON Pointer (RFC 6901) of a path of keys and indices; the whole file is ``."""
    return "".join(
        f"/{step}" if isinstance(step, int) else "/" + step.replace("~", "~0").replace("/", "~1")
        for step in path
    )


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong in a file: the place, a code, and the facts of its sentence."""

    pointer: str
    code: str
    facts: Facts = field(default_factory=dict)


class FileUnreadable(MatcherError):
    """A file that cannot be taken as what it should be; every flaw found is named."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(flaws)
        first = self.flaws[0]
        super().__init__(
            f"{len(self.flaws)} flaws, the first at {first.pointer or '/'}: {first.code}."
        )


class ProblemUnreadable(FileUnreadable):
    """The file is no staffing problem."""


class PlanUnreadable(FileUnreadable):
    """The file is no plan."""
