"""What a problem file calls its things; an id without a name stands for itself."""

from collections.abc import Iterable
from typing import Protocol

from matcher.problem import Problem
from web.language.sentences.names import Names, halves_of, quoted


class _Named(Protocol):
    """Anything of a problem that may have a name beside its id."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str | None: ...


def problem_names(problem: Problem) -> Names:
    """The names that the problem itself gives."""
    return Names(
        missions=quoted({each.id: each.name or each.id for each in problem.missions.values()}),
        experts=_names(problem.experts.values()),
        domains=_names(problem.domains.values()),
        partners=_names(problem.partners.values()),
        institutions=_names(problem.institutions.values()),
        programmes=_names(problem.programmes.values()),
        halves=halves_of(problem),
    )


def _names(things: Iterable[_Named]) -> dict[str, str]:
    return {each.id: each.name or each.id for each in things}
