"""How Hypothesis draws: the same examples in `make test` always, others in each `make campaign`."""

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import engine

SHRINKING_SECONDS = 30
"""How long a find is made smaller: Hypothesis has no setting for it, and takes 300."""
MARK = "chance"
CAMPAIGN = "campaign"
USUAL, MANY = 100, 500
"""Examples of a property in `make test`, and in a campaign."""

T = TypeVar("T", bound=Callable[..., None])


def choose() -> None:
    """Let every test draw the same examples: on any machine, whatever was found there before."""
    engine.MAX_SHRINKING_SECONDS = SHRINKING_SECONDS
    here = {"deadline": None, "database": None, "print_blob": True}
    slow = [HealthCheck.too_slow]
    settings.register_profile(
        "same", max_examples=USUAL, derandomize=True, suppress_health_check=slow, **here
    )
    many = int(os.environ.get("HEMICYCLE_TEST_EXAMPLES", MANY))
    settings.register_profile(
        CAMPAIGN, max_examples=many, derandomize=False, suppress_health_check=slow, **here
    )
    settings.load_profile("same")


def examples(share: int, **more: Any) -> Callable[[T], T]:  # Any: whatever Hypothesis takes
    """So many examples of every hundred that the profile asks for."""
    return of(share, **more)


def of(share: int, **more: Any) -> settings:  # Any: whatever Hypothesis takes
    """The settings for such a share; what the profile allows stays allowed."""
    usual = settings()
    most = max(1, share * usual.max_examples // USUAL)
    allowed = {*usual.suppress_health_check, *more.pop("suppress_health_check", ())}
    return settings(max_examples=most, suppress_health_check=allowed, **more)


def often(worked: Sequence[object], share: float = 0.5) -> bool:
    """Was there something to test in so much of what was drawn?"""
    return sum(map(bool, worked)) >= share * len(worked) > 0


def mark(items: list[pytest.Item]) -> None:
    """Mark the tests of each file that draws something: `-m chance` chooses them."""
    for item in items:
        module = getattr(item, "module", None)
        if hasattr(module, "given") or hasattr(module, "RuleBasedStateMachine"):
            item.add_marker(MARK)
