"""Fit: 40 for domains, 30 for languages, 20 for the field, 10 for the wish."""

from matcher.fit import Fit, fit
from matcher.problem import Domain, DomainId
from tests.matcher import make


def test_parts_of_a_fit_are_kept_apart() -> None:
    role = make.role(domains={"law": 1, "drafting": 1}, languages={"fr": 1})
    mission = make.mission(roles=(role,))
    anna = make.expert(
        domains={"commas": 2}, languages={"fr": 5}, experience={"HT"}, prefers={"ht"}
    )
    domains = [
        Domain(DomainId("law")),
        Domain(DomainId("drafting"), parent=DomainId("law")),
        Domain(DomainId("commas"), parent=DomainId("drafting")),
    ]

    found = fit(make.problem(mission, anna, domains=domains), mission, role, anna)

    assert found == Fit(domain=40 * 4 // 6, language=25, field=20, wish=10)
    assert found.total == 26 + 25 + 20 + 10


def test_role_that_asks_for_nothing_is_met_in_full() -> None:
    mission, anna = make.home(), make.expert()

    assert fit(make.problem(mission, anna), mission, make.role(), anna) == Fit(40, 30, 20, 0)


def test_who_meets_nothing_fits_nothing() -> None:
    role, mission, anna = (
        make.role(domains={"a": 1}, languages={"fr": 1}),
        make.mission(),
        make.expert(),
    )

    assert fit(make.problem(mission, anna), mission, role, anna).total == 0
