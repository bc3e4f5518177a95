"""One change as a value: a code, and the facts that name what it alters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.errors import MatcherError
from matcher.plan import Facts


class ChangeUnknown(MatcherError):
    """A code that no change has."""

    def __init__(self, code: str) -> None:
        super().__init__(f"There is no such change: {code}.")
        self.code = code


@dataclass(frozen=True, slots=True)
class Change:
    """What is altered: `expert.busy` with the expert and a range, and so on.

    Ids are texts, moments are written as files write them, `null` lifts a bound. The facts of
    each code stand with the function that applies it.
    """

    code: str
    facts: Facts = field(default_factory=dict)

    @staticmethod
    def read(document: Mapping[str, object]) -> "Change":
        """The change that `written` wrote. Raises: KeyError where it has no code."""
        facts = document.get("facts")
        return Change(str(document["code"]), dict(facts) if isinstance(facts, Mapping) else {})

    @property
    def written(self) -> dict[str, object]:
        """The change as JSON."""
        return {"code": self.code, "facts": dict(self.facts)}
