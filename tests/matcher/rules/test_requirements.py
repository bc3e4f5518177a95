"""Requirements: kind, institution, domains, languages, bans, exclusions."""

from typing import Any

import pytest

from matcher.plan import Breach
from matcher.problem import Domain, DomainId, Expert, Mission, Role
from tests.matcher import make
from tests.matcher.make import MONDAY, held, plan
from tests.matcher.rules.judge import breaches

DOMAINS = [
    Domain(DomainId("commas"), parent=DomainId("drafting")),
    Domain(DomainId("drafting"), parent=DomainId("law")),
    Domain(DomainId("law")),
]
AT = plan(m=held(MONDAY, "anna"))


def found_for(expert: Expert, role: Role, **mission: Any) -> list[Breach]:
    facts = make.mission(roles=(role,), **mission)
    return breaches(make.problem(facts, expert, domains=DOMAINS), AT)


def breach(code: str, **facts: object) -> Breach:
    return make.breach(code, "m", "r", "anna", facts=facts)


def test_kind_is_named() -> None:
    found = found_for(make.expert(), make.role(kind="member"))

    assert found == [breach("role.kind", needed="member", held="official")]
    assert found_for(make.member("anna"), make.role(kind="member")) == []
    assert found_for(make.expert(), make.role(kind="official")) == []


def test_institution_is_named() -> None:
    found = found_for(make.expert(), make.role(institutions=frozenset({"fr"})))

    assert found == [breach("role.institution", needed=["fr"], held="qc")]
    assert found_for(make.expert(), make.role(institutions=frozenset({"fr", "qc"}))) == []


def test_level_of_a_domain_is_held_to_the_step() -> None:
    role = make.role(domains={"law": 2})

    found = found_for(make.expert(domains={"law": 1}), role)

    assert found == [breach("role.domain", domain="law", needed=2, held=1)]
    assert found_for(make.expert(domains={"law": 2}), role) == []


def test_child_counts_as_its_parents_and_not_the_other_way() -> None:
    assert found_for(make.expert(domains={"commas": 2}), make.role(domains={"law": 2})) == []

    found = found_for(make.expert(domains={"law": 3}), make.role(domains={"commas": 1}))

    assert found == [breach("role.domain", domain="commas", needed=1, held=0)]


def test_highest_level_of_children_counts() -> None:
    anna = make.expert(domains={"law": 1, "drafting": 3, "commas": 2})

    assert found_for(anna, make.role(domains={"law": 3})) == []
    assert len(found_for(anna, make.role(domains={"commas": 3}))) == 1


def test_language_is_held_to_the_step() -> None:
    role = make.role(languages={"fr": 4})

    low = found_for(make.expert(languages={"fr": 3}), role)
    none = found_for(make.expert(languages={"en": 6}), role)

    assert low == [breach("role.language", language="fr", needed="B2", held="B1")]
    assert none == [breach("role.language", language="fr", needed="B2", held=None)]
    assert found_for(make.expert(languages={"fr": 4}), role) == []


def test_ban_is_of_one_mission() -> None:
    assert found_for(make.expert(), make.role(), banned={"anna"}) == [breach("expert.banned")]
    assert found_for(make.expert(), make.role(), banned={"bo"}) == []


@pytest.mark.parametrize(
    "mission", [make.mission(), make.remote(), make.home(partner="ht")], ids=lambda m: m.venue
)
def test_exclusion_of_the_partner_holds_at_every_venue(mission: Mission) -> None:
    anna = make.expert(excludes=frozenset({"ht"}))

    found = breaches(make.problem(mission, anna), AT)

    assert found == [breach("expert.excludes_partner", partner="ht")]


def test_exclusion_of_nobody_or_of_others_is_no_breach() -> None:
    anna = make.expert(excludes=frozenset({"mg"}))

    assert breaches(make.problem(make.home(), anna), AT) == []
    assert breaches(make.problem(make.mission(), anna), AT) == []


def test_everything_unmet_is_named() -> None:
    role = make.role(kind="member", domains={"law": 1, "commas": 1}, languages={"fr": 1})

    found = found_for(make.expert(), role, banned={"anna"})

    codes = ["role.kind", "role.domain", "role.domain", "role.language", "expert.banned"]
    assert [each.code for each in found] == codes


def test_pinned_expert_is_exempt_in_the_pinned_role_only() -> None:
    roles = (make.role(kind="member"), make.role("s", kind="member"))
    mission = make.mission(roles=roles, banned={"anna"})
    anna = make.expert(excludes=frozenset({"ht"}))
    problem = make.problem(mission, anna, pins={"m": held(None, "anna")})

    assert breaches(problem, AT) == []
    found = {each.code for each in breaches(problem, plan(m=held(MONDAY, s=["anna"])))}
    assert found == {
        "role.kind",
        "expert.banned",
        "expert.excludes_partner",
        "pin.expert_missing",
    }
