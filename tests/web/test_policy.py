"""Deny by default: no view without a declaration, nobody in who is not let in."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from db.engine import Ledger
from db.models import InstitutionRow
from tests import make
from tests.web.conftest import Browser
from web.http import policy
from web.http.policy import PolicyMissing, guard, public, roles


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """An app that no other test has: views are added here."""
    return own_app


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


EVERYBODY = {
    "answers.by_link",
    "answers.keep_by_link",
    "auth.enter",
    "auth.login",
    "auth.logout",
    "bootstrap.static",
    "feeds.feed",
    "home.index",
    "site.accessibility",
    "site.healthz",
    "site.help",
    "site.readyz",
    "static",
}
READING = {
    "experts.index",
    "experts.show",
    "missions.index",
    "missions.show",
    "plan.index",
    "home.vacancies",
    "refusals.index",
}
SOLVING = {
    "candidates.vacancies",
    "candidates.unlock_in_scenario",
    "candidates.unlock",
    "outbox.index",
    "outbox.show",
    "candidates.alter",
    "candidates.decide",
    "candidates.in_scenario",
    "candidates.live",
    "candidates.why",
    "candidates.why_in_scenario",
    "forcing.ask",
    "forcing.cancel",
    "forcing.events",
    "forcing.show",
    "forcing.stop",
    "conflicts.repair",
    "conflicts.reopen",
    "conflicts.acknowledge",
    "conflicts.index",
    "board.move",
    "board.pin_many",
    "board.pins",
    "board.unpin",
    "board.before_move",
    "board.index",
    "compare.index",
    "coverage.index",
    "coverage.need",
    "trials.ask_front",
    "trials.ask_losses",
    "trials.take",
    "trials.cancel",
    "trials.events",
    "trials.show",
    "trials.stop",
    "scenarios.from_release",
    "scenarios.bring_back",
    "scenarios.before_bring_back",
    "scenarios.history",
    "scenarios.release",
    "scenarios.before_release",
    "scenarios.create",
    "scenarios.create_change",
    "scenarios.discard",
    "scenarios.index",
    "scenarios.new_change",
    "scenarios.redo",
    "scenarios.remove",
    "scenarios.settings",
    "scenarios.show",
    "scenarios.solve",
    "scenarios.undo",
    "solve.cancel",
    "solve.create",
    "solve.events",
    "solve.index",
    "solve.publish",
    "solve.show",
    "solve.stop",
}
OWN = {
    "answers.keep",
    "answers.question",
    "experts.empty_calendar",
    "experts.keep_calendar",
    "experts.preview_calendar",
    "experts.read_again",
    "experts.remove_calendar",
    "experts.subscribe",
    "experts.add_busy",
    "experts.remove_busy",
    "experts.show",
    "feed_links.choose",
    "feed_links.create",
    "feed_links.renew",
    "feed_links.revoke",
    "feed_links.show",
}
FEED_LINKS = {f"feed_links.{view}" for view in ("choose", "create", "renew", "revoke", "show")}
ENDPOINTS_BY_ROLE = {
    "admin": READING
    | FEED_LINKS
    | {"institutions.show"}
    | {"sitting_files.keep", "sitting_files.preview", "sitting_files.take_away"}
    | {"closings.note", "closings.partner"}
    | {"closings.remove_of_institution", "closings.remove_of_partner"}
    | {"sittings.add", "sittings.add_holidays", "sittings.remove", "sittings.show"},
    "approver": READING,
    "assistant": OWN,
    "expert": OWN,
    "head_of_service": set[str](),
    "planner": READING | SOLVING | FEED_LINKS,
    "reader": READING,
}


def test_public_addresses_are_these(app: Flask) -> None:
    declared = app.extensions["policies"]

    assert {name for name, found in declared.items() if found.everybody} == EVERYBODY


def test_every_address_is_closed_to_the_unknown_unless_it_is_public(
    app: Flask, browser: Browser
) -> None:
    ways = list(_ways_in(app))

    assert len(ways) > 100
    for endpoint, method, address in ways:
        answer = browser.open(address, method=method)
        assert (answer.status_code, answer.location[:6]) == (303, "/login"), endpoint


@pytest.mark.parametrize("role", sorted(ENDPOINTS_BY_ROLE))
def test_each_role_enters_where_it_may_and_nowhere_else(
    app: Flask, browser: Browser, person: Callable[..., str], role: str
) -> None:
    browser.sign_in(person(role))

    # Whoever is let in gets further: to the page, to a missing object, to the form's token.
    entered = {
        endpoint
        for endpoint, method, address in _ways_in(app)
        if browser.open(address, method=method).status_code != 403
    }

    assert entered == ENDPOINTS_BY_ROLE[role]


def test_coordinator_enters_everywhere(app: Flask, coordinator: Browser) -> None:
    ways = list(_ways_in(app))

    assert len(ways) > 100
    for endpoint, method, address in ways:
        assert coordinator.open(address, method=method).status_code in (200, 400, 404), endpoint


@pytest.fixture
def person(account: Callable[..., str], ledger: Ledger, institution: int) -> Callable[..., str]:
    """An account of any role; experts and their assistants have an expert behind them."""

    def make_person(role: str) -> str:
        if role not in ("expert", "assistant"):
            return account(role)
        with ledger.write() as session:
            home = session.get_one(InstitutionRow, institution)
            expert = make.expert(session, home)
        return account(role, expert=expert.id)

    return make_person


def _ways_in(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Every closed address with each of its methods; its objects do not exist."""
    declared = app.extensions["policies"]
    for rule in app.url_map.iter_rules():
        if declared[rule.endpoint].everybody:
            continue
        with app.test_request_context():
            address = url_for(
                rule.endpoint, **{name: _value(rule, name) for name in rule.arguments}
            )
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule.endpoint, method, address


def _value(rule: Rule, name: str) -> object:
    listed = getattr(rule._converters[name], "items", None)
    return 999 if listed is None else sorted(listed)[0]
