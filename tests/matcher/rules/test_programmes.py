"""Programmes: half-days, shares of institutions, budget."""

from typing import Any

from matcher.plan import Breach
from matcher.problem import Costs
from tests.matcher import make
from tests.matcher.make import MONDAY, WEDNESDAY, held, plan
from tests.matcher.rules.judge import breaches

MISSIONS = [
    make.mission("a", length=3, roles=(make.role(count=2),), programme="p"),
    make.home("b", programme="p"),
    make.home("other"),
]
EXPERTS = [make.expert(), make.expert("bo", institution="fr")]
ALL = plan(a=held(MONDAY, "anna", "bo"), b=held(WEDNESDAY, "bo"), other=held(WEDNESDAY, "anna"))
COSTS = Costs(fares={"qc": {"ht": 100}, "fr": {"ht": 70}}, per_diem={"ht": 10})  # type: ignore[dict-item]  # ids are texts


def found_with(**bounds: Any) -> list[Breach]:
    programmes = [make.programme(**bounds), make.programme("idle", budget_max=0)]
    return breaches(make.problem(MISSIONS, EXPERTS, programmes=programmes, costs=COSTS), ALL)


def test_half_days_of_all_seats_are_summed() -> None:
    assert found_with(expert_half_days_max=8) == []

    found = found_with(expert_half_days_max=7)

    facts = {"programme": "p", "most": 7, "half_days": 8}
    assert found == [make.breach("programme.half_days", facts=facts)]


def test_share_is_of_the_experts_institution() -> None:
    assert found_with(by_institution={"qc": 3, "fr": 5}) == []

    found = found_with(by_institution={"qc": 3, "fr": 4})

    facts = {"programme": "p", "institution": "fr", "most": 4, "half_days": 5}
    assert found == [make.breach("programme.share", facts=facts)]


def test_institution_without_share_is_not_bounded() -> None:
    assert found_with(by_institution={"qc": 3}) == []


def test_budget_counts_fares_and_days_begun_abroad() -> None:
    assert found_with(budget_max=210) == []

    found = found_with(budget_max=209)

    facts = {"programme": "p", "most": 209, "cost": 210}
    assert found == [make.breach("programme.budget", facts=facts)]
