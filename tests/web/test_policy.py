"""Deny by default: no view without a declaration, nobody in who is not let in."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.web.conftest import Browser
from web import policy
from web.policy import PolicyMissing, guard, public, roles


def test_app_refuses_to_start_when_a_view_declares_nothing(app: Flask) -> None:
    app.view_functions["forgotten"] = lambda: "open"

    with pytest.raises(PolicyMissing, match="forgotten"):
        guard(app)


def test_view_added_after_the_start_is_closed(app: Flask, browser: Browser) -> None:
    app.add_url_rule("/late", "late", public(lambda: "open"))

    assert browser.get("/late").status_code == 403


def test_roles_without_a_name_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one role"):
        roles()


@pytest.fixture
def closed(app: Flask) -> Flask:
    """The app with a page for coordinators only."""

    @roles("coordinator")
    def page() -> str:
        return f"scope {sorted(policy.scope())}"

    app.add_url_rule("/closed", "closed", page, methods=["GET", "POST"])
    guard(app)
    return app


def test_somebody_unknown_is_sent_to_the_login_page_and_back(
    closed: Flask, browser: Browser
) -> None:
    answer = browser.get("/closed?page=2")

    assert answer.status_code == 303
    assert answer.location == "/login?next=/closed?page%3D2"


def test_form_of_somebody_unknown_leads_to_the_login_page_only(
    closed: Flask, browser: Browser
) -> None:
    answer = browser.post("/closed")

    assert (answer.status_code, answer.location) == (303, "/login")


def test_another_role_is_refused(
    closed: Flask, browser: Browser, account: Callable[..., str]
) -> None:
    assert browser.sign_in(account("reader")).get("/closed").status_code == 403


def test_the_role_is_let_in_with_its_institutions(
    closed: Flask, coordinator: Browser, institution: int
) -> None:
    assert coordinator.get("/closed").text == f"scope [{institution}]"


def test_every_address_is_closed_to_the_unknown_unless_declared_public(
    app: Flask, browser: Browser
) -> None:
    declared = app.extensions["policies"]
    for rule in app.url_map.iter_rules():
        if declared[rule.endpoint].everybody:
            continue
        address = rule.build(dict.fromkeys(rule.arguments, 1), append_unknown=False)
        assert address is not None
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = browser.open(address[1], method=method)
            assert (answer.status_code, answer.location[:6]) == (303, "/login"), rule


def test_public_addresses_are_these(app: Flask) -> None:
    declared = app.extensions["policies"]

    assert {name for name, found in declared.items() if found.everybody} >= {
        "auth.enter",
        "auth.login",
        "auth.logout",
        "bootstrap.static",
        "home.index",
        "site.accessibility",
        "site.healthz",
        "site.help",
        "static",
    }
