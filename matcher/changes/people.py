"""People: an expert's rest shorter, and one named busy range lifted."""

from collections.abc import Iterator
from dataclasses import replace

from matcher.changes.patch import at, removed, replaced
from matcher.changes.single import Chain, Single, half_days_as_days
from matcher.halfdays import Span
from matcher.problem import Expert, ExpertId, Problem


def rests(problem: Problem) -> Iterator[Chain]:
    """Every expert's rest shorter, half-day by half-day."""
    for place, expert in enumerate(problem.experts.values()):
        if expert.rest:
            yield _rest(problem, expert, place)


def every_range(problem: Problem) -> frozenset[tuple[ExpertId, int]]:
    """Every busy range: whose, and its place among theirs."""
    return frozenset(
        (expert.id, number)
        for expert in problem.experts.values()
        for number in range(len(expert.busy))
    )


def busy_ranges(problem: Problem, named: frozenset[tuple[ExpertId, int]]) -> Iterator[Chain]:
    """Each of these busy ranges lifted, in the order of the problem."""
    places = {expert: place for place, expert in enumerate(problem.experts)}
    for of, number in sorted(named, key=lambda each: (places[each[0]], each[1])):
        expert = problem.experts[of]
        yield _busy(problem, expert, (places[of], number), expert.busy[number])


def _rest(problem: Problem, expert: Expert, place: int) -> Chain:
    def shorten(now: Expert, half_days: int) -> Expert:
        return replace(now, rest=expert.rest - half_days)

    def make(half_days: int) -> Single:
        patch = (replaced(at("experts", place, "rest"), expert.rest - half_days),)
        changed = problem.with_expert(shorten(expert, half_days))
        size = half_days_as_days(half_days)
        return Single("unlock.rest_shorter", size, patch, changed, expert.id)

    return Chain(
        "unlock.rest_shorter",
        expert.rest,
        make,
        lambda of, _, last: of.with_expert(shorten(of.experts[expert.id], last)),
        expert=expert.id,
        alters=shorten,
    )


def _busy(problem: Problem, expert: Expert, place: tuple[int, int], span: Span) -> Chain:
    def lift(now: Expert, _: int) -> Expert:
        left = list(now.busy)
        left.remove(span)
        return replace(now, busy=tuple(left))

    def make(step: int) -> Single:
        patch = (removed(at("experts", place[0], "busy", place[1])),)
        changed = problem.with_expert(lift(expert, step))
        size = half_days_as_days(len(span))
        return Single("unlock.busy_lifted", size, patch, changed, expert.id)

    return Chain(
        "unlock.busy_lifted",
        1,
        make,
        lambda of, _, last: of.with_expert(lift(of.experts[expert.id], last)),
        expert=expert.id,
        what=str(place[1]),
        alters=lift,
    )
