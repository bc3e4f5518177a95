"""Two plans of one problem, compared: missions, people, calls, measures and tiers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matcher.compare.known import known
from matcher.compare.missions import mission_changes
from matcher.compare.people import expert_changes
from matcher.compare.values import Comparison, Side, TierChange
from matcher.plan import Plan, TierResult
from matcher.problem import ExpertId, MissionId, Problem
from matcher.review import review
from matcher.rules.calls import Calls
from matcher.rules.reading import Reading

Bounds = Sequence[TierResult]


def compare(
    problem: Problem,
    before: Plan,
    after: Plan,
    *,
    bounds_before: Bounds = (),
    bounds_after: Bounds = (),
) -> Comparison:
    """What differs in the second plan; bounds are those that the plans' files claim.

    What a plan names and the problem does not know is left out and reported in `unknown`.
    A plan that breaks rules is compared all the same; its breaches are in its review.
    """
    old, strange_before = known(problem, before, "before")
    new, strange_after = known(problem, after, "after")
    was = Side(review(problem, old), tuple(bounds_before))
    now = Side(review(problem, new), tuple(bounds_after))
    return Comparison(
        missions=tuple(mission_changes(problem, old, new, _calls(problem, old, new))),
        experts=tuple(expert_changes(problem, old, new)),
        before=was,
        after=now,
        tiers=tuple(_tiers(problem, was, now)),
        unknown=strange_before + strange_after,
    )


def _calls(problem: Problem, before: Plan, after: Plan) -> Iterator[tuple[MissionId, ExpertId]]:
    """Who must hear of it: the measure `calls`, as if the first plan were published whole."""
    published = replace(problem, published=before.missions)
    for penalty in Calls().breaches(Reading(published, after)):
        if penalty.mission is not None and penalty.expert is not None:
            yield penalty.mission, penalty.expert


def _tiers(problem: Problem, before: Side, after: Side) -> Iterator[TierChange]:
    for number, tier in enumerate(problem.objective):
        was, now = before.review.tiers[number], after.review.tiers[number]
        yield TierChange(tier, was, now, _bound(before, number), _bound(after, number))


def _bound(side: Side, number: int) -> int | None:
    """The bound of a tier, where all values of the file are the plan's own; else None."""
    if tuple(each.value for each in side.bounds) != side.review.tiers:
        return None
    return side.bounds[number].bound
