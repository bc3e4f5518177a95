"""The stopwatch keeps what was known when."""

from benchmarks.stopwatch import Stopwatch
from matcher.plan import Plan, Progress
from matcher.problem import ExpertId, Held, MissionId, RoleId

EMPTY = Plan()
STAFFED = Plan({MissionId("m"): Held(0, {RoleId("r"): (ExpertId("e"),)})})


def told(watch: Stopwatch, *news: tuple[float, int, int, int, Plan]) -> Stopwatch:
    for seconds, tier, value, bound, plan in news:
        watch.note(Progress(tier, value, bound, 0, seconds, plan))
    return watch


def test_a_plan_without_anybody_is_not_the_first() -> None:
    watch = told(Stopwatch(()), (0.1, 0, 9, 0, EMPTY), (0.4, 0, 5, 0, STAFFED))

    assert watch.first_plan == 0.4


def test_a_checkpoint_holds_what_was_known_before_it() -> None:
    watch = told(
        Stopwatch((1.0, 2.0, 5.0)),
        (0.5, 0, 9, 3, EMPTY),
        (1.5, 0, 5, 4, STAFFED),
        (3.0, 0, 5, 2, STAFFED),
    )
    watch.close(4.0)

    assert [(seen.at, seen.plan, seen.bounds) for seen in watch.seen] == [
        (1.0, EMPTY, {0: 3}),
        (2.0, STAFFED, {0: 4}),
    ]


def test_a_tier_is_proven_when_told_so() -> None:
    watch = told(
        Stopwatch(()), (0.5, 0, 5, 3, STAFFED), (0.7, 0, 5, 5, STAFFED), (0.9, 0, 5, 5, STAFFED)
    )

    assert watch.proven_at(0) == 0.7


def test_a_tier_is_proven_when_left_for_the_next() -> None:
    watch = told(Stopwatch(()), (0.5, 0, 5, 3, STAFFED), (0.8, 1, 7, 0, STAFFED))

    assert (watch.proven_at(0), watch.proven_at(1)) == (0.8, None)


def test_a_tier_that_was_never_news_is_proven_with_the_first_below_it() -> None:
    watch = told(Stopwatch(()), (0.5, 0, 5, 5, STAFFED), (0.8, 3, 7, 0, STAFFED))

    assert watch.proven_at(2) == 0.8
