"""What a child says of a search is what it heard and what `review` read."""

from benchmarks.measure import bound_at, proofs
from benchmarks.stopwatch import Seen, Stopwatch
from matcher.plan import Answer, Plan, Progress, TierResult


def test_a_bound_at_a_checkpoint_is_the_best_that_was_told() -> None:
    seen = Seen(5.0, Plan(), {0: 7, 1: 30})

    assert bound_at(seen, 0, 9, [None, None]) == 7
    assert bound_at(seen, 1, 28, [None, None]) == 28
    assert bound_at(seen, 2, 9, [None, None, None]) == 0


def test_a_tier_proven_by_then_has_its_value_for_a_bound() -> None:
    seen = Seen(5.0, Plan(), {0: 7})

    assert bound_at(seen, 0, 9, [4.0]) == 9
    assert bound_at(seen, 0, 9, [6.0]) == 7


def test_only_tiers_under_proven_ones_are_proven() -> None:
    watch = Stopwatch(())
    watch.note(Progress(0, 5, 5, 0, 0.25, Plan()))
    watch.note(Progress(1, 7, 3, 0, 0.5, Plan()))
    tiers = (TierResult(5, 5), TierResult(7, 3), TierResult(2, 2))

    assert proofs(watch, Answer("feasible", tiers=tiers, seconds=1.0)) == [0.25, None, None]


def test_what_only_the_answer_says_is_proven_at_its_end() -> None:
    watch = Stopwatch(())
    watch.note(Progress(0, 5, 3, 0, 0.25, Plan()))

    assert proofs(watch, Answer("optimal", tiers=(TierResult(5, 5),), seconds=1.0)) == [1.0]
